"""Pictures and files: workbooks and calendars."""
