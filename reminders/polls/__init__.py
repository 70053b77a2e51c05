"""Polls: those asked hear of them, and they end by the clock."""
