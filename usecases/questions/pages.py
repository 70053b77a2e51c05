"""What a window of a form is drawn from: where the person stands, and what is known beside the question asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.drafts import Draft
from domain.duties.duties import period_due_before
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.time.calendar_page import Month
from forms.answers import checked
from forms.fields import Carry, Field, FieldKind, Form
from forms.filling import asked
from storage.duty_items import DutyItem
from storage.people.officials import NamedOfficial
from storage.reporting.reviewed import Review
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Remembered

NAMES_A_LEAF = 4


@dataclass(frozen=True, slots=True)
class NameSought(Remembered):
    """The place in a form (`search_place`) at which the chat last looked for a person, and by which words."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class LastAnswers(Remembered):
    """What the grid of an item, by whose number this is kept, filed the period before: it seldom changes."""

    answers: Mapping[str, Any]


Change = Callable[[Form, Draft], Draft | None]
"""What a tap, or words, do to a draft; None where it leaves the first question for the first page."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """Which part of a window is shown: the month of a calendar (None: the likeliest), the leaf of a list, from 0.

    `ticked` is the choice (from 0) whose leaf is shown. Notes too long to stand above their question have leaves of
    their own before it: `note`, from 0.
    """

    month: Month | None = None
    leaf: int = 0
    note: int = 0
    ticked: int | None = None


PAST_NOTES = 1_000_000
"""The leaf at which the question itself stands, however many notes are before it."""
AT_FIRST = PageLook()
"""How a window is shown when it comes."""


@dataclass(frozen=True, slots=True)
class Names:
    """The officials from whom to choose: those of `leaf` (from 0), of `many` found by `words` (empty: of all)."""

    listed: Sequence[NamedOfficial]
    many: int
    leaf: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """What a window of this conversation is drawn from. Without a draft it is the item's first or filed page."""

    viewer: Viewer
    item: DutyItem
    form: Form
    today: date
    draft: Draft | None = None
    filed: Submission | None = None
    review: Review | None = None
    """What the last review of the filed report came to; None while it waits for one."""
    closed: bool = False
    """Whether it can be looked at only, and corrected no more."""
    uncorrected: bool = False
    """Whether what was filed counts as missing: it came back, and was not corrected by the close."""
    before: Any = None
    """The last period's answer to the question asked, where it may be given again."""
    names: Names | None = None
    """From whom to choose, where the question asks for a person."""
    look: PageLook = AT_FIRST
    counts: tuple[int, int] | None = None
    """(filed, expected) of the whole unit, once this one has just been filed."""
    stale: bool = False
    renewed: bool = False
    """Whether the draft has just gone over to another version of its form, its own being lost."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button below a draft's window: of which item and draft, and the turn at which it was shown."""

    item_id: int
    draft_id: int
    turn: int


def with_question(uow: UnitOfWork, request: Request, page: FormPage) -> FormPage:
    """Add what the window of the question asked shows beside it: the last period's answer, whom one may choose."""
    draft = page.draft
    step = asked(page.form, draft) if draft else None
    page = replace(page, before=None, names=None)
    if step is None or draft is None:
        return page
    if step.group is None and step.field.carry is Carry.LAST:
        before = _last(uow, request, page.item).get(step.field.key)
        page = replace(page, before=_still_given(uow, page, step.field, before))
    if step.field.kind is FieldKind.PERSON:
        page = replace(page, names=_names(uow, request, page, draft))
    return page


def offered(page: FormPage) -> Any:
    """Return the answer that the first button offers, the last period's or the form's own; None for none."""
    step = asked(page.form, page.draft) if page.draft else None
    if step is None or page.draft is None or page.draft.answers.get(step.path) is not None:
        return None
    # A group's answer is the number of its items: last period's says nothing about this one's.
    carried = None if step.field.kind is FieldKind.GROUP else page.before
    for value in (carried, step.field.default):
        if value is not None and _accepted(step.field, value, page.today):
            return value
    return None


def forget_last(uow: UnitOfWork, request: Request, item: DutyItem) -> None:
    """Read anew what was filed before: two periods can be open at once, and the earlier has just changed."""
    for open_item in uow.duty_items.open_of([item.grid_code], request.today):
        request.house.memory.take(open_item.id, LastAnswers, request.now)


def person_answer(official: NamedOfficial) -> dict[str, str]:
    """Return an official as the answer of a form: as they are now, whatever becomes of them."""
    return {"staff_number": official.staff_number, "name": official.name, "post": official.post}


def search_place(draft: Draft) -> str:
    """Return the name under which a chat's search for a person is remembered."""
    return f"{draft.id}:{draft.path}"


def _accepted(field: Field, value: Any, today: date) -> bool:
    try:
        return bool(checked(field, value, today) == value)
    except RefusalError:
        return False


def _still_given(uow: UnitOfWork, page: FormPage, field: Field, before: Any) -> Any:
    """Return the answer of last time; None for one that the form takes no longer.

    A person is offered only while they are in the grid, and as they are now.
    """
    if before is None or not _accepted(field, before, page.today):
        return None
    if field.kind is not FieldKind.PERSON:
        return before
    found = uow.officials.find_exactly(page.item.grid_code, before["staff_number"])
    return None if found is None else person_answer(found)


def _names(uow: UnitOfWork, request: Request, page: FormPage, draft: Draft) -> Names:
    sought = request.memory.get(NameSought)
    words = sought.words if sought is not None and sought.place == search_place(draft) else ""
    leaf = page.look.leaf
    listed, many = uow.officials.search(page.item.grid_code, words, NAMES_A_LEAF, leaf * NAMES_A_LEAF)
    if not listed and leaf:  # some have left since that leaf was offered
        leaf = 0
        listed, many = uow.officials.search(page.item.grid_code, words, NAMES_A_LEAF)
    return Names(listed, many, leaf, words)


def _last(uow: UnitOfWork, request: Request, item: DutyItem) -> Mapping[str, Any]:
    kept = request.house.memory.get(item.id, LastAnswers, request.now)
    if kept is not None:
        return kept.answers
    before = period_due_before(request.house.duties[item.duty_id], item.period_id)
    filed = uow.submissions.answers_of(item.duty_id, [before], item.grid_code)
    known = filed[0] if filed else {}
    request.house.memory.put(item.id, LastAnswers(known), request.now)
    return known
