"""SQL: registers: entries, their history and files, what they add up to."""
