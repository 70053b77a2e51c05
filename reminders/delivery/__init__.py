"""What the clock does: how letters leave."""
