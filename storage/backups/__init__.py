"""Copies of the database, sealed."""
