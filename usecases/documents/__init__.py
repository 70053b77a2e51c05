"""What people do: documents that are filed."""
