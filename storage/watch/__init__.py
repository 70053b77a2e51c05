"""What is kept of how the program and its machine do."""
