"""An exam's states as types, its fields by role, its last seat: the demonstration of the page."""
