"""What the clock does: what grids owe, and the chasing of it."""
