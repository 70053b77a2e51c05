"""Risks: what was filed of them before they had a register; whose self-checks they bring."""
