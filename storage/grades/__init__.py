"""Grades (考核等次): what was decided and published, and what figures are counted from."""
