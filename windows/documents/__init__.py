"""Windows: documents that are filed."""
