"""NanoFlow, behind the write-up: the cost of an iteration, and a search for its pipeline."""
