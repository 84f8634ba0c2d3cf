def tables(numbers): return {}
