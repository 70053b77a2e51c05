"""Forms: forms out of Excel."""
