"""When a work appeared, or that it has not, and when a page was visited."""
