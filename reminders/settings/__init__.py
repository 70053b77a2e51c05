"""What is told of settings."""
