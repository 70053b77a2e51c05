"""Conversations: what the office enters."""
