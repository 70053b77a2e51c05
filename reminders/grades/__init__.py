"""Grades: told to whom they are about, and to all who is excellent."""
