"""The catalogue: every duty that the documents ask for, on or off in a new installation."""
