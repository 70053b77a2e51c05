"""An entry: its answers, where it stands and for whom it waits, what may be done with it; its history, its files."""

from collections.abc import Mapping
from datetime import date
from html import escape

from domain.registers.entries import EntryMove
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import dated_day_name
from registers.language import Register, RegisterMove
from usecases.registers.shown import ShownEntry
from windows.entries import back_to_workbench
from windows.entry_buttons import entry_files, entry_history, entry_parts, new_entry, open_entry
from windows.leaves import SHORT_TEXT, leaf_of_texts, room_below
from windows.page_turns import LEAVES, ROWS_MOST, PageIn, PageOf, button_rows, paged_rows, turn_rows
from windows.registers.charts import chart_buttons
from windows.registers.names import (
    answer_lines,
    due_words,
    entry_head,
    move_name,
    nobody_holds,
    register_name,
    responsible_words,
    short_title,
    state_name,
    waiting_names,
)
from windows.registers.once import door_rows, once_lines, once_rows
from windows.registers.papers import paper_buttons
from windows.windows import Button, Rows, Window

DO, YES = "entry-do", "entry-yes"


def entry_window(shown: ShownEntry, today: date, speech: Speech, leaf: int = 0, said: str = "") -> Window:
    """Return the window of an entry; `said` (HTML) is what has just been done, `leaf` (from 0) which part is shown."""
    entry, register = shown.entry, shown.register
    head = [said] if said else []
    head.append(entry_head(register, entry, speech))
    head += _standing_lines(shown, today, speech)
    answers = answer_lines(register, entry.answers, speech)
    lines, leaf, leaves = leaf_of_texts(list(map(escape, answers)), leaf, room_below(head))
    turn = turn_rows(PageOf(leaf, leaves), lambda to: open_entry(entry.id, to), speech, LEAVES)
    around = [*turn, *door_rows(shown, speech), *_ways(shown, speech)]
    first = once_rows(shown, speech)
    rows = [*first, *_move_rows(shown, speech, ROWS_MOST - len(around) - len(first)), *around]
    return Window("\n".join([*head, *lines]), rows)


def confirm_window(shown: ShownEntry, move: RegisterMove, speech: Speech) -> Window:
    """Return what asks whether a move that asks nothing is to be made."""
    entry = shown.entry
    target = state_name(shown.register, move.leads_to(entry.standing.state), speech)
    label = move.label[speech.language]
    lines = [entry_head(shown.register, entry, speech), escape(entry.title)]
    lines.append(speech.text("registers-confirm", move=label, state=target))
    yes = Button(label, f"{YES}:{entry.id}:{entry.changes}:{move_number(shown.register, move)}")
    return Window("\n".join(lines), [[yes], [_back(shown, speech)]])


def history_window(shown: ShownEntry, speech: Speech, leaf: int = 0) -> Window:
    """Return who did what when, the newest first."""
    register = shown.register
    lines = [line for move in reversed(shown.history) for line in _history_lines(register, move, speech)]
    head = [entry_head(register, shown.entry, speech), speech.text("registers-history")]
    part, leaf, leaves = leaf_of_texts(lines, leaf, room_below(head))
    entry_id = shown.entry.id
    turn = turn_rows(PageOf(leaf, leaves), lambda to: entry_history(entry_id, to), speech, LEAVES)
    return Window("\n".join([*head, *part]), [*turn, [_back(shown, speech)]])


def parts_window(
    shown: ShownEntry, registers: Mapping[str, Register], speech: Speech, page: int = 0
) -> Window:
    """Return the entries below this one, with a button each, and the ways to add to them."""
    entry = shown.entry
    lines = [entry_head(shown.register, entry, speech), escape(entry.title)]
    if not shown.parts:
        lines.append(speech.text("registers-parts-none"))
    buttons = []
    for number, part in enumerate(shown.parts, start=1):
        state = state_name(registers[part.register_id], part.standing.state, speech)
        label = speech.label("registers-part", n=number, title=short_title(part), state=state)
        buttons.append(Button(label, open_entry(part.id)))
    add = [
        [
            Button(
                speech.label("registers-add-part", register=register_name(below, speech)),
                new_entry(below.id, entry.id),
            )
        ]
        for below in shown.part_registers
    ]
    room = PageIn(page, ROWS_MOST - len(add) - 1)
    rows = paged_rows(buttons, room, lambda to: entry_parts(entry.id, to), speech)
    return Window("\n".join(lines), [*rows, *add, [_back(shown, speech)]])


def move_number(register: Register, move: RegisterMove) -> int:
    """Return the number of a move in its register, from 0: what a button carries."""
    return register.moves.index(move)


def _standing_lines(shown: ShownEntry, today: date, speech: Speech) -> list[str]:
    entry, register = shown.entry, shown.register
    state = state_name(register, entry.standing.state, speech)
    lines = [speech.text("registers-state", state=state)]
    if shown.waits:
        lines[0] += speech.text("registers-waits-for", who=waiting_names(shown.waits, speech))
    lines += nobody_holds(shown.waits, speech)
    if due := due_words(entry, today, speech):
        lines.append(escape(due))
    if shown.history and shown.history[-1].reason:
        lines.append(speech.text("registers-reason", reason=_cut_text(shown.history[-1].reason)))
    opener = (shown.history[0].name if shown.history else "") or speech.label("registers-by-clock")
    day = dated_day_name(speech, day_in_shanghai(entry.opened_at))
    lines.append(speech.text("registers-opened", grid=shown.grid_name, name=opener, day=day))
    if register.state(entry.standing.state).public:
        lines.append(speech.text("registers-objections"))
    lines += once_lines(shown, speech)
    if shown.responsible is not None:
        lines.append(speech.text("registers-responsible", who=responsible_words(shown.responsible, speech)))
    return lines


def _cut_text(text: str) -> str:
    """Return the beginning of a text that is read in full elsewhere, plain."""
    return text if len(text) <= SHORT_TEXT else text[: SHORT_TEXT - 1] + "…"


def _move_rows(shown: ShownEntry, speech: Speech, room: int) -> Rows:
    """Return the moves as buttons; where there are more than the window has rows for, two a row."""
    entry = shown.entry
    buttons = [
        Button(
            move.label[speech.language],
            f"{DO}:{entry.id}:{entry.changes}:{move_number(shown.register, move)}",
        )
        for move in shown.moves
    ]
    if len(buttons) <= min(room, 3):
        return [[button] for button in buttons]
    return button_rows(buttons)[:room]


def _ways(shown: ShownEntry, speech: Speech) -> Rows:
    entry_id = shown.entry.id
    ways = []
    if not shown.is_published:
        ways.append(Button(speech.label("registers-to-history"), entry_history(entry_id)))
    if shown.files:
        ways.append(Button(speech.label("registers-to-files", count=len(shown.files)), entry_files(entry_id)))
    if not shown.is_published:
        ways += chart_buttons(shown.register, shown.entry, speech)
    ways += paper_buttons(shown.register, entry_id, shown.history, speech)
    if shown.register.parts:
        label = speech.label("registers-to-parts", count=len(shown.parts))
        ways.insert(0, Button(label, entry_parts(entry_id)))
    last = [back_to_workbench(speech)]
    if shown.entry.parent_id is not None:
        last.insert(0, Button(speech.label("registers-to-parent"), open_entry(shown.entry.parent_id)))
    return [ways, last] if ways else [last]


def _history_lines(register: Register, move: EntryMove, speech: Speech) -> list[str]:
    day = dated_day_name(speech, day_in_shanghai(move.moved_at))
    what = move_name(register, move, speech)
    who = move.name or speech.label("registers-by-clock")
    acted = speech.label("registers-acted-as", role=move.acted_as) if move.acted_as else ""
    if register.is_confidential(move.move_id):
        acted += speech.label("registers-confidential")
    lines = [speech.text("registers-line", day=day, who=who + acted, what=what)]
    if move.move_id:
        said = answer_lines(register, move.answers, speech, SHORT_TEXT)
        lines += [f"　{escape(line)}" for line in said]
    if move.reason:
        lines.append(speech.text("registers-reason", reason=move.reason))
    return lines


def _back(shown: ShownEntry, speech: Speech) -> Button:
    return Button(speech.label("report-back"), open_entry(shown.entry.id))
