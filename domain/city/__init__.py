"""Pure rules: what an organ is told of its hospitals, and what it tells them."""
