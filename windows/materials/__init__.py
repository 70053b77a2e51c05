"""Windows: what is sent down to read, and suggestions sent up."""
