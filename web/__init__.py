"""The tip page: its files, and the endpoints that take what was sealed in a reporter's own browser."""
