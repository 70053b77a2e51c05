"""SQL: what the organ above has sent to its hospitals, and who has read it."""
