"""Pages of a window: which of how many, and the buttons that turn them."""

from collections.abc import Callable

from domain.windows import Button
from locales import Speech


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
