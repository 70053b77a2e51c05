"""Pure values and rules of grid-based supervision; imports nothing of ours (docs: DOMAIN terms in docs/glossary.md)."""
