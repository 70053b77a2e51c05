# Installing: gridbot setup, gridbot service
setup-help-service = Print a systemd unit with as few rights as the bot needs
setup-help-user = The system account that runs the bot
setup-help-folder = The bot's folder
setup-path-odd = A service file can't hold { $path }: it has a quote, a backslash or a line break. Please take another folder.
