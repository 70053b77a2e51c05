"""Polls as files. Values in, files out."""
