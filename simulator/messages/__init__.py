"""What a message is made of, as Telegram reads it."""
