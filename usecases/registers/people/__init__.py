"""What is asked of registers person by person: who has been reached and who has not."""
