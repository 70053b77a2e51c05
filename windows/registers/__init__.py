"""Windows: registers."""
