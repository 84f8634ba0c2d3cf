"""Who has written, edited or spoken for a work: persons, bodies and groups."""
