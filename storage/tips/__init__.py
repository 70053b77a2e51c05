"""SQL: tips, sealed."""
