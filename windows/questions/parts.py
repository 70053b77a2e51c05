"""What the windows of questions have in common: their buttons' data, rows, leaves of long lists."""

from collections.abc import Sequence
from typing import Any

from domain.drafts import Draft
from locales import Speech
from usecases.questions.pages import A_LEAF, Listed
from windows.page_turns import LEAVES, PageOf, turn_rows
from windows.windows import Button, Rows

SHORT_LABEL = 30
SHOWN_LENGTH = 20
"""Characters of the words looked for, as a window repeats them."""


def tap_on(draft: Draft, act: str) -> str:
    """Return the callback data of `act` in this draft, of this turn only; the item is for when the draft is gone."""
    return f"{draft.conversation}:{draft.item_id}:{draft.id}:{draft.turn}:{act}"


def cut(text: str, length: int) -> str:
    """Return `text`, or its first `length` characters and a sign that more follow."""
    return text if len(text) <= length else text[:length] + "…"


def turning(draft: Draft, leaf: int, leaves: int, speech: Speech) -> Rows:
    """Return the row that leads to the leaves before and after `leaf` (from 0); none where there is one alone."""
    return turn_rows(PageOf(leaf, leaves), lambda other: tap_on(draft, f"l{other}"), speech, LEAVES)


def leaves_of(many: int, a_leaf: int) -> int:
    """Return on how many leaves `many` things stand, `a_leaf` on each; one for none."""
    return max(1, -(-many // a_leaf))


def listed_rows(
    draft: Draft, found: Listed[Any], buttons: Sequence[Button], all_of_them: str, speech: Speech
) -> Rows:
    """Return the `buttons` of what is listed, a row each, the ways to the other leaves, and back to all.

    `all_of_them` is what the button says that forgets the words by which they were found.
    """
    turn = turning(draft, found.leaf, leaves_of(found.many, A_LEAF), speech)
    back = [Button(all_of_them, tap_on(draft, "a"))] if found.words else []
    ways = [*(turn[0] if turn else []), *back]
    return [*([button] for button in buttons), *([ways] if ways else [])]
