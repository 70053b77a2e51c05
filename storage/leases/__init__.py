"""What only one of several processes does at a time, and how it is settled which (docs/processes.md)."""
