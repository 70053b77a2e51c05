"""Pages of a window: which of how many, and the buttons that turn them."""

from collections.abc import Callable, Sequence

from locales import Speech
from windows.text_parts import width_in_halves
from windows.windows import Button, Rows

ROWS_MOST = 7
"""Rows of buttons that a phone shows below a window without being scrolled (docs/windows.md)."""
_ROOM_BESIDE = {2: 18, 3: 12}
"""How wide the labels of two or three in a row may be, in halves of a Chinese character."""


def button_rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """Return the buttons in as few rows as their labels let a phone show whole, in their order."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and _stand_together([*rows[-1], button]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def paged_rows(
    buttons: Sequence[Button], place: tuple[int, int], to_page: Callable[[int], str], speech: Speech
) -> list[list[Button]]:
    """Return the rows of one page of a list, and below them the row that turns pages where there are several.

    `place` is the page, from 0 (the last where it is beyond), and how many rows there is room for, that one included.
    """
    page, room = place
    rows = button_rows(buttons)
    if len(rows) <= room:
        return rows
    a_page = room - 1
    pages = -(-len(rows) // a_page)
    page = min(page, pages - 1)
    return [*rows[page * a_page : (page + 1) * a_page], *turn_rows((page, pages), to_page, speech)]


def _stand_together(row: Sequence[Button]) -> bool:
    room = _ROOM_BESIDE.get(len(row), 0)
    return all(width_in_halves(button.label) <= room for button in row)


def turn_rows(place: tuple[int, int], to_page: Callable[[int], str], speech: Speech) -> list[list[Button]]:
    """Return the row that turns pages, none where there is one; `place` is the page, from 0, and how many there are."""
    page, pages = place
    row = []
    if page > 0:
        row.append(Button(speech.label("parts-before"), to_page(page - 1)))
    if page + 1 < pages:
        row.append(Button(speech.label("parts-next"), to_page(page + 1)))
    return [row] if row else []


def numbered(line: str, page: int, pages: int, speech: Speech) -> str:
    """Return `line` (HTML) with the number of the page, from 1, where there are several."""
    return line if pages == 1 else line + speech.text("parts-page", page=page + 1, pages=pages)


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    """Return the buttons `width` a row."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]
