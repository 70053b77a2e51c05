"""A form is read from its file, and what is wrong with it found."""
