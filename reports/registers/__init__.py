"""Papers and sheets of registers."""
