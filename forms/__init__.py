"""Forms as data: one .toml a form, its reader, its questions, its summary and its sums. Pure."""
