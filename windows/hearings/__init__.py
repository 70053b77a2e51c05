"""windows: hearings."""
