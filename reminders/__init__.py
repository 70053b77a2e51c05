"""Unasked: what the clock makes the bot do; the tick, one file per kind of message, the outbox drain."""
