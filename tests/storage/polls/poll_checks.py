"""What holds of stored polls on every database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.polls.polls import PollGroup, PollSpan, PollState
from storage.database import Database
from storage.polls.keys import new_token
from storage.polls.polls import NewPoll
from storage.polls.tables import poll_asked, poll_counts, poll_marks, poll_subjects, poll_tallies
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of

TODAY = date(2026, 5, 12)
NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)


def new_poll(*, days: int = 3, for_all: bool = False, starts_in: int = 0) -> NewPoll:
    starts_on = TODAY + timedelta(days=starts_in)
    return NewPoll(
        token=new_token(),
        unit_code="1",
        form_id="public",
        form_text="…",
        title="测评",
        span=PollSpan(starts_on, starts_on + timedelta(days=days - 1)),
        grid_code=None if for_all else "1",
        group=None if for_all else PollGroup.ALL,
        publishes=True,
        made_by=1,
        made_at=NOW,
    )


def check_polls(database: Database) -> None:
    """A poll is made, answered, listed and ended; of who answered nothing is left."""
    first, everybody, later = new_poll(), new_poll(for_all=True, days=2), new_poll(starts_in=1)

    def make(uow: UnitOfWork) -> list[int]:
        return [
            uow.polls.add(first, ["甲", "乙"], [3, 1, 2, 2], b"sealed"),
            uow.polls.add(everybody, [], [], b"sealed"),
            uow.polls.add(later, [], [1], b"sealed"),
        ]

    one, two, three = database.write(make)

    def look(uow: UnitOfWork) -> None:
        poll = uow.polls.find(one)
        assert poll is not None
        assert (poll.token, poll.span, poll.group) == (first.token, first.span, PollGroup.ALL)
        assert (poll.is_for_all, poll.state, poll.publishes) == (False, PollState.RUNNING, True)
        assert uow.polls.find_by_token(first.token) == poll
        assert uow.polls.find_by_token("0" * 16) is None
        assert uow.polls.find(999) is None
        assert uow.polls.subjects(one) == ["甲", "乙"]
        assert uow.polls.asked(one) == [1, 2, 3]
        assert uow.polls.is_asked(one, 2)
        assert not uow.polls.is_asked(one, 4)
        assert [found.id for found in uow.polls.of_unit("1", 2)] == [three, two]
        assert [found.id for found in uow.polls.of_unit("1", 2, 2)] == [one]
        assert uow.polls.count_of_unit("1") == 3
        assert [found.id for found in uow.polls.open_for(1, TODAY)] == [two, one]
        assert [found.id for found in uow.polls.open_for(4, TODAY)] == [two]
        assert [found.id for found in uow.polls.open_for(None, TODAY)] == [two]
        assert [found.id for found in uow.polls.over(TODAY + timedelta(days=2))] == [two]
        assert uow.polls.running_tokens() == {first.token, everybody.token, later.token}

    database.write(look)
    database.write(lambda uow: uow.polls.count_in(one, b"m" * 32, b"sealed anew"))
    with pytest.raises(IntegrityError):
        database.write(lambda uow: uow.polls.count_in(one, b"m" * 32, b"twice"))
    assert database.write(lambda uow: uow.polls.sealed_tally(one)) == b"sealed anew"
    assert database.write(lambda uow: uow.polls.is_marked(one, b"m" * 32))
    assert not database.write(lambda uow: uow.polls.is_marked(two, b"m" * 32))
    assert database.write(lambda uow: uow.polls.end(one, PollState.ENDED, TODAY, 6, (4, 2)))
    assert not database.write(lambda uow: uow.polls.end(one, PollState.CANCELLED, TODAY, None, ()))
    assert database.write(lambda uow: uow.polls.counts(one)) == (4, 2)
    assert database.write(lambda uow: uow.polls.sealed_tally(one)) == b""
    assert rows_of(database, poll_marks) == []
    assert {row["poll_id"] for row in rows_of(database, poll_tallies)} == {two, three}
    assert database.write(lambda uow: uow.polls.end(two, PollState.LOST, TODAY, None, ()))
    assert {row["poll_id"] for row in rows_of(database, poll_counts)} == {one}
    assert len(rows_of(database, poll_subjects)) == 2
    assert len(rows_of(database, poll_asked)) == 4
