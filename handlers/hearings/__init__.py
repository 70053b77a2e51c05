"""Conversations: hearings and their slots."""
