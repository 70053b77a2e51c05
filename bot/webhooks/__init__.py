"""Updates that Telegram sends to an address, to any of several processes (docs/processes.md)."""
