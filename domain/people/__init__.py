"""Pure rules: who is who."""
