"""What set duties keep, and what becomes of items, asked of whichever database."""

from datetime import date

from sqlalchemy import select

from domain.duties.duty_block import DutyTerms
from domain.duties.made import PeriodMove
from domain.duties.set_changes import DutyDay, WantedDuty
from domain.duties.set_duties import DutySetting
from domain.time.clock import day_in_shanghai
from domain.time.periods import Period
from domain.time.working_days import WorkingDays
from storage.database import Database
from storage.duties.tables import moved_items
from storage.duty_items import DutyItem
from storage.setting_changes import SettingChange
from storage.tables import duty_items
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY
from usecases.settings.changes import SetBy
from usecases.settings.duties import change_duty_as, put_back_on

DUTY, TODAY, DAYS = "set_here", day_in_shanghai(MAY), WorkingDays()
TERMS = DutyTerms(form="monthly_report", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)


def check_set_duties(database: Database) -> None:
    """Put one on, move it there and back, put it off and on again: at grids that the roster has."""
    database.write(lambda uow: change_duty_as(uow, SetBy(MAY), WantedDuty(DUTY, TERMS), DAYS))
    codes = database.write(lambda uow: [grid.code for grid in uow.rosters.tree() if grid.level > 1][:3])
    row = {"unit_code": "1", "branch_code": codes[0], "opens_on": date(2026, 5, 1)}
    days = {"due_on": date(2026, 5, 31), "closes_on": date(2026, 6, 5), "period_id": "2026-05"}
    rows = [{"duty_id": DUTY, "grid_code": code, **row, **days} for code in codes]
    database.write(lambda uow: uow.duty_items.open(rows))
    ids = {item.grid_code: item.id for item in _open(database)}
    database.write(lambda uow: uow.duty_items.set_steps({ids[codes[0]]: 2}))
    database.write(lambda uow: uow.duty_items.mark_filed(ids[codes[2]], MAY))
    # Moved and back: the nudges that went out stay gone.
    moved = TERMS.model_copy(update={"rule": "FREQ=MONTHLY;BYMONTHDAY=25"})
    database.write(lambda uow: change_duty_as(uow, SetBy(MAY), WantedDuty(DUTY, moved), DAYS))
    assert {item.due_on for item in _open(database) if item.submitted_at is None} == {date(2026, 5, 25)}
    assert {item.steps_done for item in _open(database)} == {0}
    database.write(lambda uow: put_back_on(uow, _newest(uow), DutyDay(TODAY, DAYS)))
    steps = {item.grid_code: (item.due_on.day, item.steps_done) for item in _open(database)}
    assert steps == {codes[0]: (31, 2), codes[1]: (31, 0), codes[2]: (31, 0)}
    # Other nudges: what was done stays done.
    fewer = TERMS.model_copy(update={"nudge_before": (14, 3)})
    database.write(lambda uow: change_duty_as(uow, SetBy(MAY), WantedDuty(DUTY, fewer), DAYS))
    assert [item.steps_done for item in _open(database) if item.grid_code == codes[0]] == [2]
    database.write(lambda uow: change_duty_as(uow, SetBy(MAY), WantedDuty(DUTY, None), DAYS))
    assert [item.grid_code for item in _open(database)] == [codes[2]]
    database.write(lambda uow: change_duty_as(uow, SetBy(MAY), WantedDuty(DUTY, fewer), DAYS))
    assert {item.grid_code for item in _open(database)} == set(codes)
    kept = database.write(lambda uow: uow.set_duties.find(DUTY))
    assert isinstance(kept, DutySetting)
    assert (kept.terms, kept.starts_on, kept.is_on) == (fewer, TODAY, True)
    # What falls due once and again once is asked for under its new day.
    to = kept.duty.due_in(2026, DAYS)[0]
    database.write(lambda uow: uow.set_items.move(DUTY, [PeriodMove("2026-05", to)]))
    with database.engine.begin() as connection:
        query = select(duty_items.c.period_id).where(duty_items.c.duty_id == DUTY).distinct()
        assert connection.execute(query).scalars().all() == [to.period_id]
        assert connection.execute(select(moved_items)).all()


def _open(database: Database) -> list[DutyItem]:
    def work(uow: UnitOfWork) -> list[DutyItem]:
        codes = [grid.code for grid in uow.rosters.tree()]
        return [item for item in uow.duty_items.open_of(codes, TODAY) if item.duty_id == DUTY]

    return database.write(work)


def _newest(uow: UnitOfWork) -> SettingChange:
    newest = uow.setting_changes.find_newest(f"duty:{DUTY}")
    assert newest is not None
    return newest
