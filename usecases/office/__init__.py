"""What level 1 enters for everybody: the holidays of a year."""
