"""What the window of a question is drawn from: who is asked, what is answered, from what may be chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from domain.drafts import Draft
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.time.calendar_page import Month
from forms.answers import checked
from forms.fields import Field, FieldKind, Form
from forms.filling import asked
from storage.people.officials import NamedOfficial

T = TypeVar("T")

A_LEAF = 4
"""How many people, or entries, a leaf lists."""

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
class Listed(Generic[T]):
    """From whom, or what, to choose: those of `leaf` (from 0), of `many` found by `words` (empty: of all)."""

    listed: Sequence[T]
    many: int
    leaf: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """An entry of a register to which one may refer, as a list names it; `number` is "" where it has none."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class FromRegisters:
    """What registers answer of a form, by key, as of a `day`."""

    answers: Mapping[str, int | bool]
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """What a window of a conversation that asks questions is drawn from; `draft` is None where it asks none as yet."""

    viewer: Viewer
    form: Form
    today: date
    grid_code: str
    """Whose people may be named, its own first, then those of the grids below it."""
    draft: Draft | None = None
    before: Any = None
    """The last period's answer to the question asked, where it may be given again."""
    offer: Any = None
    """What the bot has counted itself and offers as the answer."""
    names: Listed[NamedOfficial] | None = None
    """From whom to choose, where the question asks for a person."""
    entries: Listed[EntryChoice] | None = None
    """From which to choose, where it asks for an entry of a register."""
    counted: FromRegisters | None = None
    """What registers answer of the form; None of one that they answer nothing of."""
    look: PageLook = AT_FIRST
    stale: bool = False
    """Whether the button tapped is an old one: nothing was changed."""
    renewed: bool = False
    """Whether the draft has just gone over to another version of its form, its own being lost."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button below a draft's window: of which item or entry and draft, and the turn at which it was shown."""

    item_id: int
    draft_id: int
    turn: int


def offered(page: QuestionPage) -> Any:
    """Return the answer that the first button offers, the last period's, what is counted, or the form's own."""
    step = asked(page.form, page.draft) if page.draft else None
    if step is None or page.draft is None or page.draft.answers.get(step.path) is not None:
        return None
    # A group's answer is the number of its items: last period's says nothing about this one's.
    carried = None if step.field.kind is FieldKind.GROUP else page.before
    for value in (carried, page.offer, step.field.default):
        if value is not None and accepted(step.field, value, page.today):
            return value
    return None


def accepted(field: Field, value: Any, today: date) -> bool:
    """Tell whether `value` may answer `field` as it is."""
    try:
        return bool(checked(field, value, today) == value)
    except RefusalError:
        return False
