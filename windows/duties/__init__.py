"""Windows: what grids owe, and the chasing of it."""
