"""Windows: people, from their invitation on."""
