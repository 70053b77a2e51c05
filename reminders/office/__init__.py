"""What the clock does: what the office enters."""
