"""Conversations: reports on their way through their reviews."""
