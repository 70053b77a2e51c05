"""Conversations: who is who."""
