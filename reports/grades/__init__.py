"""Grades (考核等次) as a file for level 1."""
