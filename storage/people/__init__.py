"""SQL: who is who."""
