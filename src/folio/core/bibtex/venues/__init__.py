"""Where a work appeared, in which volume, edition and pages, and of which kind it is."""
