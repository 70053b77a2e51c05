"""The windows of grades (考核等次)."""
