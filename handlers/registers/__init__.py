"""Conversations: registers."""
