from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from domain.tips.routing import Body
from reminders.desk import Desk
from storage.audit import (
    NO_HASH,
    SUBJECT_LENGTH,
    Audit,
    AuditEntry,
    AuditFault,
    Head,
    Wrong,
    entry_hash,
    subject_of,
)
from storage.database import Database
from storage.schema import upgrade
from storage.tables import audit
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, open_desk, rows_of
from tests.storage import test_postgresql

T = TypeVar("T")
Row = tuple[Any, ...]

server, url = test_postgresql.server, test_postgresql.url

OFFICE, SUPERVISOR = Body.OFFICE.value, Body.SUPERVISOR.value
LENGTH = 6
"""How many entries each of the two chains has."""
CONTENT = ("acted_at", "person_id", "actor", "act", "subject")
COLUMNS = ("chain", "place", *CONTENT, "previous", "hash")
VALUES: dict[str, list[Any]] = {
    "chain": [OFFICE, SUPERVISOR, "", "监察", b"office"],
    "place": [-1, 0, 1, 3, 6, 7, 9, 10**15, 1.5, "x"],
    "acted_at": [
        "2026-05-12 02:00:00.000000",
        "2026-05-12 02:00:00.000001",
        "2026-05-12T02:00:00",
        "2026-05-12 02:00:00.000000+08:00",
        "x",
        5,
    ],
    "person_id": [None, 1, 2, 3, -1, "1x"],
    "actor": ["", "command-line", " ", b""],
    "act": ["read", "export", "", b"read"],
    "subject": ["2026-1", "2026-2", "2026-3", "", "2026-1\0"],
    "previous": [NO_HASH, b"", b"\1" * 32, "", 0.5],
    "hash": [NO_HASH, b"", b"\1" * 32, "", 0.5],
}


class Sql(NamedTuple):
    """A statement past the program, and its values."""

    text: str
    values: Row


class Tampered(NamedTuple):
    """The rows before and after, and what is found then."""

    before: list[Row]
    after: list[Row]
    faults: list[AuditFault]


def entry(number: int, chain: str = OFFICE) -> AuditEntry:
    at = MAY + timedelta(minutes=number)
    known = AuditEntry(at, number % 3 + 1, "read", f"2026-{number % 2 + 1}", chain)
    return replace(known, person_id=None, actor="command-line") if number == 2 else known


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two chains of LENGTH entries, written by turns."""
    with open_desk(f"sqlite:///{tmp_path_factory.mktemp('audit')}/grid.db") as opened:
        for number in range(LENGTH):
            for chain in (OFFICE, SUPERVISOR):
                add(opened.database, entry(number, chain))
        yield opened


def add(database: Database, written: AuditEntry) -> None:
    database.write(lambda uow: uow.audit.add(written))


def look(desk: Desk, work: Callable[[Audit], T]) -> T:
    return desk.database.write(lambda uow: work(uow.audit))


@contextmanager
def undone(desk: Desk) -> Iterator[Connection]:
    """A transaction in which anything may be done to the rows: it is rolled back."""
    with desk.database.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def tamper(desk: Desk, *changes: Sql) -> Tampered:
    """Make `changes`, verify, and undo them; no unique or foreign key is in the way, as for whoever owns the file."""
    with undone(desk) as connection:
        before = stored(connection)
        connection.exec_driver_sql("ALTER TABLE audit RENAME TO kept")
        connection.exec_driver_sql("CREATE TABLE audit AS SELECT * FROM kept")
        for change in changes:
            connection.exec_driver_sql(*change)
        return Tampered(before, stored(connection), Audit(connection).verify())


def stored(connection: Connection) -> list[Row]:
    """Return the rows by chain and place, each value with its type."""
    columns = ", ".join(f"{name}, typeof({name})" for name in COLUMNS)
    found = connection.exec_driver_sql(f"SELECT {columns} FROM audit ORDER BY chain, place, hash")  # noqa: S608
    return [tuple(row) for row in found]


def changed(column: str, value: Any, chain: str, place: int) -> Sql:
    return Sql(f"UPDATE audit SET {column} = ? WHERE chain = ? AND place = ?", (value, chain, place))  # noqa: S608


def deleted(chain: str, place: int) -> Sql:
    return Sql("DELETE FROM audit WHERE chain = ? AND place = ?", (chain, place))


def test_entries_come_back_as_they_were_written_each_from_its_own_chain(desk: Desk) -> None:
    of_supervisor = look(desk, lambda log: log.all_about("2026-1", SUPERVISOR))
    assert of_supervisor == [entry(number, SUPERVISOR) for number in (0, 2, 4)]
    assert look(desk, lambda log: log.all_about("2026-1")) == [entry(number) for number in (0, 2, 4)]
    assert look(desk, lambda log: log.all_about("2026-9")) == []


def test_a_chain_that_nobody_touched_is_intact(desk: Desk) -> None:
    assert look(desk, Audit.verify) == []
    before, after, faults = tamper(desk)
    assert (before, faults) == (after, [])


def test_each_entry_stands_on_the_one_before_and_each_chain_begins_with_nothing(desk: Desk) -> None:
    for chain in (OFFICE, SUPERVISOR):
        own = [row for row in rows_of(desk.database, audit) if row["chain"] == chain]
        assert [row["place"] for row in own] == list(range(1, LENGTH + 1))
        assert [row["previous"] for row in own] == [NO_HASH, *(row["hash"] for row in own[:-1])]


def test_the_head_is_the_last_place_and_its_hash(desk: Desk) -> None:
    last = [row for row in rows_of(desk.database, audit) if row["chain"] == OFFICE][-1]
    assert look(desk, lambda log: log.head(OFFICE)) == (LENGTH, last["hash"])
    assert look(desk, lambda log: log.head("none")) == Head(0, NO_HASH)
    hashes = look(desk, lambda log: [log.find_hash(OFFICE, place) for place in (0, LENGTH, 99)])
    assert hashes == [NO_HASH, last["hash"], None]


def test_the_hash_is_one_that_another_program_can_check() -> None:
    """The known answer is sha256sum's, of an array typed by hand."""
    at = datetime(2026, 5, 12, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=8)))
    read = AuditEntry(at, None, "读取", '2026-"1"', actor="command-line")
    known = "f8df0e15c71f3615620325f19b9cc0fc78c75b22c0c350e578790c880632fd1b"
    assert entry_hash(read, 7, NO_HASH).hex() == known


def test_what_one_field_says_cannot_be_moved_into_the_next() -> None:
    at = datetime(2026, 5, 12, tzinfo=UTC)
    some = [("a", "bc", ""), ("ab", "c", ""), ("", "abc", ""), ('a","b', "c", ""), ("a", "b", "c")]
    entries = [AuditEntry(at, 1, act, subject, actor=actor) for act, subject, actor in some]
    assert len({entry_hash(written, 1, NO_HASH) for written in entries}) == len(some)


def test_a_subject_is_named_by_its_parts_and_shortened_only_where_it_must() -> None:
    assert subject_of("monthly_report", "2026-05", "30101") == "monthly_report 2026-05 30101"
    assert subject_of("a" * SUBJECT_LENGTH) == "a" * SUBJECT_LENGTH
    long = subject_of("a" * 40, "2026-05", "b" * 40)
    assert (long[:23], long[-23:], len(long)) == ("a" * 23, "b" * 23, SUBJECT_LENGTH)
    assert subject_of(long) == long


def test_subjects_that_differ_only_where_they_are_cut_stay_apart() -> None:
    months = [f"2026-{month:02}" for month in range(1, 13)]
    assert len({subject_of("a" * 40, month, "b" * 40) for month in months}) == len(months)


def test_an_entry_undone_with_its_cause_leaves_no_gap(desk: Desk) -> None:
    with undone(desk) as connection:
        uow = UnitOfWork(connection)

        def part() -> None:
            uow.audit.add(entry(20))
            raise LookupError

        with pytest.raises(LookupError):
            uow.attempt(part)
        uow.audit.add(entry(21))
        assert (uow.audit.head(OFFICE).place, uow.audit.verify()) == (LENGTH + 1, [])


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", [1, 3, LENGTH])
def test_a_change_of_any_column_of_any_entry_is_found(desk: Desk, column: str, place: int) -> None:
    for value in VALUES[column]:
        before, after, faults = tamper(desk, changed(column, value, OFFICE, place))
        assert bool(faults) is (before != after), value


def test_a_changed_entry_is_named_and_no_other(desk: Desk) -> None:
    found = tamper(desk, changed("subject", "2026-9", SUPERVISOR, 3)).faults
    assert found == [AuditFault(SUPERVISOR, 3, Wrong.HASH)]


def test_an_entry_changed_together_with_its_hash_no_longer_fits_the_next(desk: Desk) -> None:
    previous = look(desk, lambda log: log.find_hash(OFFICE, 2))
    assert previous is not None
    forged = entry_hash(replace(entry(2), subject="2026-9"), 3, previous)
    changes = changed("subject", "2026-9", OFFICE, 3), changed("hash", forged, OFFICE, 3)
    assert tamper(desk, *changes).faults == [AuditFault(OFFICE, 4, Wrong.PREVIOUS)]


def test_what_is_missing_is_named_from_where_and_how_many(desk: Desk) -> None:
    found = tamper(desk, *(deleted(OFFICE, place) for place in (1, 4, 5))).faults
    assert found == [AuditFault(OFFICE, 1, Wrong.MISSING), AuditFault(OFFICE, 4, Wrong.MISSING, 2)]


def test_nothing_can_stand_before_the_first_entry_even_with_a_right_hash(desk: Desk) -> None:
    others = [deleted(OFFICE, place) for place in range(2, LENGTH + 1)]
    right = entry_hash(entry(0), 0, NO_HASH)
    changes = [*others, changed("place", 0, OFFICE, 1), changed("hash", right, OFFICE, 0)]
    assert tamper(desk, *changes).faults == [AuditFault(OFFICE, 0, Wrong.PREVIOUS)]


def test_a_place_that_is_no_number_is_a_changed_entry_and_a_gap(desk: Desk) -> None:
    found = tamper(desk, changed("place", "x", OFFICE, 3)).faults
    assert found == [AuditFault(OFFICE, 3, Wrong.MISSING), AuditFault(OFFICE, LENGTH + 1, Wrong.HASH)]


def test_a_tail_cut_off_is_seen_only_by_a_head_written_down_before(desk: Desk) -> None:
    written = look(desk, lambda log: log.head(OFFICE))
    with undone(desk) as connection:
        connection.exec_driver_sql(*deleted(OFFICE, LENGTH))
        assert Audit(connection).verify() == []
        assert Audit(connection).find_hash(OFFICE, written.place) is None


SOME_ROW = st.tuples(st.sampled_from([OFFICE, SUPERVISOR]), st.integers(1, LENGTH))
EDITS = st.sampled_from(COLUMNS).flatmap(
    lambda column: st.tuples(
        st.builds(lambda value, row: changed(column, value, *row), st.sampled_from(VALUES[column]), SOME_ROW)
    )
)
DELETIONS = st.lists(SOME_ROW, min_size=1, max_size=4).map(lambda rows: [deleted(*row) for row in rows])


def swapped(rows: Sequence[tuple[str, int]], *, whole: bool) -> list[Sql]:
    """Have two rows change places, or only what they say."""
    one, other = rows
    if whole:
        away = "UPDATE audit SET chain = ?, place = ? WHERE chain = ? AND place = ?"
        return [Sql(away, ("-", 0, *one)), Sql(away, (*one, *other)), Sql(away, (*other, "-", 0))]
    columns = ", ".join(CONTENT)
    text = (
        f"UPDATE audit SET ({columns}) = (SELECT {columns} FROM kept WHERE chain = ? AND place = ?)"  # noqa: S608
        " WHERE chain = ? AND place = ?"
    )
    return [Sql(text, (*one, *other)), Sql(text, (*other, *one))]


SWAPS = st.builds(
    lambda rows, whole: swapped(rows, whole=whole),
    st.lists(SOME_ROW, min_size=2, max_size=2, unique=True),
    st.booleans(),
)


@given(st.lists(st.one_of(EDITS, DELETIONS, SWAPS), min_size=1, max_size=3))
def test_any_edit_deletion_or_swap_but_a_tail_cut_off_is_found(
    desk: Desk, batches: list[Sequence[Sql]]
) -> None:
    before, after, faults = tamper(desk, *(change for batch in batches for change in batch))
    assert bool(faults) is not is_cut(before, after)


def is_cut(before: list[Row], after: list[Row]) -> bool:
    """Tell whether each chain of `after` is one of `before`, or its beginning."""
    whole = {chain: list(rows) for chain, rows in groupby(before, key=lambda row: row[0])}
    left = {chain: list(rows) for chain, rows in groupby(after, key=lambda row: row[0])}
    return all(rows == whole.get(chain, [])[: len(rows)] for chain, rows in left.items())


def test_on_postgresql_those_who_add_at_once_stand_in_one_line(url: str) -> None:
    """Without the lock they find the same end, and all but one of them fail."""
    databases = [Database(url) for _ in range(4)]
    upgrade(databases[0])
    nobody = replace(entry(0), person_id=None)

    def work(database: Database) -> None:
        for number in range(15):
            add(database, replace(nobody, chain=OFFICE if number % 3 else SUPERVISOR))

    with ThreadPoolExecutor() as threads:
        list(threads.map(work, databases))
    faults, head = databases[0].write(lambda uow: (uow.audit.verify(), uow.audit.head(OFFICE)))
    assert (faults, head.place) == ([], 40)
    for database in databases:
        database.close()


def test_when_somebody_last_did_something_is_found_by_who_what_to_which_and_in_whose_chain(
    tmp_path: Path,
) -> None:
    later = MAY + timedelta(hours=1)
    done = AuditEntry(MAY, 1, "read", "2026-1")
    entries = [
        done,
        replace(done, acted_at=later),
        replace(done, subject="2026-2", act="export"),
        replace(done, acted_at=later + timedelta(1), act="close"),
        replace(done, acted_at=later + timedelta(2), person_id=2),
        replace(done, acted_at=later + timedelta(3), chain=SUPERVISOR),
        replace(done, subject="2026-4"),
    ]
    asked = (1, ("read", "export"), ("2026-1", "2026-2", "2026-3"), OFFICE)
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as fresh:
        for written in entries:
            add(fresh.database, written)
        found = look(fresh, lambda audited: audited.last_done(*asked))
    assert found == {"2026-1": later, "2026-2": MAY}
