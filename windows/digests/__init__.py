"""Windows: what is added up."""
