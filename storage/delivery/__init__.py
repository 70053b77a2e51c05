"""SQL: how letters leave."""
