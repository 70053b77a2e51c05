"""Backups: made when asked for and every night, kept for a while, put back."""
