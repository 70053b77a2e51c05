"""Years entered: kept with all their earlier entries, seen by the next transaction of every process."""

from datetime import UTC, date, datetime
from pathlib import Path

from domain.time.holiday_notices import read_notice
from domain.time.holidays import YearHolidays
from domain.time.working_days import WorkingDays
from storage.database import Database
from storage.schema import upgrade
from tests.holiday_notices import MADE_UP_2027
from tests.storage.older import PERSON, bring_to, put

NOTICE = YearHolidays(2027, read_notice(MADE_UP_2027, 2027).parts)
SHORTER = YearHolidays(2027, NOTICE.parts[:6])
AT = datetime(2026, 12, 1, 2, tzinfo=UTC)


def test_what_one_process_enters_another_counts_by_and_of_two_at_once_the_first_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/grid.db"
    database, other = Database(url), Database(url)
    bring_to(database, "0011")
    put(database, "person", **PERSON)
    upgrade(database)
    base = WorkingDays()
    assert other.write(lambda uow: uow.entered_holidays.over(base)) is base
    assert database.write(lambda uow: uow.entered_holidays.add(NOTICE, 1, 1, AT))
    assert not other.write(lambda uow: uow.entered_holidays.add(SHORTER, 1, 1, AT))
    seen = other.write(lambda uow: uow.entered_holidays.over(base))
    assert not seen.is_working(date(2027, 10, 4))
    assert other.write(lambda uow: uow.entered_holidays.over(base)) is seen
    assert other.write(lambda uow: uow.entered_holidays.add(SHORTER, 2, 1, AT))
    assert database.write(lambda uow: uow.entered_holidays.over(base)).is_working(date(2027, 10, 4))
    (entry,) = database.write(lambda uow: uow.entered_holidays.in_force())
    assert (entry.holidays, entry.number, entry.name, entry.entered_at) == (SHORTER, 2, "某", AT)
    assert database.write(lambda uow: uow.entered_holidays.find(2028)) is None
    other.close()
    database.close()
