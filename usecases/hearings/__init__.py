"""What people do: hearings and their slots."""
