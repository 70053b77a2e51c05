"""Windows: what the office enters."""
