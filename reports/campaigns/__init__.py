"""What is printed of campaigns: the report of a phase, and the summary at the end."""
