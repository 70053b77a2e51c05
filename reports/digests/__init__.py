"""Pictures and files: what is added up."""
