"""Who has been reached and who has not: 已谈 12/40 · 未谈 28, grid by grid, then by name."""

from dataclasses import replace
from html import escape

from locales import Speech
from locales.dates import dated_day_name
from usecases.registers.people.reach import (
    A_PAGE,
    NamedReach,
    ReachAsked,
    ReachCount,
    ReachedGrids,
    SeenCoverage,
)
from windows.entries import CAMPAIGNS
from windows.entry_buttons import open_entry, open_register
from windows.page_turns import ROWS_MOST, PageIn, PageOf, button_rows, paged_rows, turn_rows
from windows.registers.names import register_name
from windows.windows import Button, Rows, Window

REACH, WHO, BEGIN, SHEET = "reach", "reach-who", "reach-new", "reach-sheet"
MISSING, DONE = "m", "d"
"""Of whom the names are asked for."""


def reach_button(asked: ReachAsked, label: str) -> Button:
    """Return the button that opens a coverage."""
    return Button(label, _data(REACH, asked, "0"))


def grids_window(found: ReachedGrids, page: int, speech: Speech) -> Window:
    """Return how many have been reached, the grids below with theirs, and the ways to names, list and other years."""
    reach, lang = found.reach, speech.language
    lines = [_head(reach, speech)]
    grid = found.grid
    if grid is not None:
        lines.append(_line(reach, grid.name, found.total, speech))
        if found.below and found.own.wanted:
            lines.append(speech.text("reach-own", reached=found.own.reached, wanted=found.own.wanted))
    if not found.total.wanted:
        lines.append(speech.text("reach-nobody"))
    names: Rows = []
    if grid is not None and found.total.wanted:
        missing = speech.label("reach-names", word=reach.coverage.missing[lang], count=found.total.left)
        done = speech.label("reach-names", word=reach.coverage.done[lang], count=found.total.reached)
        at = _at(reach, grid.code)
        names = [[Button(missing, _data(WHO, at, f"{MISSING}0")), Button(done, _data(WHO, at, f"{DONE}0"))]]
    buttons = [
        Button(
            speech.label("reach-grid", grid=below.name, reached=count.reached, wanted=count.wanted),
            _data(REACH, _at(reach, below.code), "0"),
        )
        for below, count in found.below
    ]
    tools = _tools(found, speech)
    room = PageIn(page, ROWS_MOST - len(names) - len(tools) - 1)
    rows = paged_rows(buttons, room, lambda to: _data(REACH, reach.asked, str(to)), speech)
    return Window("\n".join(lines), [*names, *rows, *tools, [_back(reach, speech)]])


def people_window(found: NamedReach, speech: Speech) -> Window:
    """Return a page of names; of who has not been reached each begins an entry, where whoever looks may open one."""
    reach, lang = found.reach, speech.language
    word = (reach.coverage.done if found.reached else reach.coverage.missing)[lang]
    many = found.total.reached if found.reached else found.total.left
    lines = [_head(reach, speech), _line(reach, found.grid.name, found.total, speech)]
    rows: Rows = []
    begins = reach.begins and not found.reached
    for n, person in enumerate(found.people, start=found.page * A_PAGE + 1):
        grid = found.grids.get(person.grid_code, person.grid_code)
        lines.append(speech.text("reach-person", n=n, name=person.name, post=person.post, grid=grid))
        if begins:
            label = speech.label("reach-begin", n=n, name=person.name)
            rows.append([Button(label, _data(BEGIN, reach.asked, str(person.person_id)))])
    if not found.people:
        lines.append(speech.text("reach-none", word=word))
    elif begins:
        lines.append(speech.text("reach-how"))
    sign = DONE if found.reached else MISSING
    turn = turn_rows(
        PageOf(found.page, -(-many // A_PAGE)), lambda to: _data(WHO, reach.asked, f"{sign}{to}"), speech
    )
    sheet = Button(speech.label("reach-print"), _data(SHEET, reach.asked))
    back = Button(speech.label("report-back"), _data(REACH, reach.asked, "0"))
    last = [*([sheet] if many and not found.reached else []), back]
    return Window("\n".join(lines), [*rows, *turn, last])


def sheet_window(reach: SeenCoverage, count: int, speech: Speech) -> Window:
    """Return what stands below the list of names."""
    back = Button(speech.label("report-back"), _data(REACH, reach.asked, "0"))
    return Window(speech.text("reach-printed", count=count), [[back]])


def _tools(found: ReachedGrids, speech: Speech) -> Rows:
    """Return the ways to the list, other years, and what else of the register is covered."""
    reach = found.reach
    buttons = []
    if found.grid is not None and found.total.left:
        buttons.append(Button(speech.label("reach-print"), _data(SHEET, _at(reach, found.grid.code))))
    if reach.asked.year and reach.asked.since is None:
        years = [reach.asked.year - 1, reach.asked.year + 1]
        buttons += [
            Button(speech.label("reach-year", year=str(year)), _data(REACH, _of_year(reach, year), "0"))
            for year in years
            if year <= reach.this_year
        ]
    for number, other in enumerate(reach.register.coverage):
        if number != reach.asked.number and other.grids_of(reach.viewer):
            buttons.append(reach_button(ReachAsked(reach.register.id, number), other.label[speech.language]))
    return button_rows(buttons)


def _back(reach: SeenCoverage, speech: Speech) -> Button:
    entry_id = reach.asked.entry_id
    where = open_entry(entry_id) if entry_id else open_register(reach.register.id)
    if reach.asked.since is not None:
        return Button(speech.label("reach-to-campaigns"), CAMPAIGNS)
    return Button(speech.label("report-back"), where)


def _head(reach: SeenCoverage, speech: Speech) -> str:
    label, since = reach.coverage.label[speech.language], reach.asked.since
    if since is not None:
        day = dated_day_name(speech, since)
        return speech.text(
            "reach-head-since", register=register_name(reach.register, speech), label=label, day=day
        )
    year = str(reach.asked.year) if reach.asked.year else "none"
    head = speech.text("reach-head", register=register_name(reach.register, speech), label=label, year=year)
    return f"{head}\n{escape(reach.title)}" if reach.title else head


def _line(reach: SeenCoverage, grid: str, count: ReachCount, speech: Speech) -> str:
    coverage, lang = reach.coverage, speech.language
    return speech.text(
        "reach-line",
        grid=grid,
        done=coverage.done[lang],
        reached=count.reached,
        wanted=count.wanted,
        missing=coverage.missing[lang],
        left=count.left,
    )


def _at(reach: SeenCoverage, code: str) -> ReachAsked:
    return replace(reach.asked, grid_code=code)


def _of_year(reach: SeenCoverage, year: int) -> ReachAsked:
    return replace(reach.asked, year=year)


def _data(act: str, asked: ReachAsked, more: str = "") -> str:
    """Return what a button carries: the act, what it is about, what else it needs."""
    which = f"{asked.number}.{asked.entry_id}" if asked.entry_id else str(asked.number)
    about = f"{act}:{asked.register_id}:{which}:{asked.year}:{asked.grid_code}"
    return f"{about}:{more}" if more else about
