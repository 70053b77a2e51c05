"""Pure rules: tips, sealed."""
