"""/settings: what the office sets itself."""
