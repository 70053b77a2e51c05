"""What the clock does: registers."""
