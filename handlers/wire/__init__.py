"""Conversations: how a window gets onto a phone."""
