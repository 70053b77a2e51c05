"""Registers as data: one .toml a ledger, its reader, its checks, and who may move an entry on. Pure."""
