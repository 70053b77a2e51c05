"""Study material and requirements (学习资料、工作要求) that level 1 sends down (docs/domain.md section 6)."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from domain.errors import RefusalError
from domain.people.grids import GridTree
from domain.time.nudge_hours import Quiet
from domain.time.nudge_steps import steps_reached
from domain.time.working_days import WorkingDays

TEXT_LIMIT: Final = 3500
"""UTF-16 units, as Telegram counts: with its link and heading a text must fit one message of 4,096."""
LINK_LIMIT: Final = 1000
READ_WITHIN_DAYS: Final = 366
"""How far ahead the day may lie until which something is to be read."""
STEPS: Final = (-3, -1, 0, 1, 3)
"""Days around the day until which it is to be read, on which those who have not are reminded."""
STEPS_WITHOUT_DAY: Final = (3, 7)
"""Days after it was sent, where no day was named."""
REMINDED_FOR: Final = timedelta(days=60)
"""Nobody is reminded of anything older."""

_LAST_STEP_WITHIN = timedelta(days=14)
"""A last step that falls on a day of rest moves on by no more than this."""
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_NEVER_IN_LINKS = re.compile(r'[\s<>"\\^`{|}\x00-\x1f\x7f]')
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}|(?:\d{1,3}\.){3}\d{1,3}")


class MaterialKind(StrEnum):
    """What is sent."""

    STUDY = "study"
    REQUIREMENT = "requirement"


class FileKind(StrEnum):
    """How Telegram keeps a file: a picture can't be sent as a document, nor the other way round."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that lies with Telegram alone; `file_id` is what it is sent by."""

    file_id: str
    kind: FileKind


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be read: a text, a link, a file, or several of them; `link` is http or https."""

    text: str = ""
    link: str | None = None
    file: SentFile | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read yet."""
        return not self.text and self.link is None and self.file is None


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is being put together; `mark` tells its buttons from those of an earlier one."""

    mark: int
    kind: MaterialKind
    content: Content = field(default_factory=Content)
    grid_codes: frozenset[str] = frozenset()
    due_on: date | None = None

    def toggled(self, codes: Collection[str]) -> "Unsent":
        """Return it with `codes` chosen, or, where all of them are, with none of them."""
        chosen = frozenset(codes)
        together = self.grid_codes - chosen if chosen <= self.grid_codes else self.grid_codes | chosen
        return replace(self, grid_codes=together)


def add_words(content: Content, words: str) -> Content:
    """Return `content` with what was typed: a lone link in place of its link, anything else of its text.

    Raises RefusalError: material-text-empty, material-text-too-long, material-link-wrong.
    """
    words = words.strip()
    if not words:
        raise RefusalError("material-text-empty")
    is_link = _WITH_SCHEME.fullmatch(words) is not None
    together = replace(content, link=read_link(words)) if is_link else replace(content, text=words)
    if _units(together.text) + _units(together.link or "") > TEXT_LIMIT:
        room = TEXT_LIMIT - _units(together.link or "")
        raise RefusalError("material-text-too-long", limit=room)
    return together


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def read_link(words: str) -> str:
    """Return the link `words`; raises RefusalError (material-link-wrong) for one that a button can't open.

    Only http and https; no user name in it, which would hide where it leads, and nothing that no address has.
    """
    try:
        parts = urlsplit(words)
        host = (parts.hostname or "").encode("idna").decode()
        _ = parts.port
    except ValueError:
        raise RefusalError("material-link-wrong") from None
    sound = parts.scheme.lower() in {"http", "https"} and _HOST.fullmatch(host) and "@" not in parts.netloc
    if not sound or len(words) > LINK_LIMIT or _NEVER_IN_LINKS.search(words):
        raise RefusalError("material-link-wrong")
    return words


def check_due(due_on: date, today: date) -> None:
    """Refuse a day until which nothing can be read: RefusalError, material-due-past or material-due-far."""
    if due_on < today:
        raise RefusalError("material-due-past")
    if due_on > today + timedelta(days=READ_WITHIN_DAYS):
        raise RefusalError("material-due-far")


def readers_of(
    grid_codes: Collection[str], inspectors: Mapping[str, Collection[int]], away: Mapping[int, int | None]
) -> dict[int, str]:
    """Return who is to read what is sent to these grids, each with the grid it comes to them by.

    `inspectors` are today's by grid code; the deputies of those `away` (person: deputy or None) get it too. Whoever
    inspects several of the grids gets it once, by the first.
    """
    found: dict[int, str] = {}
    for code in sorted(grid_codes):
        for person in inspectors.get(code, ()):
            deputy = away.get(person)
            for reader in (person, deputy) if deputy is not None else (person,):
                found.setdefault(reader, code)
    return found


def below(tree: GridTree, unit_code: str) -> list[str]:
    """Return the grids to which the unit's level 1 can send: everything below it, parents first."""
    return [grid.code for grid in tree.subtree(unit_code)[1:]]


@dataclass(frozen=True, slots=True)
class Timing:
    """When (day in Shanghai) something reached its readers, and until when it is to be read."""

    material_id: int
    sent_on: date
    due_on: date | None = None


def steps_taken_by(timing: Timing, today: date, calendar: WorkingDays | None) -> int:
    """Return how many of its steps have been reached by `today`.

    `calendar` is given where people are reminded on working days only (domain/time/nudge_steps.py).
    """
    steps: Sequence[int] = STEPS_WITHOUT_DAY if timing.due_on is None else STEPS
    due_on = timing.due_on or timing.sent_on
    return steps_reached(steps, due_on, due_on + _LAST_STEP_WITHIN, today, calendar)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that a person has not read, of whose steps more are `reached` than taken."""

    material_id: int
    person_id: int
    grid_code: str
    reached: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """Whom to remind now, once each of all they have not read, and which steps that takes."""

    person_ids: frozenset[int] = frozenset()
    steps: tuple[Unread, ...] = ()


def due(
    now: datetime, unread: Iterable[Unread], answering: Mapping[str, Collection[int]], quiet: Quiet
) -> Reminders:
    """Return who is reminded at `now` (aware) of what they have not read. With its outcome stored, nobody again.

    `answering` are those whom a message reaches of today's inspectors and deputies, by grid code: who has left the
    grid, is away or can't be reached is not reminded, and their steps wait. Who was reminded today already
    (`quiet.already_today`) was told of all they have not read, so that a step only is noted; who postponed waits.
    """
    if not quiet.hours.contain(now):
        return Reminders()
    postponed = {person for person, until in quiet.snoozed.items() if until > now}
    steps = tuple(
        step
        for step in unread
        if step.person_id in answering.get(step.grid_code, ()) and step.person_id not in postponed
    )
    return Reminders(frozenset(step.person_id for step in steps) - quiet.already_today, steps)
