"""What the clock does: who watches over the bot itself."""
