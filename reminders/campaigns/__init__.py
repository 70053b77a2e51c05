"""Campaigns: whoever runs one hears when a phase has ended."""
