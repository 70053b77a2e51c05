"""Conversations: tips, sealed."""
