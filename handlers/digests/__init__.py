"""Conversations: what is added up."""
