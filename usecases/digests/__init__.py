"""What people do: what is added up."""
