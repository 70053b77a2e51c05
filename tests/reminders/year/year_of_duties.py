"""What a hospital of 300 departments owes from 1 January 2024 to 11 January 2025, told by hand.

From docs/domain.md section 2, the words of config.example.toml and the State Council's notices about the holidays of
2024 and 2025, without any of the product's code: what it opens is compared with this.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

FIRST, LAST = date(2024, 1, 1), date(2025, 1, 11)
UNIT = "1"
BRANCHES = [f"2{number:02}" for number in range(1, 11)]
DEPARTMENTS = [f"3{branch:02}{number:02}" for branch in range(1, 11) for number in range(1, 31)]
PROCUREMENT = "30301"
CAMPAIGN = "203"
"""The branch that the campaign is about, with what hangs below it."""
INSPECTOR, OFFICE, COMMISSIONER = "特邀监察员", "医院监察室", "特邀监察专员"
LEVEL_ONE = (COMMISSIONER, OFFICE, INSPECTOR)


def days(month: int, first: int, last: int, year: int = 2024) -> set[date]:
    return {date(year, month, day) for day in range(first, last + 1)}


HOLIDAYS = (
    days(1, 1, 1)  # 元旦
    | days(2, 10, 17)  # 春节
    | days(4, 4, 6)  # 清明节
    | days(5, 1, 5)  # 劳动节
    | days(6, 10, 10)  # 端午节
    | days(9, 15, 17)  # 中秋节
    | days(10, 1, 7)  # 国庆节
    | days(1, 1, 1, 2025)
    | days(1, 28, 31, 2025)  # 春节, to 4 February
)
MADE_UP = {
    date(2024, month, day)
    for month, day in [(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)]
}
MADE_UP |= {date(2025, 1, 26)}


def branch_of(grid: str) -> str:
    return f"2{grid[1:3]}"


def next_day(day: date, count: int = 1) -> date:
    return day + timedelta(days=count)


def works(day: date) -> bool:
    return day in MADE_UP or (day not in HOLIDAYS and day.isoweekday() <= 5)


def moved(day: date, by: int) -> date:
    while not works(day):
        day = next_day(day, by)
    return day


def month_end(year: int, month: int) -> date:
    return next_day(date(year + month // 12, month % 12 + 1, 1), -1)


@dataclass(frozen=True)
class Owed:
    """One duty of one grid, to be done once; `steps` are the days of its nudges, counted from the due day."""

    duty: str
    period: str
    grid: str
    opens: date
    due: date
    closes: date
    role: str = INSPECTOR
    steps: tuple[int, ...] = (-7, -3, -1, 0, 1, 3)

    @cached_property
    def key(self) -> tuple[str, str, str]:
        return self.duty, self.period, self.grid

    @cached_property
    def step_days(self) -> tuple[tuple[int, date], ...]:
        """Each step with its day."""
        return tuple((step, next_day(self.due, step)) for step in self.steps)


Dates = tuple[str, date, date]
"""A period, the day it opens and the day it is due."""


def _monthly() -> Iterator[Dates]:
    for year, month in [(2024, month) for month in range(1, 13)] + [(2025, 1)]:
        yield f"{year}-{month:02}", date(year, month, 1), month_end(year, month)


def _quarterly() -> Iterator[Dates]:
    for quarter in range(1, 5):
        due = month_end(2024, quarter * 3)
        yield f"2024-Q{quarter}", next_day(due, -20), due


def _half_yearly() -> Iterator[Dates]:
    for half, month in [(1, 6), (2, 11)]:
        due = date(2024, month, 20)
        yield f"2024-H{half}", next_day(due, -20), due


def _yearly() -> Iterator[Dates]:
    yield "2024", date(2024, 12, 11), date(2024, 12, 31)


def _unit_report() -> Iterator[Dates]:
    yield "2023", date(2024, 1, 1), date(2024, 1, 31)
    # 31 January 2025 lies in the Spring Festival, which begins on the 28th.
    yield "2024", date(2024, 12, 28), date(2025, 1, 27)


def _fridays() -> Iterator[Dates]:
    friday = date(2024, 1, 5)
    while friday <= date(2025, 1, 17):
        year, week, _ = friday.isocalendar()
        due = moved(friday, -1)
        yield f"{year}-W{week:02}", min(next_day(friday, -4), due), due
        friday = next_day(friday, 7)


def _campaign() -> Iterator[Dates]:
    for month in range(3, 13):
        for day in (25,) if month <= 10 else (12, 25):
            due = moved(date(2024, month, day), 1)
            half = "" if month <= 10 else "A" if day < 16 else "B"
            yield f"2024-{month:02}{half}", next_day(due, -10), due


ALL, BELOW = [*BRANCHES, *DEPARTMENTS], DEPARTMENTS
RULES: dict[str, tuple[Callable[[], Iterator[Dates]], list[str], int]] = {
    "monthly_report": (_monthly, ALL, 5),
    "quarterly_selfcheck": (_quarterly, BELOW, 10),
    "halfyear_selfcheck": (_half_yearly, ALL, 10),
    "annual_report": (_yearly, ALL, 10),
    "annual_unit_report": (_unit_report, [UNIT], 5),
    "joint_meeting": (_fridays, [UNIT], 3),
    "procurement_finance": (_monthly, [PROCUREMENT], 5),
    "procurement_supervision": (_quarterly, [PROCUREMENT], 5),
    "campaign_meeting": (_campaign, [CAMPAIGN, *(code for code in BELOW if branch_of(code) == CAMPAIGN)], 5),
}
"""By duty: when, by which grids, and for how many days it is accepted late."""
ROLES = {"annual_unit_report": COMMISSIONER, "joint_meeting": OFFICE}
STEPS = {"joint_meeting": (-1, 0, 1)}


def all_owed() -> list[Owed]:
    """Everything that opens within the year."""
    return [
        Owed(
            duty,
            period,
            grid,
            opens,
            due,
            next_day(due, late),
            ROLES.get(duty, INSPECTOR),
            STEPS.get(duty, Owed.steps),
        )
        for duty, (dates, grids, late) in RULES.items()
        for period, opens, due in dates()
        if opens <= LAST
        for grid in grids
    ]
