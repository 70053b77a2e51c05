from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.grids import Grid
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Change, Roster, RosterDiff, compare, is_a_loss_to_confirm

TODAY = date(2026, 6, 1)
YESTERDAY = TODAY - timedelta(days=1)


def official(number: str, grid_code: str = "30101", post: str = "医师") -> Official:
    return Official(
        number,
        f"{number}号岗位",
        post,
        Rank.OTHER,
        party_member=True,
        grid_code=grid_code,
        in_post_since=None,
    )


def inspector(number: str, starts_on: date, ends_on: date | None = None) -> Appointment:
    return Appointment(number, "30101", Role.INSPECTOR, starts_on, ends_on)


def test_somebody_new_has_joined_and_somebody_gone_has_left() -> None:
    diff = compare(Roster(officials=(official("1"),)), Roster(officials=(official("2"),)), TODAY)
    assert diff == RosterDiff(joined=(official("2"),), left=(official("1"),))


def test_another_grid_is_a_move_and_another_post_is_a_change() -> None:
    before = Roster(officials=(official("1"), official("2")))
    moved, promoted = official("1", "30102", "主任"), official("2", post="主任")
    diff = compare(before, Roster(officials=(moved, promoted)), TODAY)
    assert diff.moved == (Change(official("1"), moved),)
    assert diff.changed == (Change(official("2"), promoted),)
    assert not diff.joined
    assert not diff.left


def test_grids_are_added_changed_and_removed() -> None:
    old = Roster(grids=(Grid("1", "医院", 1), Grid("201", "一支部", 2, "1")))
    new = Roster(grids=(Grid("1", "人民医院", 1), Grid("202", "二支部", 2, "1")))
    diff = compare(old, new, TODAY)
    assert diff.grids_added == (new.grids[1],)
    assert diff.grids_changed == (Change(old.grids[0], new.grids[0]),)
    assert diff.grids_removed == (old.grids[1],)


def test_an_appointment_no_longer_named_ends_the_day_before() -> None:
    old = Roster(appointments=(inspector("1", date(2026, 1, 1)),))
    assert compare(old, Roster(), TODAY) == RosterDiff(ended=(inspector("1", date(2026, 1, 1), YESTERDAY),))


def test_an_appointment_whose_last_day_is_today_ends_yesterday_when_no_longer_named() -> None:
    old = Roster(appointments=(inspector("1", date(2026, 1, 1), TODAY),))
    assert compare(old, Roster(), TODAY) == RosterDiff(ended=(inspector("1", date(2026, 1, 1), YESTERDAY),))


def test_an_appointment_that_begins_today_or_later_and_is_no_longer_named_is_withdrawn() -> None:
    today, later = inspector("1", TODAY), inspector("2", date(2026, 7, 1))
    assert compare(Roster(appointments=(today, later)), Roster(), TODAY) == RosterDiff(
        withdrawn=(today, later)
    )


def test_an_appointment_that_is_over_is_history_and_stays() -> None:
    over = inspector("1", date(2025, 1, 1), YESTERDAY)
    assert compare(Roster(appointments=(over,)), Roster(), TODAY).is_empty()


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        (None, date(2026, 12, 31), "ended"),
        (date(2026, 12, 31), date(2026, 6, 30), "ended"),
        (date(2026, 6, 30), date(2026, 12, 31), "extended"),
        (date(2026, 5, 1), None, "extended"),
    ],
)
def test_another_last_day_ends_or_extends_an_appointment(
    before: date | None, after: date | None, part: str
) -> None:
    since = date(2026, 1, 1)
    old = Roster(appointments=(inspector("1", since, before),))
    new = Roster(appointments=(inspector("1", since, after),))
    diff = compare(old, new, TODAY)
    assert getattr(diff, part) == new.appointments
    assert sum(bool(getattr(diff, name)) for name in RosterDiff.__slots__) == 1


def test_the_same_roster_again_changes_nothing() -> None:
    roster = Roster((Grid("1", "医院", 1),), (official("1"),), (inspector("1", TODAY),))
    assert compare(roster, roster, TODAY).is_empty()


# A small world, so that the rosters drawn have much in common.
DAYS = st.integers(-5, 5).map(lambda days: TODAY + timedelta(days=days))
NUMBERS = st.sampled_from(["1", "2", "3"])
GRID_CODES = st.sampled_from(["1", "2", "3", "4"])
GRIDS = st.builds(Grid, GRID_CODES, st.sampled_from(["甲", "乙"]), st.just(1))
OFFICIALS = st.builds(official, NUMBERS, GRID_CODES, st.sampled_from(["医师", "主任"]))


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    starts_on = draw(DAYS)
    ends_on = draw(st.none() | DAYS.filter(lambda day: day >= starts_on))
    return Appointment(draw(NUMBERS), draw(GRID_CODES), draw(st.sampled_from(Role)), starts_on, ends_on)


ROSTERS = st.builds(
    lambda grids, officials, appointed: Roster(tuple(grids), tuple(officials), tuple(appointed)),
    st.lists(GRIDS, max_size=4, unique_by=lambda grid: grid.code),
    st.lists(OFFICIALS, max_size=3, unique_by=lambda worker: worker.staff_number),
    st.lists(
        appointments(),
        max_size=6,
        unique_by=lambda appointment: (
            appointment.staff_number,
            appointment.grid_code,
            appointment.role,
            appointment.starts_on,
        ),
    ),
)

Key = tuple[str, str, Role, date]


def key(appointment: Appointment) -> Key:
    return appointment.staff_number, appointment.grid_code, appointment.role, appointment.starts_on


def apply(diff: RosterDiff, old: Roster) -> Roster:
    grids = {before.code: before for before in old.grids}
    grids |= {after.code: after for after in diff.grids_added + tuple(c.after for c in diff.grids_changed)}
    for grid in diff.grids_removed:
        del grids[grid.code]
    officials = {before.staff_number: before for before in old.officials}
    altered = tuple(change.after for change in diff.moved + diff.changed)
    officials |= {after.staff_number: after for after in diff.joined + altered}
    for gone in diff.left:
        del officials[gone.staff_number]
    kept = {key(appointment): appointment for appointment in old.appointments}
    kept |= {key(after): after for after in diff.appointed + diff.ended + diff.extended}
    for withdrawn in diff.withdrawn:
        del kept[key(withdrawn)]
    return Roster(tuple(grids.values()), tuple(officials.values()), tuple(kept.values()))


@given(ROSTERS, ROSTERS)
def test_the_old_roster_with_its_diff_is_the_new_one(old: Roster, new: Roster) -> None:
    result = apply(compare(old, new, TODAY), old)
    assert set(result.grids) == set(new.grids)
    assert set(result.officials) == set(new.officials)
    assert set(new.appointments) <= set(result.appointments)
    for days in range(-1, 7):
        day = TODAY + timedelta(days=days)
        in_force = {key(appointment) for appointment in result.appointments if appointment.holds_on(day)}
        if days >= 0:
            assert in_force == {
                key(appointment) for appointment in new.appointments if appointment.holds_on(day)
            }
        assert all(
            appointment.ends_on is None or appointment.starts_on <= appointment.ends_on
            for appointment in result.appointments
        )


@given(ROSTERS, ROSTERS)
def test_what_was_in_force_before_the_import_stays_on_record(old: Roster, new: Roster) -> None:
    result = {
        key(appointment): appointment for appointment in apply(compare(old, new, TODAY), old).appointments
    }
    restated = {key(appointment) for appointment in new.appointments}
    for appointment in old.appointments:
        if key(appointment) not in restated and appointment.starts_on < TODAY:
            assert [result[key(appointment)].holds_on(TODAY - timedelta(days=n)) for n in range(1, 6)] == [
                appointment.holds_on(TODAY - timedelta(days=n)) for n in range(1, 6)
            ]


@given(ROSTERS, ROSTERS)
def test_a_second_import_of_the_same_roster_changes_nothing(old: Roster, new: Roster) -> None:
    assert compare(apply(compare(old, new, TODAY), old), new, TODAY).is_empty()


def test_codes_in_another_case_are_the_kept_ones() -> None:
    kept = Roster(
        (Grid("A", "医院", 1), Grid("A1", "一支部", 2, "A")),
        (official("B7", "A1"),),
        (Appointment("B7", "A1", Role.INSPECTOR, YESTERDAY),),
    )
    small = Roster(
        (Grid("a", "医院", 1), Grid("a1", "一支部", 2, "a")),
        (replace(official("B7", "a1"), staff_number="b7"),),
        (Appointment("b7", "a1", Role.INSPECTOR, YESTERDAY),),
    )
    assert compare(kept, small, TODAY).is_empty()
    told_apart = replace(kept, officials=(*kept.officials, official("b7", "A1")))
    assert compare(told_apart, told_apart, TODAY).is_empty()


@pytest.mark.parametrize(
    ("losing", "bound", "many"), [(0, 0, False), (1, 10, False), (2, 19, True), (1, 9, True), (3, 3, True)]
)
def test_more_than_a_tenth_of_the_bound_is_a_loss_to_confirm(losing: int, bound: int, many: bool) -> None:  # noqa: FBT001
    assert is_a_loss_to_confirm(losing, bound) is many
