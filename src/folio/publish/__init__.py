"""The files beside the pages, and the head of each page."""
