"""Windows of what the office writes itself, as phones will show them: for the chat and for the command line."""
