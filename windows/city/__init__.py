"""The organ's windows, and those of a hospital's office for what the organ sent."""
