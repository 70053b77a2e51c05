"""Inbound: one file per conversation, read top to bottom; each has `build() -> Router`."""
