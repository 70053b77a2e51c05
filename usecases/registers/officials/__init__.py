"""What registers know of officials."""
