"""What is there: people, chats, messages, files."""
