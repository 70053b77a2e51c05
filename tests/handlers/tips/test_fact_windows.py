"""The windows of help in verifying, at their longest, in every language."""

from datetime import date

import pytest

from domain.people.grids import Grid
from domain.tips.fact_requests import QUESTION_LIMIT
from domain.tips.routing import Body
from locales import LANGUAGES, Speech, Words
from storage.tips.fact_requests import FactCount, FactRequest
from windows.grid_marks import grid_mark
from windows.page_turns import ROWS_MOST
from windows.tips.facts import (
    TOP,
    ListedGrid,
    Places,
    ask_window,
    asked_window,
    cannot_window,
    check_window,
    done_window,
    facts_line,
    facts_row,
    list_window,
    open_window,
    places_data,
    replied_window,
    where_window,
)
from windows.windows import Window

WORDS = Words()
NUMBER = "Z2026-10001"
NAME = "某某医院某某院区某某门诊部党支部"
GRID = Grid("网" * 32, NAME, 2)
ASKED = FactRequest(
    999_999_999, NUMBER, Body.SUPERVISOR, GRID.code, NAME, date(2026, 12, 31), "问" * QUESTION_LIMIT
)


def places(count: int, mark: str = TOP) -> Places:
    """Return so many grids, as they are listed."""
    grids = [ListedGrid(Grid(f"{n:032}", NAME, 2), opens=n % 2 == 0, able=n % 3 == 0) for n in range(count)]
    return Places(NUMBER, mark, places_data(NUMBER, TOP), grids)


def windows(speech: Speech) -> list[Window]:
    """Return every window, at its longest."""
    mark = grid_mark(GRID)
    return [
        *(where_window(places(1000, mark), page, speech) for page in (0, 50, 124, 999)),
        where_window(places(0), 0, speech),
        ask_window(NUMBER, GRID, speech, "x"),
        check_window(NUMBER, GRID, ASKED.question, speech),
        open_window(NUMBER, [ASKED] * 30, speech),
        list_window([ASKED] * 30, speech),
        list_window([], speech),
        asked_window(ASKED, speech),
        cannot_window(ASKED, speech),
        done_window("x", speech),
        replied_window(speech),
        Window(facts_line(FactCount(99, 30, 30), speech), [facts_row(NUMBER, FactCount(1, 0, 1), speech)]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_window_fits_a_phone_and_every_button_its_64_bytes(language: str) -> None:
    for window in windows(Speech(WORDS, language)):
        assert len(window.text) < 3000
        assert len(window.rows) <= ROWS_MOST
        for button in (button for row in window.rows for button in row):
            assert 0 < len(button.data.encode()) <= 64
            assert len(button.label) <= 70


def test_every_grid_is_on_one_page_and_the_pages_lead_to_each_other() -> None:
    speech, listed = Speech(WORDS, "zh"), places(20)
    pages = [where_window(listed, page, speech) for page in range(4)]
    chosen = [row[0].label for page in pages for row in page.rows if NAME in row[0].label]
    assert len(chosen) == 20
    turns = [[b.data for row in page.rows for b in row if b.label in {"上一页", "下一页"}] for page in pages]
    first, second, third, fourth = (places_data(NUMBER, TOP, page) for page in range(4))
    assert turns == [[second], [first, third], [second, fourth], [third]]
    assert max(len(page.rows) for page in pages) == ROWS_MOST


def test_a_question_is_escaped_wherever_it_is_shown() -> None:
    speech = Speech(WORDS, "zh")
    asked = FactRequest(1, NUMBER, Body.OFFICE, "3", "心内科", date(2026, 5, 19), "<b>&")
    shown = [
        check_window(NUMBER, GRID, asked.question, speech),
        open_window(NUMBER, [asked], speech),
        asked_window(asked, speech),
    ]
    assert all("&lt;b&gt;&amp;" in window.text for window in shown)


def test_a_question_never_shows_itself_in_a_log() -> None:
    assert "问" not in repr(ASKED)
