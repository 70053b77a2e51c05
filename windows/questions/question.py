"""The window of a question: what is to be read first, the question, the buttons that answer it, the ways on."""

from html import escape

from domain.drafts import Draft
from forms.fields import Field, FieldKind
from forms.steps import Step, progress, unanswered
from forms.summary import say_answer
from locales import Speech
from locales.dates import day_name
from usecases.questions.pages import QuestionPage, offered
from windows.leaves import LEAF_LENGTH, SHORT_TEXT
from windows.page_turns import LEAVES, ROWS_MOST, PageOf, button_rows, in_rows, turn_rows
from windows.questions.calendar import calendar_rows
from windows.questions.entries import entries_line, entry_rows
from windows.questions.parts import SHORT_LABEL, cut, leaves_of, tap_on, turning
from windows.questions.people import name_rows, names_line
from windows.text_parts import TEXT_MOST, parts, shown_units
from windows.windows import Button, Rows, Window

NUMBERS_A_ROW = 4
TICK = "☑ "
BEFORE_LENGTH = 300
TURN_NOTES = "t"
"""The act of a button that turns to another leaf of the notes before a question."""
REFUSAL_ROOM = 300
"""UTF-16 units that the refusal of a wrong answer may need below a question."""

_HOW = {
    FieldKind.WHOLE_NUMBER: "report-type-number",
    FieldKind.GROUP: "report-type-number",
    FieldKind.MONEY: "report-type-amount",
    FieldKind.DATE: "form-calendar-how",
    FieldKind.SHORT_TEXT: "report-type-text",
    FieldKind.LONG_TEXT: "report-type-text",
    FieldKind.ATTACHMENTS: "report-send-files",
}


def question_window(page: QuestionPage, draft: Draft, step: Step, head: str, speech: Speech) -> Window:
    """Return the window that asks `step`, `head` (HTML) its first line.

    It is a leaf of the notes before the question, where they do not fit above it.
    """
    number, total = progress(page.form, draft.answers, step.path)
    head = f"{head}    {number}/{total}"
    notes = [note_line(note, speech) for note in step.notes]
    lines = _question_lines(page, draft, step, speech)
    text = "\n".join([head, *notes, *lines])
    if shown_units(text) <= TEXT_MOST - REFUSAL_ROOM:
        return Window(text, _rows(page, draft, step, speech, []))
    leaves = parts(notes, LEAF_LENGTH)
    leaf = min(page.look.note, len(leaves))
    turn = turn_rows(
        PageOf(leaf, len(leaves) + 1), lambda other: tap_on(draft, f"{TURN_NOTES}{other}"), speech, LEAVES
    )
    if leaf < len(leaves):
        back = Button(speech.label("report-back"), tap_on(draft, "b"))
        return Window("\n".join([head, *leaves[leaf]]), [*turn, [back]])
    return Window("\n".join([head, *lines]), _rows(page, draft, step, speech, turn))


def _rows(page: QuestionPage, draft: Draft, step: Step, speech: Speech, turn: Rows) -> Rows:
    """Return the buttons that answer, and the ways on; `turn` leads back to the notes."""
    offer = _offer(page, draft, step.field, speech)
    around = [*turn, *_ways_on(page, draft, step, speech)]
    room = ROWS_MOST - len(offer) - len(around)
    return [*offer, *_answers(page, draft, step, speech, room), *around]


def _question_lines(page: QuestionPage, draft: Draft, step: Step, speech: Speech) -> list[str]:
    """Return the question, what helps to answer it, and what was answered before."""
    field, lang = step.field, speech.language
    lines = []
    if step.group is not None:
        lines.append(f"<b>{escape(step.group.label[lang])} {step.item}/{step.item_count}</b>")
    lines.append(f"<b>{escape((field.question or field.label)[lang])}</b>")
    if field.hint:
        lines.append(escape(field.hint[lang]))
    if (given := draft.answers.get(step.path)) is not None:
        said = cut(say_answer(field, given, lang), SHORT_TEXT)
        lines.append(speech.text("report-question-given", answer=said))
    elif page.before is not None:
        # Whoever gives a text again should have read it.
        length = BEFORE_LENGTH if field.kind is FieldKind.LONG_TEXT else SHORT_TEXT
        before = cut(say_answer(field, page.before, lang), length)
        lines.append(speech.text("report-question-before", answer=before))
    if page.counted is not None and step.path in page.counted.answers:
        said = say_answer(field, page.counted.answers[step.path], lang)
        day = day_name(speech, page.counted.day)
        lines.append(speech.text("report-question-counted", answer=said, day=day))
    if page.names is not None:
        lines.append(names_line(page.names, speech))
    elif page.entries is not None:
        lines.append(entries_line(page.entries, speech))
    elif how := _how_to_answer(field):
        lines.append(speech.text(how))
    return lines


def note_line(note: Field, speech: Speech) -> str:
    """Return the words of a note, as HTML."""
    return escape((note.question or note.label)[speech.language])


def _how_to_answer(field: Field) -> str:
    return "report-or-type-number" if field.quick else _HOW.get(field.kind, "")


def _offer(page: QuestionPage, draft: Draft, field: Field, speech: Speech) -> Rows:
    """Return the button that gives the last period's answer again, or the form's own; none where another does."""
    value = offered(page)
    if value is None or value in field.quick:
        return []
    key = "form-offer-last" if value == page.before else "form-offer-default"
    if value == page.offer and page.before is None:
        key = "form-offer-counted"
    answer = cut(" ".join(say_answer(field, value, speech.language).split()), SHORT_LABEL)
    return [[Button(speech.label(key, answer=answer), tap_on(draft, "o"))]]


def _answers(page: QuestionPage, draft: Draft, step: Step, speech: Speech, room: int) -> Rows:
    """Return the buttons that answer the question; choices in `room` rows."""
    field = step.field
    match field.kind:
        case FieldKind.YES_NO:
            both = ((True, "y"), (False, "n"))
            return [
                [Button(say_answer(field, yes, speech.language), tap_on(draft, act)) for yes, act in both]
            ]
        case FieldKind.ONE_OF | FieldKind.SEVERAL_OF:
            return _choices(page, draft, step, speech, room)
        case FieldKind.DATE:
            return calendar_rows(page, draft, step, speech)
        case FieldKind.PERSON if page.names is not None:
            return name_rows(page, draft, page.names, speech)
        case FieldKind.ENTRY if page.entries is not None:
            return entry_rows(draft, page.entries, speech)
        case _:
            quick = [Button(str(value), tap_on(draft, f"v{value}")) for value in field.quick]
            return in_rows(quick, NUMBERS_A_ROW)


def _choices(page: QuestionPage, draft: Draft, step: Step, speech: Speech, room: int) -> Rows:
    """Return the choices of one leaf, those chosen with a tick where several may be."""
    field, many = step.field, step.field.kind is FieldKind.SEVERAL_OF
    given = draft.answers.get(step.path) or () if many else ()
    # Measured with ticks all over, lest the buttons move when one is tapped.
    ticked = [
        Button((TICK if many else "") + choice.label[speech.language], tap_on(draft, f"c{number}"))
        for number, choice in enumerate(field.choices)
    ]
    rows = button_rows(ticked)
    leaf, leaves, a_leaf = 0, 1, len(rows)
    if len(rows) > room:
        a_leaf = room - 1
        leaves = leaves_of(len(rows), a_leaf)
        leaf = min(page.look.leaf, leaves - 1)
        if page.look.ticked is not None and page.look.ticked < len(ticked):
            at = next(number for number, row in enumerate(rows) if ticked[page.look.ticked] in row)
            leaf = at // a_leaf
    bare = {button.data: choice for button, choice in zip(ticked, field.choices, strict=True)}
    shown = [
        [_unless_given(button, bare[button.data].value in given) for button in row]
        for row in rows[leaf * a_leaf : (leaf + 1) * a_leaf]
    ]
    return [*shown, *turning(draft, leaf, leaves, speech)]


def _unless_given(button: Button, given: bool) -> Button:  # noqa: FBT001 - the mark of a choice
    return button if given else Button(button.label.removeprefix(TICK), button.data)


def _ways_on(page: QuestionPage, draft: Draft, step: Step, speech: Speech) -> Rows:
    """Return 返回, 跳过 or 继续, and the short cut to the summary once all that is required has been answered."""
    ways = [Button(speech.label("report-back"), tap_on(draft, "b"))]
    grows = step.field.kind in (FieldKind.ATTACHMENTS, FieldKind.SEVERAL_OF)
    if grows and draft.answers.get(step.path):
        ways.append(Button(speech.label("report-go-on"), tap_on(draft, "g")))
    elif not step.field.required:
        ways.append(Button(speech.label("report-skip"), tap_on(draft, "s")))
    if not unanswered(page.form, draft.answers):
        ways.append(Button(speech.label("report-review"), tap_on(draft, "r")))
    return [ways]
