"""工作台账: what waits for somebody, the registers that are theirs, where an entry is opened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from domain.people.grids import Grid
from domain.people.people import Viewer
from domain.registers.entries import Entry
from locales import Speech
from registers.language import Register
from windows.entries import OWN_FILE, WAITING_ENTRIES, back_to_menu, back_to_workbench
from windows.entry_buttons import new_entry, open_entry, open_register
from windows.page_turns import ROWS_MOST, PageIn, PageOf, paged_rows, turn_rows
from windows.registers.names import due_words, register_name, short_title, state_name
from windows.registers.rotation import ROTATION
from windows.windows import Button, Rows, Window

A_PAGE = 4
"""How many entries a list shows."""
COUNTED_MOST = 100
"""So many of what waits are counted; of more it is said that there are."""
AT = "entry-at"


@dataclass(frozen=True, slots=True)
class EntryList:
    """A page (from 0) of entries, of their `registers` by id, as it is read on `today`; `more`: others follow."""

    entries: Sequence[Entry]
    registers: Mapping[str, Register]
    page: int
    today: date
    more: bool


def workbench_window(
    registers: Sequence[Register], waiting: int, viewer: Viewer, speech: Speech, page: int = 0
) -> Window:
    """Return the first window: what waits for `viewer`, then their registers; who rotates, or their own file."""
    mine = Button(waiting_label(waiting, speech), WAITING_ENTRIES)
    buttons = [Button(register_name(register, speech), open_register(register.id)) for register in registers]
    rows = paged_rows(buttons, PageIn(page, ROWS_MOST - 2), lambda to: f"registers-page:{to}", speech)
    text = speech.text("registers-title" if registers else "registers-title-none")
    return Window(text, [[mine], *rows, [*_about_people(viewer, speech), back_to_menu(speech)]])


def _about_people(viewer: Viewer, speech: Speech) -> list[Button]:
    if viewer.unit_code is not None:
        return [Button(speech.label("rotation-open"), f"{ROTATION}:0")]
    return [] if viewer.is_of_organ_above else [Button(speech.label("menu-own-file"), OWN_FILE)]


def waiting_label(waiting: int, speech: Speech) -> str:
    """Return 待我办理 with how many that are."""
    if waiting >= COUNTED_MOST:
        return speech.label("registers-mine-many", count=COUNTED_MOST - 1)
    return speech.label("registers-mine", count=waiting)


def waiting_window(shown: EntryList, speech: Speech) -> Window:
    """Return what waits for whoever is acting, the soonest due first."""
    if not shown.entries and shown.page == 0:
        return Window(speech.text("registers-mine-none"), [[back_to_workbench(speech)]])
    lines, rows = listed(shown, speech, named=True)
    turn = turning(shown, lambda to: f"{WAITING_ENTRIES}:{to}", speech)
    return Window(
        "\n".join([speech.text("registers-mine-title"), *lines]), [*rows, *turn, [back_to_workbench(speech)]]
    )


def place_window(register: Register, own: Grid, below: Sequence[Grid], page: int, speech: Speech) -> Window:
    """Return what asks at which grid an entry is opened: at `own` itself, or at one of those `below`."""
    here = Button(own.name, f"{AT}:{register.id}:{own.code}:y")
    buttons = [Button(grid.name, f"{AT}:{register.id}:{grid.code}:0") for grid in below]
    room = PageIn(page, ROWS_MOST - 2)
    rows = paged_rows(buttons, room, lambda to: f"{AT}:{register.id}:{own.code}:{to}", speech)
    text = speech.text("registers-where", register=register_name(register, speech))
    return Window(text, [[here], *rows, [Button(speech.label("report-back"), open_register(register.id))]])


def nobody_above_window(register: Register, instead: Register | None, speech: Speech) -> Window:
    """Return that nobody of the organ above would hear of an entry, and the way to report to level 1 `instead`."""
    head = speech.text("registers-head-new", register=register_name(register, speech))
    text = "\n".join([head, speech.text("registers-nobody-above")])
    rows = [[Button(speech.label("registers-instead"), new_entry(instead.id))]] if instead is not None else []
    return Window(text, [*rows, [Button(speech.label("report-back"), open_register(register.id))]])


def listed(shown: EntryList, speech: Speech, *, named: bool) -> tuple[list[str], Rows]:
    """Return two lines (HTML) and a button for each entry; `named`: with the register of each."""
    lines, rows = [], []
    for number, entry in enumerate(shown.entries, start=shown.page * A_PAGE + 1):
        register = shown.registers[entry.register_id]
        parts = [register_name(register, speech) if named else "", entry.number or ""]
        parts += [state_name(register, entry.standing.state, speech), due_words(entry, shown.today, speech)]
        said = "  ".join(part for part in parts if part)
        lines.append(f"{number}. {escape(said)}\n　{escape(short_title(entry, 30))}")
        label = speech.label("registers-entry", n=number, title=short_title(entry) or said)
        rows.append([Button(label, open_entry(entry.id))])
    return lines, rows


def turning(shown: EntryList, to_page: Callable[[int], str], speech: Speech) -> Rows:
    """Return the row that turns pages."""
    pages = shown.page + (2 if shown.more else 1)
    return turn_rows(PageOf(shown.page, pages), to_page, speech)
