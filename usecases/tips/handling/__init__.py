"""What a body's handler does with a tip, in the chat or on the page."""
