"""What people do: reports, from the first answer to the last revision."""
