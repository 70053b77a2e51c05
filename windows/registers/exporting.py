"""导出: which lists of a register there are as files, and what is said below one."""

from datetime import date

from domain.people.people import Viewer
from locales import Speech
from registers.language import PrintedList, Register
from windows.entry_buttons import open_register
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.registers.listing import FIGURES, PRINT
from windows.registers.names import register_name
from windows.registers.papers import register_paper_buttons
from windows.windows import Button, Window

MAKE, TURN = "y", "l"
"""What a button of this conversation does with the number behind it: makes the list, turns to the page."""


def lists_window(viewer: Viewer, register: Register, page: int, speech: Speech, said: str = "") -> Window:
    """Return what asks `viewer` which list or paper of the register is to be made; `said` (HTML) has just been done."""
    buttons = [
        Button(printed.title[speech.language], f"{PRINT}:{register.id}:{MAKE}:{number}")
        for number, printed in enumerate(register.lists)
    ]
    buttons += register_paper_buttons(register, viewer, speech)
    room = PageIn(page, ROWS_MOST - 1)
    rows = paged_rows(buttons, room, lambda to: f"{PRINT}:{register.id}:{TURN}:{to}", speech)
    text = speech.text("registers-print-which", register=register_name(register, speech))
    figures = Button(speech.label("registers-figures-button"), f"{FIGURES}:{register.id}:0")
    back = Button(speech.label("report-back"), open_register(register.id))
    last = [*([figures] if register.counts else []), back]
    return Window(f"{said}\n{text}" if said else text, [*rows, last])


def list_file_name(printed: PrintedList, day: date, ending: str, speech: Speech) -> str:
    """Return how the file of a list is named."""
    title = printed.title["zh"].replace("/", "_")
    return speech.label("registers-print-name", title=title, day=day.isoformat(), ending=ending)
