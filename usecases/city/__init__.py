"""What the organ above does with its hospitals, and a hospital's office with what it is told."""
