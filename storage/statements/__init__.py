"""Pieces of statements that all wings use."""
