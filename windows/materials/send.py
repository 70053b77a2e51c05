"""The windows in which study material or a requirement is put together. Values in, windows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.materials.materials import Content, Unsent, below
from domain.people.grids import Grid, GridKind, GridTree
from locales import Speech
from locales.dates import day_name
from windows.entries import SENT_MATERIALS, sent_material
from windows.grid_marks import grid_mark
from windows.material_words import content_lines, link_rows
from windows.page_turns import PageOf, in_rows, turn_rows
from windows.windows import Button, Window

GRID_ROWS = 4
BESIDE = 2
TOP = "0"
"""Stands for the unit, where a branch could be named."""
ALL = "all"
DAYS_OFFERED = (3, 7, 14)
CHOSEN = "☑ "

_KINDS = tuple(GridKind)


@dataclass(frozen=True, slots=True)
class TreePlace:
    """Where in the tree grids are being chosen: the unit, or a branch by its mark; which page."""

    tree: GridTree
    unit_code: str
    mark: str = TOP
    page: int = 0


def find_grid(place: TreePlace, mark: str) -> Grid | None:
    """Return the grid below the unit that has this mark, or None."""
    return next((grid for grid in place.tree.subtree(place.unit_code)[1:] if grid_mark(grid) == mark), None)


def codes_meant(place: TreePlace, what: str) -> list[str] | None:
    """Return the grids that a tick means: everything, a kind, a branch with its departments, one grid; or None."""
    everything = place.tree.subtree(place.unit_code)[1:]
    if what == ALL:
        return [grid.code for grid in everything]
    if what[:1] == "k" and what[1:] in {str(n) for n in range(len(_KINDS))}:
        return [grid.code for grid in everything if grid.kind is _KINDS[int(what[1:])]]
    grid = find_grid(place, what[1:])
    if grid is None or what[:1] not in {"b", "g"}:
        return None
    return [lower.code for lower in place.tree.subtree(grid.code)] if what[:1] == "b" else [grid.code]


def content_window(unsent: Unsent, speech: Speech, note: str = "") -> Window:
    """Return what asks for text, link or file; `note` (HTML) says what was wrong with the last one."""
    lines = [speech.text(f"compose-what-{unsent.kind}"), *([note] if note else [])]
    rows = []
    if unsent.content.empty:
        lines.append(speech.text("compose-what-how"))
    else:
        lines += [*_content_known(unsent.content, speech), speech.text("compose-what-more")]
        rows.append([Button(speech.label("compose-to-where"), f"compose-where:{unsent.mark}:0")])
    return Window("\n".join(lines), [*rows, [_drop(unsent, speech)]])


def where_window(unsent: Unsent, place: TreePlace, readers: int, speech: Speech) -> Window:
    """Return the ticks of grids: all, kinds, and branches, or one branch's own; `readers` are chosen so far."""
    at_top = place.mark == TOP
    branch = None if at_top else find_grid(place, place.mark)
    if branch is None:
        listed = place.tree.children(place.unit_code)
        lines = [speech.text("compose-where")]
        rows = [_wide_row(unsent, place, speech)]
    else:
        listed = place.tree.subtree(branch.code)
        lines = [speech.text("compose-where-in", branch=branch.name)]
        rows = []
    a_page = GRID_ROWS if branch is None else GRID_ROWS * BESIDE
    pages = max(1, -(-len(listed) // a_page))
    place = replace(place, page=min(place.page, pages - 1), mark=place.mark if branch else TOP)
    lines.append(speech.text("compose-chosen", grids=len(unsent.grid_codes), people=readers))
    shown = [
        _grid_row(unsent, place, grid, speech, whole=branch is None)
        for grid in listed[place.page * a_page : (place.page + 1) * a_page]
    ]
    rows += shown if branch is None else in_rows([button for row in shown for button in row], BESIDE)
    rows += _page_row(unsent, place, pages, speech)
    if unsent.grid_codes:
        rows.append([Button(speech.label("compose-to-when"), f"compose-when:{unsent.mark}")])
    back = Button(speech.label("compose-change-what"), f"compose-what:{unsent.mark}")
    up = [] if branch is None else [Button(speech.label("compose-up"), f"compose-where:{unsent.mark}:0")]
    return Window("\n".join(lines), [*[row for row in rows if row], [*up, back, _drop(unsent, speech)]])


def when_window(unsent: Unsent, today: date, speech: Speech, note: str = "") -> Window:
    """Return what asks until when it is to be read."""
    lines = [*([note] if note else []), speech.text("compose-when")]
    to = f"compose-due:{unsent.mark}"
    days = [
        Button(
            speech.label("compose-when-days", days=days, day=day_name(speech, today + timedelta(days=days))),
            f"{to}:{days}",
        )
        for days in DAYS_OFFERED
    ]
    rows = [
        *[[button] for button in days],
        [Button(speech.label("compose-when-none"), f"{to}:0")],
        [Button(speech.label("report-back"), f"compose-where:{unsent.mark}:0"), _drop(unsent, speech)],
    ]
    return Window("\n".join(lines), rows)


def check_window(unsent: Unsent, readers: Mapping[int, str], unbound: int, speech: Speech) -> Window:
    """Return all of it once more, and how many are to read it; `unbound` of them have no phone yet."""
    lines = [speech.text(f"compose-check-{unsent.kind}"), *content_lines(unsent.content, speech), ""]
    lines.append(speech.text("compose-chosen", grids=len(unsent.grid_codes), people=len(readers)))
    if unbound:
        lines.append(speech.text("compose-unbound", count=unbound))
    if unsent.due_on is not None:
        lines.append(speech.text("material-until", day=day_name(speech, unsent.due_on)))
    mark = unsent.mark
    rows = [
        [Button(speech.label("compose-send", count=len(readers)), f"compose-send:{mark}")],
        *link_rows(unsent.content, speech),
        [
            Button(speech.label("compose-change-what"), f"compose-what:{mark}"),
            Button(speech.label("compose-change-where"), f"compose-where:{mark}:0"),
            Button(speech.label("compose-change-when"), f"compose-when:{mark}"),
        ],
        [_drop(unsent, speech)],
    ]
    return Window("\n".join(lines), rows)


def done_window(material_id: int, readers: int, speech: Speech) -> Window:
    """Return the window after it was sent."""
    rows = [
        [Button(speech.label("compose-see"), sent_material(material_id))],
        [Button(speech.label("report-back"), SENT_MATERIALS)],
    ]
    return Window(speech.text("compose-sent", count=readers), rows)


def _content_known(content: Content, speech: Speech) -> list[str]:
    lines = []
    if content.text:
        lines.append(speech.text("compose-has-text", length=len(content.text)))
    if content.link is not None:
        lines.append(speech.text("compose-has-link", link=content.link))
    if content.file is not None:
        lines.append(speech.text("compose-has-file", file=speech.label(f"material-file-{content.file.kind}")))
    return lines


def _wide_row(unsent: Unsent, place: TreePlace, speech: Speech) -> list[Button]:
    everything = below(place.tree, place.unit_code)
    label = speech.label("compose-all", count=len(everything))
    found = [_tick(unsent, place, ALL, everything, label)] if everything else []
    for number, kind in enumerate(_KINDS):
        what = f"k{number}"
        if codes := codes_meant(place, what):
            found.append(_tick(unsent, place, what, codes, speech.label(f"compose-kind-{kind.name.lower()}")))
    return found


def _grid_row(unsent: Unsent, place: TreePlace, grid: Grid, speech: Speech, *, whole: bool) -> list[Button]:
    mark = grid_mark(grid)
    if not whole:
        return [_tick(unsent, place, f"g{mark}", [grid.code], grid.name)]
    codes = [lower.code for lower in place.tree.subtree(grid.code)]
    chosen = len(unsent.grid_codes.intersection(codes))
    name = grid.name
    if 0 < chosen < len(codes):
        name = speech.label("compose-some", grid=grid.name, chosen=chosen, count=len(codes))
    row = [_tick(unsent, place, f"b{mark}", codes, name)]
    if len(codes) > 1:
        row.append(Button(speech.label("compose-in", branch=grid.name), f"compose-in:{unsent.mark}:{mark}:0"))
    return row


def _tick(unsent: Unsent, place: TreePlace, what: str, codes: Sequence[str], label: str) -> Button:
    mark = CHOSEN if unsent.grid_codes.issuperset(codes) else ""
    return Button(f"{mark}{label}", f"compose-pick:{unsent.mark}:{what}:{place.mark}:{place.page}")


def _page_row(unsent: Unsent, place: TreePlace, pages: int, speech: Speech) -> list[list[Button]]:
    where = f"compose-where:{unsent.mark}" if place.mark == TOP else f"compose-in:{unsent.mark}:{place.mark}"
    return turn_rows(PageOf(place.page, pages), lambda to: f"{where}:{to}", speech)


def _drop(unsent: Unsent, speech: Speech) -> Button:
    return Button(speech.label("compose-drop"), f"compose-drop:{unsent.mark}")
