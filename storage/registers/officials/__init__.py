"""What entries of registers say of officials."""
