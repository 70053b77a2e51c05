"""Pictures and files: paper after GB/T 9704."""
