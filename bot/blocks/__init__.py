"""The composition root: the blocks of config.toml, each with its keys."""
