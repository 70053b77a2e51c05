import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert

from domain.people.people import Appointment, Role
from domain.people.roster import Roster, compare
from domain.registers.entries import Entry, EntryPeople, EntryPlace, EntryStanding
from reports.sheets.sample_hospital import sample_roster
from storage.database import Database
from storage.people.roster_changes import RosterChangedError, StagedRoster
from storage.people.tables import invites
from storage.schema import upgrade
from storage.tables import bindings, people
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, import_roster, rows_of

T = TypeVar("T")
TODAY = date(2026, 5, 12)
ROSTER = sample_roster(TODAY)
WARD = next(official for official in ROSTER.officials if official.name == "心内科特邀监察员")
OTHER = next(grid.code for grid in ROSTER.grids if grid.name == "骨科")
CODES = [grid.code for grid in ROSTER.grids]
PHONE = 77


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/grid.db")
    upgrade(opened)
    import_roster(opened, ROSTER, TODAY)
    yield opened
    opened.close()


def ask(database: Database, work: Callable[[UnitOfWork], T]) -> T:
    return database.write(work)


def person_id(database: Database, staff_number: str) -> int:
    return next(int(row["id"]) for row in rows_of(database, people) if row["staff_number"] == staff_number)


def bind(database: Database) -> int:
    ward = person_id(database, WARD.staff_number)
    ask(database, lambda uow: uow.people.bind(ward, PHONE, "zh", MAY))
    return ward


def moved() -> Roster:
    """The sample hospital with 心内科's inspector moved to 骨科."""
    officials = tuple(replace(o, grid_code=OTHER) if o == WARD else o for o in ROSTER.officials)
    kept = tuple(a for a in ROSTER.appointments if a.staff_number != WARD.staff_number)
    return Roster(
        ROSTER.grids,
        officials,
        (*kept, Appointment(WARD.staff_number, OTHER, Role.INSPECTOR, date(2026, 5, 20))),
    )


def left() -> Roster:
    return replace(
        ROSTER,
        officials=tuple(o for o in ROSTER.officials if o != WARD),
        appointments=tuple(a for a in ROSTER.appointments if a.staff_number != WARD.staff_number),
    )


def inspected(database: Database, day: date) -> tuple[str, ...] | None:
    viewer = ask(database, lambda uow: uow.people.find_viewer(PHONE, day))
    return viewer.inspected if viewer else None


def test_what_was_imported_is_read_back_and_imported_again_changes_nothing(database: Database) -> None:
    kept = ask(database, lambda uow: uow.rosters.load())
    assert (set(kept.grids), kept.officials) == (set(ROSTER.grids), ROSTER.officials)
    assert set(kept.appointments) == set(ROSTER.appointments)
    assert compare(kept, ROSTER, TODAY).is_empty()


def test_a_moved_inspector_s_old_grid_is_no_longer_theirs_at_once(database: Database) -> None:
    bind(database)
    assert inspected(database, date(2026, 5, 20)) == (WARD.grid_code,)
    import_roster(database, moved(), date(2026, 5, 20))
    assert inspected(database, date(2026, 5, 20)) == (OTHER,)
    inspectors = ask(database, lambda uow: uow.people.inspectors(date(2026, 5, 20), CODES))
    assert WARD.grid_code not in inspectors


def test_history_tells_who_held_the_grid_before(database: Database) -> None:
    import_roster(database, moved(), date(2026, 5, 20))
    own = [
        appointment
        for appointment in ask(database, lambda uow: uow.rosters.load()).appointments
        if appointment.staff_number == WARD.staff_number
    ]
    assert own == [
        Appointment(WARD.staff_number, WARD.grid_code, Role.INSPECTOR, date(2026, 1, 1), date(2026, 5, 19)),
        Appointment(WARD.staff_number, OTHER, Role.INSPECTOR, date(2026, 5, 20)),
    ]


def test_whoever_left_loses_the_phone_and_every_unused_code(database: Database) -> None:
    ward = bind(database)
    ask(database, lambda uow: uow.invites.issue(ward, MAY))
    import_roster(database, left(), TODAY + timedelta(days=1))
    assert not rows_of(database, bindings)
    assert not rows_of(database, invites)
    assert inspected(database, TODAY + timedelta(days=1)) is None
    assert ask(database, lambda uow: uow.people.find_phone(ward)) is None
    assert [row["left_on"] for row in rows_of(database, people) if row["id"] == ward] == [
        TODAY + timedelta(days=1)
    ]


def test_whoever_comes_back_is_the_same_person_without_a_phone(database: Database) -> None:
    ward = bind(database)
    import_roster(database, left(), TODAY + timedelta(days=1))
    import_roster(database, ROSTER, TODAY + timedelta(days=2))
    assert person_id(database, WARD.staff_number) == ward
    assert ask(database, lambda uow: uow.people.find_phone(ward)) is None
    assert ask(database, lambda uow: uow.people.inspectors(TODAY + timedelta(days=2), CODES))[
        WARD.grid_code
    ] == (ward,)


def test_a_deputy_holds_the_grid_from_day_to_day(database: Database) -> None:
    deputy = ROSTER.officials[-1].staff_number
    during = Appointment(deputy, WARD.grid_code, Role.INSPECTOR, date(2026, 6, 1), date(2026, 6, 7))
    import_roster(database, replace(ROSTER, appointments=(*ROSTER.appointments, during)), TODAY)
    number = person_id(database, deputy)
    for day, holds in [((5, 31), False), ((6, 1), True), ((6, 7), True), ((6, 8), False)]:
        held = ask(database, lambda uow, d=day: uow.people.inspectors(date(2026, *d), CODES))  # type: ignore[misc]
        assert (number in held[WARD.grid_code]) is holds


def test_a_grid_that_is_renamed_keeps_its_code_and_people(database: Database) -> None:
    grids = tuple(
        replace(grid, name="心血管内科") if grid.code == WARD.grid_code else grid for grid in ROSTER.grids
    )
    import_roster(database, replace(ROSTER, grids=grids), TODAY)
    tree = ask(database, lambda uow: uow.rosters.tree())
    assert tree.get(WARD.grid_code).name == "心血管内科"
    bind(database)
    assert inspected(database, TODAY) == (WARD.grid_code,)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.integers(0, len(ROSTER.officials) - 1), max_size=40), min_size=1, max_size=4))
def test_after_any_imports_the_roster_kept_says_what_the_last_one_said(
    database: Database, absent: list[set[int]]
) -> None:
    day = TODAY
    with database.engine.connect() as connection, connection.begin() as transaction:
        uow = UnitOfWork(connection)
        for gone in absent:
            day += timedelta(days=1)
            numbers = {ROSTER.officials[index].staff_number for index in gone}
            new = replace(
                ROSTER,
                officials=tuple(o for o in ROSTER.officials if o.staff_number not in numbers),
                appointments=tuple(a for a in ROSTER.appointments if a.staff_number not in numbers),
            )
            uow.roster_changes.apply(compare(uow.rosters.load(), new, day), day)
            kept = uow.rosters.load()
            assert set(kept.officials) == set(new.officials)
            assert {appointment for appointment in kept.appointments if appointment.holds_on(day)} == set(
                new.appointments
            )
            assert compare(kept, new, day).is_empty()
        transaction.rollback()


def test_others_read_and_write_while_a_roster_is_made_ready_and_one_changed_meanwhile_is_not_put_into_force(
    database: Database,
) -> None:
    bot = Database(database.engine.url.render_as_string())
    before = ask(database, lambda uow: uow.rosters.load())

    def ready(uow: UnitOfWork) -> StagedRoster:
        staged = uow.roster_changes.stage(compare(uow.rosters.load(), moved(), TODAY), TODAY)
        # Of another connection, inside of this transaction: nobody is locked out, nobody sees anything.
        bot.write(lambda other: other.settings.put("bystander", "writes"))
        assert ask(bot, lambda other: other.rosters.load()) == before
        return staged

    with database.staging() as staging, bot.staging() as later:
        staged = staging.stage(ready)
        too_late = later.stage(lambda uow: uow.roster_changes.stage(compare(before, moved(), TODAY), TODAY))
        staging.switch(lambda uow: uow.roster_changes.switch(staged))
        after = ask(bot, lambda uow: uow.rosters.load())
        assert compare(after, moved(), TODAY).is_empty()
        with pytest.raises(RosterChangedError):
            later.switch(lambda uow: uow.roster_changes.switch(too_late))
    assert ask(database, lambda uow: uow.rosters.load()) == after
    bot.close()


@pytest.mark.slow
def test_an_import_of_twenty_five_thousand_people_is_a_matter_of_seconds(database: Database) -> None:
    base = ROSTER.officials[-1]
    many = tuple(replace(base, staff_number=f"9{n:05}", name=f"{n}号岗位") for n in range(25_000))
    changed = tuple(replace(official, post="主治医师") for official in many)
    began = time.process_time()
    import_roster(database, replace(ROSTER, officials=(*ROSTER.officials, *many)), TODAY)
    import_roster(database, replace(ROSTER, officials=(*ROSTER.officials, *changed)), TODAY)
    import_roster(database, ROSTER, TODAY + timedelta(days=1))
    assert time.process_time() - began < 30
    assert sum(row["post"] == "主治医师" for row in rows_of(database, people)) == 25_000
    assert len(ask(database, lambda uow: uow.rosters.load()).officials) == len(ROSTER.officials)


def test_no_appointment_can_hang_on_nobody(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        uow._connection.execute(
            insert(bindings).values(person_id=999_999, telegram_id=1, language="zh", bound_at=MAY)
        )

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        ask(database, work)


def test_a_switch_writes_no_index_anew_of_what_stays_the_same(database: Database) -> None:
    """Else it takes three times as long, and everybody waits for it."""
    renamed = tuple(replace(grid, name=f"新{grid.name}") for grid in ROSTER.grids)
    new = replace(
        ROSTER,
        grids=tuple(replace(g, parent_code=renamed[0].code) if g.code == OTHER else g for g in renamed),
    )
    written: list[tuple[str, int]] = []

    def note(_connection: object, cursor: Any, statement: str, *_more: object) -> None:
        if statement.startswith("UPDATE grid "):
            written.append((statement.partition("WHERE")[0], cursor.rowcount))

    event.listen(database.engine, "after_cursor_execute", note)
    import_roster(database, new, TODAY)
    event.remove(database.engine, "after_cursor_execute", note)
    assert not [
        statement for statement, _rows in written if "code=staged" in statement.replace("parent_code", "")
    ]
    (all_of_them,) = [rows for statement, rows in written if "name=" in statement]
    (hung_elsewhere,) = [rows for statement, rows in written if "parent_code=" in statement]
    assert (all_of_them, hung_elsewhere) == (len(renamed), 1)
    assert {g.code: g.parent_code for g in ask(database, lambda uow: uow.rosters.load()).grids} == {
        g.code: g.parent_code for g in new.grids
    }


def test_who_inspects_is_told_of_the_grids_that_are_asked_about_alone(database: Database) -> None:
    found = ask(database, lambda uow: uow.people.inspectors(TODAY, [WARD.grid_code]))
    assert found == {WARD.grid_code: (person_id(database, WARD.staff_number),)}
    assert ask(database, lambda uow: uow.people.inspectors(TODAY, [])) == {}


def test_entries_hang_where_their_grid_hangs_and_keep_the_numbers_that_they_were_given(
    database: Database,
) -> None:
    """Even in a unit that has given the same number itself."""
    away, grid = (
        next(g for g in ROSTER.grids if g.level == 2),
        next(g for g in ROSTER.grids if g.code == OTHER),
    )
    unit = replace(ROSTER.grids[0], code="9", name="另一院区", parent_code=None)
    branch = replace(away, code="9901", name="另一支部", parent_code="9")
    ward = replace(grid, code="99011", name="另一科室", parent_code="9901")
    both = replace(ROSTER, grids=(*ROSTER.grids, unit, branch, ward))
    import_roster(database, both, TODAY)
    person = person_id(database, WARD.staff_number)
    tree = ask(database, lambda uow: uow.rosters.tree())

    def entry(code: str) -> Entry:
        unit_code, branch_code = tree.place_of(code)
        standing = EntryStanding("issued", TODAY, is_open=code == OTHER)
        place = EntryPlace(unit_code, branch_code, code)
        return Entry("risk", 1, place, EntryPeople(person), standing, "值班", MAY, number="1号")

    moving, staying = (
        ask(database, lambda uow, code=code: uow.entries.add(entry(code), []))  # type: ignore[misc]
        for code in (OTHER, ward.code)
    )
    hung = tuple(replace(g, parent_code=branch.code) if g.code == OTHER else g for g in both.grids)
    import_roster(database, replace(both, grids=hung), TODAY)
    found = ask(database, lambda uow: uow.entries.find_many([moving, staying]))
    assert [(e.place, e.number) for e in found] == [
        (EntryPlace("9", branch.code, OTHER), "1号"),
        (EntryPlace("9", branch.code, ward.code), "1号"),
    ]
    assert ask(database, lambda uow: uow.entries.move(found[0], [], 0))
