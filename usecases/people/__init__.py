"""What people do: inviting others."""
