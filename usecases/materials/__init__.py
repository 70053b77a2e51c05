"""What people do: what is sent down to read, and suggestions sent up."""
