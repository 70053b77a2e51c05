"""The commands of the command line, one file for what people do with it."""
