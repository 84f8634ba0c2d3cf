"""What stands in notes: words for readers, citations, and what programs keep there."""
