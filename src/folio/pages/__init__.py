"""What stands on a page: directives, listings, citations, figures."""
