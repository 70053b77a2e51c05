"""What the clock does: tips, sealed."""
