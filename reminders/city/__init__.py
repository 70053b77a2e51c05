"""Letters: what the organ above sent."""
