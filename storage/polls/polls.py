"""Polls as they are made, run and end (docs/domain.md section 6).

What comes with an answer is two writes: a hash that somebody has answered, and all counters sealed anew. Neither has a
moment, an author or a place in an order, and the log of the database is emptied after them (docs/threat-model.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from domain.polls.polls import PollGroup, PollSpan, PollState
from storage.polls.tables import poll_asked, poll_counts, poll_marks, poll_subjects, poll_tallies, polls
from storage.statements.prepared import PreparedStatement
from storage.statements.scrubbing import ask_for_scrub


@dataclass(frozen=True, slots=True)
class NewPoll:
    """A poll to be made. Without `grid_code` and `group` everybody is asked, by a QR code."""

    token: str
    unit_code: str
    form_id: str
    form_text: str
    title: str
    span: PollSpan
    grid_code: str | None
    group: PollGroup | None
    publishes: bool
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll; `ended_on` and `took_part` are there once it has ended, the latter only where figures are shown."""

    id: int
    token: str
    unit_code: str
    form_id: str
    form_text: str
    title: str
    span: PollSpan
    grid_code: str | None
    group: PollGroup | None
    publishes: bool
    state: PollState
    ended_on: date | None
    took_part: int | None

    @property
    def is_for_all(self) -> bool:
        """Whether everybody may answer who opens its link."""
        return self.group is None

    def runs_on(self, day: date) -> bool:
        """Tell whether it takes answers on `day`."""
        return self.state is PollState.RUNNING and self.span.holds(day)


_COLUMNS = (
    polls.c.id,
    polls.c.token,
    polls.c.unit_code,
    polls.c.form_id,
    polls.c.form_text,
    polls.c.title,
    polls.c.starts_on,
    polls.c.ends_on,
    polls.c.grid_code,
    polls.c.asked_group,
    polls.c.publishes,
    polls.c.state,
    polls.c.ended_on,
    polls.c.took_part,
)
_BY_ID = PreparedStatement(select(*_COLUMNS).where(polls.c.id == bindparam("poll_id")))
_BY_TOKEN = PreparedStatement(select(*_COLUMNS).where(polls.c.token == bindparam("token")))
_OF_UNIT = PreparedStatement(
    select(*_COLUMNS)
    .where(polls.c.unit_code == bindparam("unit_code"))
    .order_by(polls.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("without"))
)
_COUNT_OF_UNIT = PreparedStatement(
    select(func.count()).select_from(polls).where(polls.c.unit_code == bindparam("unit_code"))
)
_RUNNING = select(*_COLUMNS).where(polls.c.state == PollState.RUNNING.value)
_RUNS_THEN = (polls.c.starts_on <= bindparam("day"), polls.c.ends_on >= bindparam("day"))
_FOR_ALL = PreparedStatement(
    _RUNNING.where(polls.c.asked_group.is_(None), *_RUNS_THEN).order_by(polls.c.ends_on, polls.c.id)
)
_FOR_PERSON = PreparedStatement(
    _RUNNING.where(
        polls.c.id.in_(select(poll_asked.c.poll_id).where(poll_asked.c.person_id == bindparam("person_id"))),
        *_RUNS_THEN,
    ).order_by(polls.c.ends_on, polls.c.id)
)
_OVER = PreparedStatement(_RUNNING.where(polls.c.ends_on < bindparam("day")).order_by(polls.c.id))
_TOKENS = PreparedStatement(select(polls.c.token).where(polls.c.state == PollState.RUNNING.value))
_SUBJECTS = PreparedStatement(
    select(poll_subjects.c.name)
    .where(poll_subjects.c.poll_id == bindparam("poll_id"))
    .order_by(poll_subjects.c.place)
)
_ASKED = PreparedStatement(
    select(poll_asked.c.person_id)
    .where(poll_asked.c.poll_id == bindparam("poll_id"))
    .order_by(poll_asked.c.person_id)
)
_IS_ASKED = PreparedStatement(
    select(poll_asked.c.person_id).where(
        poll_asked.c.poll_id == bindparam("poll_id"), poll_asked.c.person_id == bindparam("person_id")
    )
)
_MARKED = PreparedStatement(
    select(poll_marks.c.mark).where(
        poll_marks.c.poll_id == bindparam("poll_id"), poll_marks.c.mark == bindparam("hash")
    )
)
_ADD_MARK = PreparedStatement(insert(poll_marks))
_TALLY = PreparedStatement(
    select(poll_tallies.c.sealed).where(poll_tallies.c.poll_id == bindparam("poll_id"))
)
_PUT_TALLY = PreparedStatement(
    update(poll_tallies).where(poll_tallies.c.poll_id == bindparam("of")).values(sealed=bindparam("counters"))
)
_COUNTS = PreparedStatement(
    select(poll_counts.c.people)
    .where(poll_counts.c.poll_id == bindparam("poll_id"))
    .order_by(poll_counts.c.place)
)


class Polls:
    """The polls of all units."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, new: NewPoll, subjects: Sequence[str], asked: Iterable[int], sealed: bytes) -> int:
        """Store a poll about `subjects` that asks these people, its counters `sealed`; return its id."""
        added = self._connection.execute(
            insert(polls).values(
                token=new.token,
                unit_code=new.unit_code,
                form_id=new.form_id,
                form_text=new.form_text,
                title=new.title,
                starts_on=new.span.starts_on,
                ends_on=new.span.ends_on,
                grid_code=new.grid_code,
                asked_group=None if new.group is None else new.group.value,
                publishes=new.publishes,
                made_by=new.made_by,
                made_at=new.made_at,
                state=PollState.RUNNING.value,
            )
        )
        (poll_id,) = added.inserted_primary_key or (0,)
        named = [{"poll_id": poll_id, "place": place, "name": name} for place, name in enumerate(subjects)]
        people = [{"poll_id": poll_id, "person_id": person_id} for person_id in sorted(set(asked))]
        for table, rows in ((poll_subjects, named), (poll_asked, people)):
            if rows:
                self._connection.execute(insert(table), rows)
        self._connection.execute(insert(poll_tallies).values(poll_id=poll_id, sealed=sealed))
        return int(poll_id)

    def find(self, poll_id: int) -> Poll | None:
        """Return the poll, or None."""
        row = _BY_ID.one_or_none(self._connection, {"poll_id": poll_id})
        return None if row is None else _poll_of(row)

    def find_by_token(self, token: str) -> Poll | None:
        """Return the poll that a link means, or None."""
        row = _BY_TOKEN.one_or_none(self._connection, {"token": token})
        return None if row is None else _poll_of(row)

    def of_unit(self, unit_code: str, limit: int, offset: int = 0) -> list[Poll]:
        """Return the polls of the unit, newest first."""
        values = {"unit_code": unit_code, "most": limit, "without": offset}
        return [_poll_of(row) for row in _OF_UNIT.rows(self._connection, values)]

    def count_of_unit(self, unit_code: str) -> int:
        """Return how many polls the unit has had."""
        return int(_COUNT_OF_UNIT.scalar(self._connection, {"unit_code": unit_code}))

    def open_for(self, person_id: int | None, day: date) -> list[Poll]:
        """Return the polls that run on `day` and ask this person, or everybody; those that end first, first."""
        rows = [*_FOR_ALL.rows(self._connection, {"day": day})]
        if person_id is not None:
            rows += _FOR_PERSON.rows(self._connection, {"day": day, "person_id": person_id})
        return sorted(map(_poll_of, rows), key=lambda poll: (poll.span.ends_on, poll.id))

    def over(self, day: date) -> list[Poll]:
        """Return those whose last day was before `day` and that have not ended yet."""
        return [_poll_of(row) for row in _OVER.rows(self._connection, {"day": day})]

    def running_tokens(self) -> set[str]:
        """Return the tokens of those that have not ended yet."""
        return set(_TOKENS.scalars(self._connection))

    def subjects(self, poll_id: int) -> list[str]:
        """Return whom the poll is about, in its order; none where it is about nobody."""
        return _SUBJECTS.scalars(self._connection, {"poll_id": poll_id})

    def asked(self, poll_id: int) -> list[int]:
        """Return who is asked; none where everybody is."""
        return _ASKED.scalars(self._connection, {"poll_id": poll_id})

    def is_asked(self, poll_id: int, person_id: int) -> bool:
        """Tell whether the person is among those asked."""
        values = {"poll_id": poll_id, "person_id": person_id}
        return _IS_ASKED.scalar(self._connection, values) is not None

    def is_marked(self, poll_id: int, mark: bytes) -> bool:
        """Tell whether whoever has this mark has answered."""
        return _MARKED.scalar(self._connection, {"poll_id": poll_id, "hash": mark}) is not None

    def count_in(self, poll_id: int, mark: bytes, sealed: bytes) -> None:
        """Note that whoever has this mark has answered, and put the counters with their answers in place.

        Raises sqlalchemy's IntegrityError where they have answered before.
        """
        ask_for_scrub(self._connection)
        _ADD_MARK.write(self._connection, {"poll_id": poll_id, "mark": mark})
        _PUT_TALLY.write(self._connection, {"of": poll_id, "counters": sealed})

    def sealed_tally(self, poll_id: int) -> bytes:
        """Return the sealed counters of a poll that runs; nothing (empty) once it has ended."""
        found: bytes = _TALLY.scalar(self._connection, {"poll_id": poll_id}) or b""
        return found

    def end(
        self, poll_id: int, state: PollState, on: date, took_part: int | None, counts: Sequence[int]
    ) -> bool:
        """End a poll on a day: what may be shown of it is laid down, all else erased. Tell whether it ran until now."""
        ended = self._connection.execute(
            update(polls)
            .where(polls.c.id == poll_id, polls.c.state == PollState.RUNNING.value)
            .values(state=state.value, ended_on=on, took_part=took_part)
        )
        if not ended.rowcount:
            return False
        ask_for_scrub(self._connection)
        for table in (poll_marks, poll_tallies):
            self._connection.execute(delete(table).where(table.c.poll_id == poll_id))
        rows = [{"poll_id": poll_id, "place": place, "people": people} for place, people in enumerate(counts)]
        if rows:
            self._connection.execute(insert(poll_counts), rows)
        return True

    def counts(self, poll_id: int) -> tuple[int, ...]:
        """Return the figures of a poll that has ended; none where none may be shown."""
        return tuple(_COUNTS.scalars(self._connection, {"poll_id": poll_id}))


def _poll_of(row: Any) -> Poll:
    return Poll(
        id=row.id,
        token=row.token,
        unit_code=row.unit_code,
        form_id=row.form_id,
        form_text=row.form_text,
        title=row.title,
        span=PollSpan(row.starts_on, row.ends_on),
        grid_code=row.grid_code,
        group=None if row.asked_group is None else PollGroup(row.asked_group),
        publishes=row.publishes,
        state=PollState(row.state),
        ended_on=row.ended_on,
        took_part=row.took_part,
    )
