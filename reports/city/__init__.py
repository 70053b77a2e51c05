"""What an organ is shown of its hospitals: compiled in each of them, drawn side by side."""
