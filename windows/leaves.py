"""Leaves of long lists: which lines stand on one; windows/page_turns.py turns them."""

from collections.abc import Sequence

from windows.text_parts import parts

SHORT_TEXT = 60
"""As many characters of an answer are shown beside others."""


LEAF_LENGTH = 2400
"""UTF-16 units, as Telegram counts a message."""


LINES_A_LEAF = 15
"""Lines of a phone: with a title, and what may stand around them, no more than it shows."""


def leaf_of_lines(
    lines: Sequence[str], leaf: int, lines_most: int | None = LINES_A_LEAF
) -> tuple[Sequence[str], int, int]:
    """Return the lines (HTML) of `leaf` (from 0; of the last where it is beyond), its number, how many there are.

    A leaf leaves room in one message for a title, notes and a refusal; where texts are read in full, `lines_most`
    is None, and a leaf may be higher than a phone.
    """
    leaves = parts(lines, LEAF_LENGTH, lines_most)
    leaf = min(leaf, len(leaves) - 1)
    return leaves[leaf], leaf, len(leaves)
