"""What people do: tips, sealed."""
