"""A register's list, what it is narrowed by, what is published of it, what its entries add up to."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape

from domain.people.grids import Grid
from domain.registers.entries import Figure
from forms.fields import Field, FieldKind
from forms.summary import say_answer
from locales import Speech
from registers.counting import FEN
from registers.counts import RegisterCount
from registers.language import Register
from usecases.registers.bring_in import may_bring_in
from usecases.registers.lists.filters import GRID, LEVEL, STATE, WORDS, levels_of
from usecases.registers.lists.listing import PUBLIC_MOST, ListedRegister
from usecases.registers.people.reach import ReachAsked
from windows.entries import back_to_workbench
from windows.entry_buttons import new_entry, open_register
from windows.leaves import leaf_of_lines
from windows.page_turns import LEAVES, ROWS_MOST, PageIn, PageOf, button_rows, paged_rows, turn_rows
from windows.registers.bring_in import ASK as BRING_IN
from windows.registers.names import register_name, state_name
from windows.registers.reach import reach_button
from windows.registers.workbench import EntryList, listed, turning
from windows.windows import Button, Window

NARROW, BY, SET, PUBLIC, FIGURES, PRINT, DROP = (
    "entry-narrow",
    "entry-by",
    "entry-set",
    "entry-public",
    "entry-figures",
    "entry-print",
    "entry-drop",
)
EVERYTHING = "a"
"""What is reset where nothing is to be left out any more."""
_WORDS_SHOWN = 12


def register_window(found: ListedRegister, shown: EntryList, speech: Speech) -> Window:
    """Return a page of a register, newest first, with what it is narrowed by; figures where nothing else is there."""
    register = found.register
    lines, rows = listed(shown, speech, named=False)
    head = [speech.text("registers-head", register=register_name(register, speech))]
    if found.filters.is_set:
        head.append(speech.text("registers-narrowed", by=" · ".join(_narrowed_by(found, speech))))
    if found.drafted:
        head.append(speech.text("registers-drafted"))
    if not lines:
        lines = _nothing(found, shown, speech)
    turn = turning(shown, lambda to: open_register(register.id, to), speech)
    last = [Button(speech.label("registers-new"), new_entry(register.id))] if found.opens else []
    if found.directly is not None:
        last.append(Button(register_name(found.directly, speech), new_entry(found.directly.id)))
    if found.drafted:
        last.append(Button(speech.label("registers-drop"), f"{DROP}:{register.id}"))
    elif may_bring_in(register, found.viewer):
        last.append(Button(speech.label("bring-in-button"), BRING_IN))
    tools = button_rows(_tools(found, speech))
    return Window("\n".join([*head, *lines]), [*rows, *turn, *tools, [*last, back_to_workbench(speech)]])


def narrow_window(found: ListedRegister, speech: Speech) -> Window:
    """Return what asks by what a list is to be narrowed; what it is narrowed by is a tap away from being reset."""
    register, filters = found.register, found.filters
    buttons = []
    for kind, said in _kinds(found, speech):
        if filters.get(kind):
            label = speech.label("registers-narrow-off", by=said)
            buttons.append([Button(label, f"{SET}:{register.id}:{kind}")])
        else:
            buttons.append([Button(speech.label(f"registers-narrow-{kind}"), f"{BY}:{register.id}:{kind}:0")])
    everything = Button(speech.label("registers-narrow-none"), f"{SET}:{register.id}:{EVERYTHING}")
    last = [*([everything] if filters.is_set else []), _back(register, speech)]
    return Window(speech.text("registers-narrow", register=register_name(register, speech)), [*buttons, last])


def choices_window(register: Register, kind: str, page: int, speech: Speech) -> Window:
    """Return what asks which state, or which level, is to be seen."""
    lang = speech.language
    if kind == STATE:
        labels = [state.label[lang] for state in register.states]
    else:
        labels = [choice.label[lang] for choice in levels_of(register)]
    buttons = [Button(label, f"{SET}:{register.id}:{kind}:{number}") for number, label in enumerate(labels)]
    rows = paged_rows(
        buttons, PageIn(page, ROWS_MOST - 1), lambda to: f"{BY}:{register.id}:{kind}:{to}", speech
    )
    text = speech.text(f"registers-narrow-which-{kind}", register=register_name(register, speech))
    return Window(text, [*rows, [_back_to_kinds(register, speech)]])


def grids_window(register: Register, own: Grid, below: Sequence[Grid], page: int, speech: Speech) -> Window:
    """Return what asks which grid is to be seen: `own` with all below it, or one of those `below`."""
    here = Button(speech.label("registers-narrow-all-of", grid=own.name), f"{SET}:{register.id}:g:{own.code}")
    buttons = [Button(grid.name, f"{BY}:{register.id}:g:0:{grid.code}") for grid in below]
    room = PageIn(page, ROWS_MOST - 2)
    rows = paged_rows(buttons, room, lambda to: f"{BY}:{register.id}:g:{to}:{own.code}", speech)
    text = speech.text("registers-narrow-which-g", register=register_name(register, speech))
    return Window(text, [[here], *rows, [_back_to_kinds(register, speech)]])


def words_window(register: Register, speech: Speech) -> Window:
    """Return what asks for words by which to narrow a list."""
    text = speech.text("registers-narrow-which-w", register=register_name(register, speech))
    return Window(text, [[_back_to_kinds(register, speech)]])


def public_window(found: ListedRegister, shown: EntryList, speech: Speech) -> Window:
    """Return a page of what is published of a register."""
    register = found.register
    lines, rows = listed(shown, speech, named=False)
    head = speech.text("registers-public-head", register=register_name(register, speech))
    if register.once is not None:
        move = register.once.label[speech.language]
        head = speech.text("once-list-head", register=register_name(register, speech), move=move)
    turn = turning(shown, lambda to: f"{PUBLIC}:{register.id}:{to}", speech)
    text = "\n".join([head, *(lines or [speech.text("registers-public-none")])])
    return Window(text, [*rows, *turn, [_back(register, speech)]])


def figures_window(
    registers: Sequence[Register], figures: Mapping[Figure, int], leaf: int, speech: Speech
) -> Window:
    """Return what the entries of a register, the first of `registers`, and of its parts add up to."""
    register = registers[0]
    lines = [escape(line) for each in registers for line in figure_lines(each, figures, speech)]
    part, leaf, leaves = leaf_of_lines(lines, leaf)
    turn = turn_rows(PageOf(leaf, leaves), lambda to: f"{FIGURES}:{register.id}:{to}", speech, LEAVES)
    head = speech.text("registers-figures", register=register_name(register, speech))
    text = "\n".join([head, *(part or [speech.text("registers-figures-none")])])
    return Window(text, [*turn, [_back(register, speech)]])


def drop_window(register: Register, title: str, draft_id: int, speech: Speech) -> Window:
    """Return what asks whether a begun entry is to be deleted; `title` (plain) is what was answered first."""
    text = speech.text("registers-drop-sure", register=register_name(register, speech), title=title)
    yes = Button(speech.label("registers-drop-yes"), f"{DROP}:{register.id}:{draft_id}")
    return Window(text, [[yes], [_back(register, speech)]])


def figure_lines(register: Register, figures: Mapping[Figure, int], speech: Speech) -> list[str]:
    """Return a line (plain) for each figure of a register that is not 0, split as its file splits it."""
    return [line for count in register.counts if (line := _figure_line(register, count, figures, speech))]


def _figure_line(
    register: Register, count: RegisterCount, figures: Mapping[Figure, int], speech: Speech
) -> str:
    of_count = {
        counted.value: number
        for counted, number in figures.items()
        if (counted.register_id, counted.count_id) == (register.id, count.id)
    }
    is_money = count.sum_of is not None and register.form.field(count.sum_of).kind is FieldKind.MONEY
    said = {value: _number(number, is_money=is_money) for value, number in of_count.items()}
    label = count.label[speech.language]
    if count.split_by is None:
        return f"{label}  {said.get('', '0')}"
    field = register.form.field(count.split_by)
    parts = [f"{name} {said[value]}" for value, name in _values(field, speech) if value in said]
    return f"{label}  " + (speech.label("registers-list-comma").join(parts) or "0")


def _values(field: Field, speech: Speech) -> Iterator[tuple[str, str]]:
    if field.kind is FieldKind.YES_NO:
        yield from ((word, say_answer(field, word == "true", speech.language)) for word in ("true", "false"))
    for choice in field.choices:
        yield choice.value, choice.label[speech.language]


def _number(number: int, *, is_money: bool) -> str:
    return f"{Decimal(number) / FEN:,.2f}" if is_money else str(number)


def _nothing(found: ListedRegister, shown: EntryList, speech: Speech) -> list[str]:
    if found.filters.is_set:
        return [speech.text("registers-narrowed-none")]
    lines = [speech.text("registers-list-none-open" if found.opens else "registers-list-none")]
    if found.figures is not None and (said := figure_lines(found.register, found.figures, speech)):
        lines = [*(lines if found.opens else []), *map(escape, said)]
    return lines if shown.page == 0 else [speech.text("registers-list-none")]


def _tools(found: ListedRegister, speech: Speech) -> list[Button]:
    register = found.register
    tools = []
    if found.covers:
        first, lang = register.coverage[found.covers[0]], speech.language
        label = speech.label("reach-open", done=first.done[lang], missing=first.missing[lang])
        tools.append(reach_button(ReachAsked(register.id, found.covers[0]), label))
    if found.entries or found.filters.is_set:
        tools.append(Button(speech.label("registers-narrow-button"), f"{NARROW}:{register.id}"))
    if found.public:
        many = f"{PUBLIC_MOST - 1}+" if found.public >= PUBLIC_MOST else str(found.public)
        label = speech.label("registers-public", count=many)
        if register.once is not None:
            label = speech.label("once-list", move=register.once.label[speech.language], count=many)
        tools.append(Button(label, f"{PUBLIC}:{register.id}:0"))
    if found.prints and (found.entries or found.filters.is_set):
        tools.append(Button(speech.label("registers-print"), f"{PRINT}:{register.id}"))
    elif found.counts and register.counts and found.figures is None:
        tools.append(Button(speech.label("registers-figures-button"), f"{FIGURES}:{register.id}:0"))
    return tools


def _narrowed_by(found: ListedRegister, speech: Speech) -> list[str]:
    return [said for kind, said in _kinds(found, speech) if found.filters.get(kind)]


def _kinds(found: ListedRegister, speech: Speech) -> Iterator[tuple[str, str]]:
    """Yield the kinds by which the register's list is narrowed, each with to what it is now."""
    register, filters = found.register, found.filters
    yield STATE, state_name(register, filters.state, speech)
    if levels := levels_of(register):
        yield (
            LEVEL,
            next((choice.label[speech.language] for choice in levels if choice.value == filters.level), ""),
        )
    yield GRID, found.grid_name
    words = filters.words
    cut = words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN] + "…"
    yield WORDS, speech.label("registers-narrowed-words", words=cut)


def _back(register: Register, speech: Speech) -> Button:
    return Button(speech.label("report-back"), open_register(register.id))


def _back_to_kinds(register: Register, speech: Speech) -> Button:
    return Button(speech.label("report-back"), f"{NARROW}:{register.id}")
