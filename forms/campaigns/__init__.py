"""Campaigns (专项整治): templates, as .toml files, and their reader."""
