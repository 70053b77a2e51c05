"""What people do: what grids owe, and the chasing of it."""
