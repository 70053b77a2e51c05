"""Conversations: documents that are filed."""
