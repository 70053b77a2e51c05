"""The composition root: many hospitals in one installation, each a unit of its own (docs/city.md)."""
