"""Installing: the service that starts the bot, the account it runs as, and the hour in which all of it is set up."""
