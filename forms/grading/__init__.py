"""How grades (考核等次) are given: one file, the shipped one or the office's own."""
