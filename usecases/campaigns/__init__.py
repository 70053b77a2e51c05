"""Campaigns: made of templates, moved, ended; how far they are."""
