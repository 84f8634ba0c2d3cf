"""Randomized Cholesky: its fill, its iterations, and what parallelism can gain."""
