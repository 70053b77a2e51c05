"""The windows of help in verifying (协助核实), the handler's and the inspector's. Values in, windows out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.people.grids import Grid
from domain.tips.fact_requests import QUESTION_LIMIT
from locales import Speech
from locales.dates import day_name
from storage.tips.fact_requests import FactCount, FactRequest
from windows.entries import ask_for_facts, back_to_menu, open_fact, open_tip, withdraw_facts
from windows.grid_marks import grid_mark
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.tips.tips import DELETE
from windows.windows import Button, Window

TOP = "0"
"""Stands for no grid, where one could be named."""
SHOWN_OPEN = 6
"""Open requests that a window lists."""
SHOWN_QUESTION = 100
"""Characters of each question there."""


Rows = list[list[Button]]


@dataclass(frozen=True, slots=True)
class ListedGrid:
    """A grid in the list: whether it `opens` a list of those below it, else whether somebody there can be asked."""

    grid: Grid
    opens: bool
    able: bool


@dataclass(frozen=True, slots=True)
class Places:
    """What is listed for the tip `number`: all below a grid, `mark`, and where 返回 leads (callback data)."""

    number: str
    mark: str
    back: str
    places: Sequence[ListedGrid]


def places_data(number: str, mark: str, page: int = 0) -> str:
    """Return the callback data that list the grids below the one of that mark."""
    return ask_for_facts(number) if mark == TOP and not page else f"facts-where:{number}:{mark}:{page}"


def where_window(listed: Places, page: int, speech: Speech) -> Window:
    """Return a page (from 0) of the grids whose inspectors can be asked; the last one for one that is not there."""
    number = listed.number
    buttons = [_place_button(number, place, speech) for place in listed.places]
    rows = paged_rows(
        buttons, PageIn(page, ROWS_MOST - 1), lambda to: places_data(number, listed.mark, to), speech
    )
    back = "facts-up" if listed.mark != TOP else "tip-register-back"
    return Window(
        speech.text("facts-where", number=number), [*rows, [Button(speech.label(back), listed.back)]]
    )


def ask_window(number: str, grid: Grid, speech: Speech, note: str = "") -> Window:
    """Return what asks for the question; `note` (HTML) says what was wrong with the one before."""
    text = speech.text("facts-question", grid=grid.name, limit=QUESTION_LIMIT)
    return Window("\n".join([text, *([note] if note else [])]), [[_back(number, speech)]])


def sure_window(number: str, grid: Grid, speech: Speech) -> Window:
    """Return the one question before an inspector is asked about a tip that concerns an inspector."""
    yes = Button(speech.label("facts-sure-yes"), f"facts-sure:{number}:{grid_mark(grid)}")
    return Window(speech.text("facts-sure", grid=grid.name), [[yes], [_back(number, speech)]])


def check_window(number: str, grid: Grid, question: str, speech: Speech) -> Window:
    """Return the question as it will be sent, once."""
    send = Button(speech.label("facts-send"), f"facts-send:{number}:{grid_mark(grid)}")
    text = speech.text("facts-check", grid=grid.name, question=question)
    return Window(text, [[send], [_back(number, speech)]])


def open_window(number: str, asked: Sequence[FactRequest], speech: Speech) -> Window:
    """Return what is open about a tip: a tap withdraws it, and this is the one question before."""
    lines, rows = [speech.text("facts-withdraw-which", number=number)], Rows()
    for request in asked[:SHOWN_OPEN]:
        day = day_name(speech, request.due_on)
        cut = " ".join(request.question.split())
        cut = cut if len(cut) <= SHOWN_QUESTION else f"{cut[:SHOWN_QUESTION]}…"
        lines.append(speech.text("facts-withdraw-line", grid=request.grid_name, day=day, question=cut))
        label = speech.label("facts-withdraw-one", grid=request.grid_name, day=day)
        rows.append([Button(label, f"facts-withdraw:{number}:{request.id}")])
    return Window("\n".join(lines), [*rows, [Button(speech.label("tip-register-back"), open_tip(number))]])


def list_window(asked: Sequence[FactRequest], speech: Speech) -> Window:
    """Return what an inspector is asked and has not answered, the most urgent first."""
    if not asked:
        return Window(speech.text("facts-list-none"), [[back_to_menu(speech)]])
    rows = [[Button(_list_line(request, speech), open_fact(request.id))] for request in asked[:SHOWN_OPEN]]
    return Window(speech.text("facts-list", count=len(asked)), [*rows, [back_to_menu(speech)]])


def asked_window(asked: FactRequest, speech: Speech) -> Window:
    """Return what is asked, by whom and until when: nothing of the tip."""
    text = speech.text(
        "facts-one",
        body=body_name(asked, speech),
        grid=asked.grid_name,
        day=day_name(speech, asked.due_on),
        question=asked.question,
    )
    rows = [
        [
            Button(speech.label("facts-reply"), f"facts-reply:{asked.id}"),
            Button(speech.label("facts-cannot"), f"facts-cannot:{asked.id}"),
        ],
        [back_to_menu(speech)],
    ]
    return Window(text, rows)


def cannot_window(asked: FactRequest, speech: Speech) -> Window:
    """Return the one question before 无法提供."""
    yes = Button(speech.label("facts-cannot-yes"), f"facts-none:{asked.id}")
    back = Button(speech.label("facts-back"), open_fact(asked.id))
    return Window(speech.text("facts-cannot-sure"), [[yes], [back]])


def done_window(said: str, speech: Speech) -> Window:
    """Return the window after 无法提供; `said` is HTML."""
    return Window(said, [[back_to_menu(speech)]])


def replied_window(speech: Speech) -> Window:
    """Return the window after an answer."""
    rows = [[Button(speech.label("tips-end-delete"), DELETE)], [back_to_menu(speech)]]
    return Window(f"{speech.text('facts-replied')}\n{speech.text('tips-stays-now')}", rows)


def facts_line(facts: FactCount, speech: Speech) -> str:
    """Return how often inspectors were asked about a tip, and what came of it, as HTML."""
    line = speech.text("facts-counted", asked=facts.asked, answered=facts.answered, open=facts.open)
    ended = facts.asked - facts.answered - facts.open
    return line + speech.text("facts-counted-ended", ended=ended) if ended else line


def facts_row(number: str, facts: FactCount, speech: Speech) -> list[Button]:
    """Return the row that withdraws what is open about a tip; empty where nothing is."""
    return [Button(speech.label("facts-withdraw"), withdraw_facts(number))] if facts.open else []


def body_name(asked: FactRequest, speech: Speech) -> str:
    """Return who asks, as an inspector calls them."""
    return speech.label(f"facts-body-{asked.body}")


def _place_button(number: str, place: ListedGrid, speech: Speech) -> Button:
    name, mark = place.grid.name, grid_mark(place.grid)
    if place.opens:
        return Button(speech.label("facts-opens", grid=name), places_data(number, mark))
    label = name if place.able else speech.label("facts-cannot-reach", grid=name)
    return Button(label, f"facts-grid:{number}:{mark}")


def _list_line(asked: FactRequest, speech: Speech) -> str:
    return speech.label(
        "facts-list-one",
        day=day_name(speech, asked.due_on),
        body=body_name(asked, speech),
        grid=asked.grid_name,
    )


def _back(number: str, speech: Speech) -> Button:
    return Button(speech.label("facts-back"), open_tip(number))
