"""Windows: tips, sealed."""
