"""How work becomes transactions: one after the other on SQLite, as if one after the other on PostgreSQL."""
