"""GOAL on a torus, behind the write-up: channel loads, a simulator, and deadlock."""
