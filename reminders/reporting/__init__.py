"""What the clock does: reports, from the first answer to the last revision."""
