"""What comes with a request: its body and its parameters."""
