"""Windows: reports on their way through their reviews."""
