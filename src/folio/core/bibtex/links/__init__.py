"""Where a work is found: identifiers, addresses, and what stands around them."""
