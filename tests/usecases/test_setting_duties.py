"""Duties set by the office, played on a database: nothing that a grid owes is lost or doubled, no nudge comes twice."""

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.duties.duty_block import DutyTerms
from domain.duties.set_changes import DutyDay, WantedDuty
from domain.errors import RefusalError
from domain.people.grids import Grid, GridKind
from domain.people.roster import Roster
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.nudge_steps import steps_reached
from domain.time.periods import Period, period_span
from domain.time.working_days import WorkingDays
from reminders.duties.open_periods import open_periods
from storage.database import Database
from storage.setting_changes import SettingChange
from storage.tables import duty_items
from storage.unit_of_work import UnitOfWork
from tests.desks import import_roster
from tests.migrated import lay_database
from usecases.settings.changes import SetBy
from usecases.settings.duties import change_duty_as, put_back_on

START = datetime(2026, 5, 12, 10, tzinfo=SHANGHAI)
DUTY = "monthly_report"
WARDS = ("301", "302", "303")
ROSTER = Roster(
    (
        Grid("1", "医院", 1),
        Grid("201", "支部", 2, "1"),
        *(Grid(code, f"科室{code}", 3, "201", GridKind.CLINICAL) for code in WARDS),
    ),
    (),
    (),
)
DAYS = WorkingDays()
RULES = [
    *((f"FREQ=MONTHLY;BYMONTHDAY={day}", Period.MONTH) for day in (5, 20, 25, -1)),
    ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", Period.QUARTER),
]
wishes = st.builds(
    lambda rule, grids, before, opens: DutyTerms(
        form="monthly_report",
        rule=rule[0],
        period=rule[1],
        min_level=3,
        grids=grids,
        nudge_before=before,
        opens_days_before=opens,
    ),
    st.sampled_from(RULES),
    st.sampled_from([None, frozenset({"301"}), frozenset({"301", "302"})]),
    st.sampled_from([(7, 3, 1), (14, 3), (1,)]),
    st.sampled_from([None, 10]),
)
acts = st.one_of(
    st.tuples(st.just("set"), wishes, st.one_of(st.none(), st.integers(0, 60))),
    st.tuples(st.sampled_from(["off", "undo", "file"]), st.none(), st.integers(0, 2)),
)
played = st.lists(st.tuples(st.integers(0, 25), acts), min_size=1, max_size=6)


@dataclass
class Installation:
    """Three departments and one duty, lived day by day."""

    database: Database
    now: datetime = START
    filed: dict[tuple[str, int], str] = field(default_factory=dict)
    nudged: set[tuple[int, date, int]] = field(default_factory=set)
    is_always_on: bool = True
    grids_change: bool = False

    @property
    def today(self) -> date:
        return day_in_shanghai(self.now)

    def write(self, act: str, terms: DutyTerms | None, number: int | None) -> None:
        on, by = DutyDay(self.today, DAYS), SetBy(self.now)
        starts_on = None if number is None else self.today + timedelta(days=number)

        def work(uow: UnitOfWork) -> None:
            if act == "set":
                change_duty_as(uow, by, WantedDuty(DUTY, terms, starts_on), DAYS)
            elif act == "off":
                change_duty_as(uow, by, WantedDuty(DUTY, None), DAYS)
            else:
                newest = uow.setting_changes.find_newest(f"duty:{DUTY}")
                assert isinstance(newest, SettingChange)
                put_back_on(uow, newest, on)

        try:
            self.database.write(work)
        except RefusalError:
            return
        self.is_always_on &= act == "set"

    def file(self, place: int) -> None:
        def work(uow: UnitOfWork) -> None:
            for item in uow.duty_items.open_of([WARDS[place]], self.today):
                if item.submitted_at is None:
                    uow.duty_items.mark_filed(item.id, self.now)
                    self.filed[item.grid_code, item.id] = item.period_id

        self.database.write(work)

    def live(self, days: int) -> None:
        for _day in range(days):
            self.now += timedelta(days=1)
            self.tick()

    def tick(self) -> None:
        def work(uow: UnitOfWork) -> None:
            duties = uow.set_duties.duties()
            open_periods(uow, duties, DAYS, self.today)
            steps = duties[DUTY].steps()
            for item in uow.duty_items.open_unfiled(self.today):
                assert not duties[DUTY].is_ended, "asked for by a duty that is off"
                reached = steps_reached(steps, item.due_on, item.closes_on, self.today, None)
                if reached > item.steps_done:
                    told = (item.id, item.due_on, steps[reached - 1])
                    assert told not in self.nudged, "nudged for twice"
                    self.nudged.add(told)
                    uow.duty_items.set_steps({item.id: reached})

        self.database.write(work)

    def rows(self) -> list[dict[str, object]]:
        with self.database.engine.begin() as connection:
            return [dict(row) for row in connection.execute(select(duty_items)).mappings()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(wishes, played)
def test_any_changes_on_any_days_lose_and_double_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    first: DutyTerms,
    changes: list[tuple[int, tuple[str, DutyTerms, int]]],
) -> None:
    path = Path(tmp_path_factory.mktemp("set")) / "grid.db"
    lay_database(path)
    database = Database(f"sqlite:///{path}")
    import_roster(database, ROSTER, START.date())
    here = Installation(database)
    here.write("set", first.model_copy(update={"grids": None}), None)
    here.tick()
    for wait, (act, terms, number) in changes:
        here.live(wait)
        if act == "file":
            here.file(number)
        else:
            here.grids_change |= act == "set" and terms.grids is not None
            here.write(act, terms, number)
        here.tick()
    here.live(40)
    rows = here.rows()
    for grid_code in WARDS:
        own = [row for row in rows if row["grid_code"] == grid_code]
        spans = sorted(period_span(str(row["period_id"])) for row in own)
        for (_begins, ends), (begins, _ends) in itertools.pairwise(spans):
            assert ends < begins, "asked for twice"
            # A grid that owed nothing for a while has gaps; one that always did has none.
            assert here.grids_change or not here.is_always_on or ends + timedelta(days=1) == begins, "lost"
        assert not here.is_always_on or here.grids_change or not any(row["exempt_reason"] for row in own)
    by_id = {(row["grid_code"], row["id"]): row for row in rows}
    assert all(by_id[key]["submitted_at"] and not by_id[key]["exempt_reason"] for key in here.filed)
    database.close()
