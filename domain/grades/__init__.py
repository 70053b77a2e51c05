"""Grades (考核等次): points from figures, a grade from points, what the office decides besides."""
