"""What can be wrong with a register: names that name nothing, ways that lead nowhere, entries that no chain is for."""
