"""Lists of names that formats give to things, written as running text so that they can be read."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, which blanks and line ends part."""
    return frozenset(text.split())
