"""Polls: answered by whoever is asked, made and run by level 1."""
