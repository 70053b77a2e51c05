"""What the windows of a form have in common: their title, their buttons' data, rows, leaves of long lists."""

from collections.abc import Callable, Sequence

from domain.reporting.drafts import Draft
from locales import Speech
from locales.dates import duty_title
from usecases.reporting.form_pages import Page
from windows.text_parts import parts
from windows.windows import Button

Rows = list[list[Button]]

SHORT_TEXT = 60
"""As many characters of an answer are shown beside others."""
SHORT_LABEL = 30
LEAF_LENGTH = 2400
"""UTF-16 units, as Telegram counts a message."""
LINES_A_LEAF = 15
"""Lines of a phone: with a title, and what may stand around them, no more than it shows."""


def tap_on(draft: Draft, act: str) -> str:
    """Return the callback data of `act` in this draft, of this turn only; the item is for when the draft is gone."""
    return f"f:{draft.item_id}:{draft.id}:{draft.turn}:{act}"


def title(page: Page, speech: Speech) -> str:
    """Return e.g. 6月网格廉情月报 · 心内科, as HTML."""
    name = duty_title(speech, page.form.title, page.item.period_id)
    return speech.text("report-title", title=name, grid=page.item.grid_name)


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    """Return the buttons `width` a row."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def cut(text: str, length: int) -> str:
    """Return `text`, or its first `length` characters and a sign that more follow."""
    return text if len(text) <= length else text[:length] + "…"


def turning(draft: Draft, leaf: int, leaves: int, speech: Speech) -> Rows:
    """Return the row that leads to the leaves before and after `leaf` (from 0); none where there is one alone."""
    return turning_to(lambda other: tap_on(draft, f"l{other}"), leaf, leaves, speech)


def turning_to(data: Callable[[int], str], leaf: int, leaves: int, speech: Speech) -> Rows:
    """Return the same row where `data` gives what the button of another leaf sends."""
    ways = []
    if leaf > 0:
        ways.append(Button(speech.label("form-leaf-before"), data(leaf - 1)))
    if leaf < leaves - 1:
        ways.append(Button(speech.label("form-leaf-next"), data(leaf + 1)))
    return [ways] if ways else []


def leaves_of(many: int, a_leaf: int) -> int:
    """Return on how many leaves `many` things stand, `a_leaf` on each; one for none."""
    return max(1, -(-many // a_leaf))


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
