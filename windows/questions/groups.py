"""The windows of a repeated group: its items, one of them, whether it is to go (docs/domain.md section 3)."""

from html import escape

from domain.drafts import Draft
from forms.group_windows import GroupWindow
from forms.steps import items, next_open, steps
from forms.summary import item_mark, say_answer, say_item
from locales import Speech
from usecases.questions.pages import QuestionPage
from windows.leaves import SHORT_TEXT
from windows.page_turns import in_rows
from windows.questions.parts import cut, leaves_of, tap_on, turning
from windows.windows import Button, Rows, Window

ITEMS_A_LEAF = 4
ITEMS_A_ROW = 4
ANSWERS_A_ROW, ANSWERS_A_ROW_MOST = 2, 3
TWO_A_ROW_MOST = 12
"""Up to how many answers of an item stand two a row: more would take the window past what a phone shows."""


def group_page(page: QuestionPage, draft: Draft, window: GroupWindow, head: str, speech: Speech) -> Window:
    """Return the window of the group at which the draft stands, with `head` (HTML) above it."""
    if window.item is None:
        shown = _all_items(page, draft, window, speech)
    else:
        shown = _one_item(page, draft, window, window.item, speech)
    return Window(f"{head}\n{shown.text}", shown.rows)


def _all_items(page: QuestionPage, draft: Draft, window: GroupWindow, speech: Speech) -> Window:
    leaves = leaves_of(window.count, ITEMS_A_LEAF)
    leaf = min(page.look.leaf, leaves - 1)
    numbers = range(leaf * ITEMS_A_LEAF + 1, min(window.count, (leaf + 1) * ITEMS_A_LEAF) + 1)
    group = window.group
    lines = [
        f"<b>{speech.text('form-items', group=group.label[speech.language], many=window.count)}</b>",
        *[escape(f"{item_mark(number)} {_said(draft, window, number, speech)}") for number in numbers],
    ]
    if window.count:
        lines.append(speech.text("form-items-how"))
    is_full = group.maximum is not None and window.count >= group.maximum
    add = [] if is_full else [[Button(speech.label("form-item-add"), tap_on(draft, "ia"))]]
    marks = [Button(item_mark(number), tap_on(draft, f"i{number}")) for number in numbers]
    # Once nothing is open any more, the summary is what follows.
    on = "report-go-on" if next_open(page.form, draft.answers) else "report-review"
    ways = [_back(draft, speech), Button(speech.label(on), tap_on(draft, "g"))]
    rows = [*add, *in_rows(marks, ITEMS_A_ROW), *turning(draft, leaf, leaves, speech), ways]
    return Window("\n".join(lines), rows)


def _one_item(page: QuestionPage, draft: Draft, window: GroupWindow, item: int, speech: Speech) -> Window:
    group = window.group.label[speech.language]
    lines = [f"<b>{escape(group)} {item}/{window.count}</b>"]
    if window.deleting:
        lines += [escape(_said(draft, window, item, speech)), speech.text("form-item-delete-sure")]
        rows: Rows = [[Button(speech.label("form-item-delete-yes"), tap_on(draft, "iy"))]]
        return Window("\n".join(lines), [*rows, [_back(draft, speech)]])
    buttons = []
    for number, step in enumerate(steps(page.form, draft.answers)):
        if step.group is window.group and step.item == item:
            label = step.field.label[speech.language]
            said = say_answer(step.field, draft.answers.get(step.path), speech.language)
            lines.append(escape(f"{label}  {cut(said, SHORT_TEXT) or speech.label('form-item-open')}"))
            buttons.append(Button(label, tap_on(draft, f"e{number}")))
    lines.append(speech.text("report-choose-answer"))
    delete = Button(speech.label("form-item-delete"), tap_on(draft, "id"))
    a_row = ANSWERS_A_ROW if len(buttons) <= TWO_A_ROW_MOST else ANSWERS_A_ROW_MOST
    return Window("\n".join(lines), [*in_rows(buttons, a_row), [_back(draft, speech), delete]])


def _said(draft: Draft, window: GroupWindow, number: int, speech: Speech) -> str:
    """Return an item on one line of a phone or two."""
    item = items(window.group, draft.answers)[number - 1]
    said = say_item(window.group, item, speech.language, SHORT_TEXT)
    return cut(said, SHORT_TEXT) or speech.label("form-item-open")


def _back(draft: Draft, speech: Speech) -> Button:
    return Button(speech.label("report-back"), tap_on(draft, "b"))
