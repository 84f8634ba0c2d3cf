"""DynaFlow in small, behind the write-up: a logical graph, and schedulers that run it."""
