"""Pictures and files: documents that are filed."""
