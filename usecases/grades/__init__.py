"""Grades (考核等次): counted, decided by the office, published."""
