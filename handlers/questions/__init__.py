"""Conversations: what a tap or words below a question do, of reports and of registers alike."""
