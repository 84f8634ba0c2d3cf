"""Domain randomization in small: a network finds a disc, in a simulator and in a second one."""
