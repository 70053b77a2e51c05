"""Polls: counters, and who has answered, each so that a copy of the database tells nothing."""
