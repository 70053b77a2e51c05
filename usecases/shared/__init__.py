"""Use cases: what several processes of one bot know together, sealed in a Redis (decision note of that name)."""
