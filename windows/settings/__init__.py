"""Windows of what the office sets."""
