"""Pages of a window: which of how many, and the buttons that turn them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locales import Speech
from windows.text_parts import width_in_halves
from windows.windows import Button, Rows

ROWS_MOST = 7
"""Rows of buttons that a phone shows below a window without being scrolled (docs/windows.md)."""
_ROOM_BESIDE = {2: 18, 3: 12}
"""How wide the labels of two or three in a row may be, in halves of a Chinese character."""


@dataclass(frozen=True, slots=True)
class PageOf:
    """Page `number`, from 0, of so many `pages`."""

    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """Page `number`, from 0, of a list of `count` things."""

    number: int
    count: int

    def of(self, a_page: int) -> PageOf:
        """Return which of how many pages it is, with so many things on each."""
        return page_of(self.number, self.count, a_page)


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The keys of what is written on the buttons that turn back and on."""

    before: str
    following: str


PARTS = TurnWords("parts-before", "parts-next")
LEAVES = TurnWords("form-leaf-before", "form-leaf-next")
TIPS_BY_AGE = TurnWords("tips-list-newer", "tips-list-older")


@dataclass(frozen=True, slots=True)
class PageIn:
    """Page `number`, from 0, of a list where there is room for so many `rows` of buttons."""

    number: int
    rows: int


def page_of(number: int, count: int, a_page: int) -> PageOf:
    """Return the page where `count` things stand in pages of `a_page`."""
    return PageOf(number, -(-count // a_page))


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
    buttons: Sequence[Button], place: PageIn, to_page: Callable[[int], str], speech: Speech
) -> list[list[Button]]:
    """Return the rows of one page of a list, and below them the row that turns pages where there are several.

    A page beyond is the last; the row that turns pages has its room, too.
    """
    rows = button_rows(buttons)
    if len(rows) <= place.rows:
        return rows
    a_page = place.rows - 1
    pages = -(-len(rows) // a_page)
    page = min(place.number, pages - 1)
    return [*rows[page * a_page : (page + 1) * a_page], *turn_rows(PageOf(page, pages), to_page, speech)]


def _stand_together(row: Sequence[Button]) -> bool:
    room = _ROOM_BESIDE.get(len(row), 0)
    return all(width_in_halves(button.label) <= room for button in row)


def turn_rows(
    page: PageOf, to_page: Callable[[int], str], speech: Speech, words: TurnWords = PARTS
) -> list[list[Button]]:
    """Return the row that turns to the pages before and after `page`; none where there are neither."""
    row = []
    if page.number > 0:
        row.append(Button(speech.label(words.before), to_page(page.number - 1)))
    if page.number + 1 < page.pages:
        row.append(Button(speech.label(words.following), to_page(page.number + 1)))
    return [row] if row else []


def numbered(line: str, page: int, pages: int, speech: Speech) -> str:
    """Return `line` (HTML) with the number of the page, from 1, where there are several."""
    return line if pages == 1 else line + speech.text("parts-page", page=page + 1, pages=pages)


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    """Return the buttons `width` a row."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]
