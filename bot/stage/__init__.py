"""The composition root: the demo, training and recordings."""
