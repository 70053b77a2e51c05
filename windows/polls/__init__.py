"""Windows of polls. Values in, windows out."""
