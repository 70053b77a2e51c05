"""Conversations: the organ and its hospitals."""
