"""The composition root: who watches over the bot itself."""
