"""What a button below a question, and what is typed there, does to the draft.

A button's data end in an act: a letter, and a figure where one is needed. All of it may be forged, so that an act
says what was tapped, never what follows from it.
"""

from datetime import date, datetime

from aiogram.types import Message

from domain.button_numbers import read_number
from domain.drafts import CHOOSE_ANSWER, Draft
from domain.errors import RefusalError
from domain.time.calendar_page import read_month
from forms.fields import FieldKind, Form
from forms.filling import (
    add_file,
    add_one,
    ask_to_delete,
    asked,
    change,
    delete_one,
    go_back,
    go_on,
    go_to,
    open_item,
    review,
    tap,
    tap_choice,
    type_in,
)
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.named_entries import EntrySearch, choosing_entry
from usecases.questions.named_people import choosing_person
from usecases.questions.pages import AT_FIRST, PAST_NOTES, Change, PageLook
from windows.questions.question import TURN_NOTES

OLD = "report-button-old"
LIST_ALL = "a"
TAKE_OFFER = "o"

_SIMPLE: dict[str, Change] = {
    "b": go_back,
    "s": lambda form, draft: tap(form, draft, None),
    "y": lambda form, draft: tap(form, draft, value=True),
    "n": lambda form, draft: tap(form, draft, value=False),
    "g": go_on,
    "r": review,
    "e": lambda _form, draft: go_to(draft, CHOOSE_ANSWER),
    "ia": add_one,
    "id": ask_to_delete,
    "iy": delete_one,
}


def look_of(act: str) -> PageLook | None:
    """Return which part of the window a button turns to, or None for one that does something else."""
    kind, figure = act[:1], act[1:]
    if kind == "m":
        return PageLook(read_month(figure), note=PAST_NOTES)
    if kind == "l":
        return PageLook(leaf=read_number(figure, OLD), note=PAST_NOTES)
    if kind == TURN_NOTES:
        return PageLook(note=read_number(figure, OLD))
    return PageLook(note=PAST_NOTES) if act == LIST_ALL else None


def change_of(uow: UnitOfWork, request: Request, act: str, entries: EntrySearch | None = None) -> Change:
    """Return what a button does to the draft; raises RefusalError for one that never existed.

    `entries` is where those lie from which to choose; None where none is asked for.
    """
    if act in _SIMPLE:
        return _SIMPLE[act]
    kind, figure = act[:1], act[1:]
    if kind == "d":
        day = _read_day(figure).isoformat()
        return lambda form, draft: tap(form, draft, day, request.today)
    number = read_number(figure, OLD)
    numbered: dict[str, Change] = {
        "c": lambda form, draft: tap_choice(form, draft, number),
        "v": lambda form, draft: tap(form, draft, number),
        "e": lambda form, draft: change(form, draft, number),
        "i": lambda form, draft: open_item(form, draft, number),
        "p": choosing_person(uow, request, number),
    }
    if entries is not None:
        numbered["n"] = choosing_entry(request, entries, number)
    if kind not in numbered:
        raise RefusalError(OLD)
    return numbered[kind]


def look_after(act: str) -> PageLook:
    """Return which part of the window is shown on, should the tap leave it there: the leaf of the choice ticked."""
    is_choice = act[:1] == "c"
    return PageLook(note=PAST_NOTES, ticked=read_number(act[1:], OLD)) if is_choice else AT_FIRST


def typed(message: Message, today: date) -> Change:
    """Return what a message does to the draft."""
    if message.photo:
        file = {"file_id": message.photo[-1].file_id, "kind": "photo"}
    elif message.document:
        file = {"file_id": message.document.file_id, "kind": "document"}
    elif message.text is None:
        return _refuse_kind
    else:
        text = message.text
        return lambda form, draft: type_in(form, draft, text, today)
    return lambda form, draft: add_file(form, draft, file)


def unless_words(made: Change) -> Change:
    """Return `made`, but for a question of words: those may have been meant for a window lost in a restart.

    What was to be an unfinished tip, or whom it names, must not end up in a report on disk (docs/domain.md section 7,
    promise 3). The question is shown again, and what is typed below it is taken.
    """

    def change_unless_words(form: Form, draft: Draft) -> Draft | None:
        step = asked(form, draft)
        if step is not None and step.field.kind in _OF_WORDS:
            raise RefusalError("report-again")
        return made(form, draft)

    return change_unless_words


def refuse_piece(_form: Form, _draft: Draft) -> Draft:
    """Refuse what was left of a text that the phone had to cut."""
    raise RefusalError("report-piece-of-long")


def refuse_unseen(_form: Form, _draft: Draft) -> Draft:
    """Refuse what is sent before anybody has seen the question: most likely the answer before, once more."""
    raise RefusalError("report-again")


_OF_WORDS = (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT, FieldKind.PERSON, FieldKind.ENTRY)


def _refuse_kind(form: Form, draft: Draft) -> Draft:
    """Refuse a sticker, a voice and the like, in words that fit the question."""
    step = asked(form, draft)
    if step is None:
        raise RefusalError("report-use-buttons")
    is_file = step.field.kind is FieldKind.ATTACHMENTS
    raise RefusalError("forms-answer-not-a-file" if is_file else "report-only-text")


def _read_day(figure: str) -> date:
    try:
        return datetime.strptime(f"{figure}+0000", "%Y%m%d%z").date()
    except ValueError:
        raise RefusalError(OLD) from None
