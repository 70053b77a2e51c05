"""Pure rules: an entry of a register, for whom it waits, what became of it."""
