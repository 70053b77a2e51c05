"""Pictures and files: tips, sealed."""
