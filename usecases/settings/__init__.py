"""What the office sets."""
