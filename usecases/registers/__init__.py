"""What people do: registers, from a first entry to its end."""
