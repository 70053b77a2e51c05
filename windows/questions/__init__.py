"""Windows: questions, one at a time, and what was answered: of reports and of registers alike."""
