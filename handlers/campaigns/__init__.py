"""专项整治: made of a template, run by level 1, read by leaders and committee."""
