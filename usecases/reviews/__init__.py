"""What people do: reports on their way through their reviews."""
