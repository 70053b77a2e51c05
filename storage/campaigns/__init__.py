"""Campaigns as they are kept, and how far their tasks are."""
