"""Leaves of long lists: which lines stand on one; windows/page_turns.py turns them."""

from collections.abc import Sequence

from windows.text_parts import parts, phone_lines

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


LINES_MOST = 20
"""Lines of a phone that a window may take (docs/windows.md)."""
_LEAST_ROOM = 5
_ON_A_LINE = 17


def room_below(head: Sequence[str]) -> int:
    """Return how many lines of a phone are left below `head` (HTML)."""
    return max(_LEAST_ROOM, LINES_MOST - phone_lines("\n".join(head)))


def leaf_of_texts(lines: Sequence[str], leaf: int, room: int) -> tuple[Sequence[str], int, int]:
    """Return the same as `leaf_of_lines` where a single line (HTML) may be a long text, to be read in full.

    No leaf is higher than `room` lines of a phone: what is higher goes on at the next one.
    """
    broken = [piece for line in lines for part in parts([line], room * _ON_A_LINE) for piece in part]
    return leaf_of_lines(broken, leaf, room)
