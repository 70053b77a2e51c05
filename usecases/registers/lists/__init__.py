"""A register's list: what it is narrowed to, a page of it, its files."""
