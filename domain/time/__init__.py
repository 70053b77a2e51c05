"""Pure rules: clock, days and periods."""
