"""Composition root: the command line, the configuration, the app, the sender."""
