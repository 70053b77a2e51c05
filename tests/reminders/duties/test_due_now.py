"""What is planned from the items of which something may be due is what is planned from all; a kill loses nothing."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from domain.people.roster import Roster
from reminders.desk import Desk
from reminders.duties import due_now, nudges
from reminders.duties.due_now import plan_all, plan_now, steps_due
from reminders.duties.nudges import find_nudges
from storage.people.tables import duty_holders
from storage.tables import bindings, duty_items, outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import elsewhere, open_desk
from tests.reminders.duties.made_up_town import DUTIES, NOW, TODAY, lay, made_up

TOWNS = 40


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", NOW, Roster()) as opened:
        yield elsewhere(opened, duties=DUTIES)


@contextmanager
def laid(desk: Desk, town: dict[str, Any]) -> Iterator[Connection]:
    """Have `town` in the database, for as long as this lasts."""
    with desk.database.engine.connect() as connection:
        lay(connection, town)
        yield connection
        connection.rollback()


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_of_what_is_due_is_the_plan_of_everything(desk: Desk, seed: int) -> None:
    heard = sum(_nudges_planned_twice(desk, seed * TOWNS + number) for number in range(TOWNS))
    assert heard > TOWNS / 2


def _nudges_planned_twice(desk: Desk, seed: int) -> int:
    """Plan a town in both ways; return how many messages that makes."""
    town = made_up(seed)
    with laid(desk, town) as connection:
        uow = UnitOfWork(connection)
        come = [post for post in uow.holders.come(TODAY) if post[1] != town["removed"]]
        found = plan_now(uow, desk, NOW, come)
        snoozed = uow.people.snoozed()
        moment = due_now._Moment(
            UnitOfWork(connection), desk, NOW, frozenset(person for person, *_ in come), snoozed
        )
        everything = plan_all(moment)
        assert found == everything, seed
        steps = steps_due(uow, desk, NOW)
        assert (steps.steps, steps.passed_up) == (everything.steps, everything.passed_up)
        return len(found.nudges)


def test_who_has_come_and_gone_is_what_a_recount_finds(desk: Desk) -> None:
    for seed in range(TOWNS):
        with laid(desk, made_up(seed)) as connection:
            uow = UnitOfWork(connection)
            there = {
                (person, *post) for post, some in uow.holders.present(TODAY, None).items() for person in some
            }
            rows = connection.execute(select(duty_holders))
            known = {(row.person_id, row.grid_code, row.role) for row in rows}
            assert set(uow.holders.come(TODAY)) == there - known, seed
            assert set(uow.holders.gone(TODAY)) == known - there, seed


@pytest.mark.parametrize("seed", range(30))
def test_batches_cut_off_anywhere_and_begun_anew_say_the_same_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - an example, not a secret
    with laid(desk, made_up(1000 + seed)) as connection:
        connection.exec_driver_sql("SAVEPOINT whole")
        _batches(connection, desk)
        at_once = _stored(connection)
        connection.exec_driver_sql("ROLLBACK TO whole")
        monkeypatch.setattr(nudges, "LETTERS_AT_ONCE", dice.randint(1, 2))
        monkeypatch.setattr(nudges, "ROWS_AT_ONCE", dice.randint(1, 2))
        for _ in range(3):
            _batches(connection, desk, dice.randrange(8))
        _batches(connection, desk)
        assert _stored(connection) == at_once
        assert not _batches(connection, desk)


def _batches(connection: Connection, desk: Desk, until: int | None = None) -> int:
    """Do the batches of a tick, `until` so many are done; return how many letters that made."""
    return sum(
        batch(UnitOfWork(connection)) for batch in find_nudges(UnitOfWork(connection), desk, NOW)[:until]
    )


def _stored(connection: Connection) -> tuple[set[Any], ...]:
    letters = connection.execute(
        select(outbox.c.unique_key, outbox.c.person_id, outbox.c.state, outbox.c.payload)
    )
    items = select(duty_items.c.id, duty_items.c.steps_done, duty_items.c.passed_up)
    asleep = select(bindings.c.person_id, bindings.c.snoozed_until)
    return (
        {(*row[:3], *(tuple(row.payload[part]) for part in ("own", "below"))) for row in letters},
        *(
            {tuple(row) for row in connection.execute(query)}
            for query in (items, asleep, select(duty_holders))
        ),
    )
