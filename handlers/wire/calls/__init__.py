"""Calls of the Bot API: how they go out, how often they are tried, and what comes back."""
