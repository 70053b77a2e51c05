"""Polls: made, answered, ended (docs/domain.md section 6)."""
