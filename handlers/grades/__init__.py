"""Grades (考核等次): given and published by level 1, read by whom they are about."""
