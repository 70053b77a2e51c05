"""Units made up day by day: grids that come, move, go and come back, and what they report of a form of every sum.

What hangs where is noted beside the product's own tables, so that a recount needs nothing of it.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from domain.duties.duties import Duty
from domain.people.grids import Grid
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, compare
from domain.reporting.reviews import ReviewState, Verdict, possible_verdicts
from domain.time.periods import Period
from domain.time.working_days import WorkingDays
from forms.fields import Form
from forms.reading.reader import read_form
from reminders.duties.open_periods import open_periods
from storage.duty_items import DutyItem
from storage.reporting.reviewed import Review
from storage.reporting.submissions import Revision, Submission
from storage.tables import duty_items, people
from storage.unit_of_work import UnitOfWork

WORKING_DAYS = WorkingDays()
LATE_DAYS = 5
DUTY = Duty(
    id="made_up",
    form_id="made_up",
    rule="FREQ=MONTHLY;BYMONTHDAY=-1",
    period=Period.MONTH,
    late_days=LATE_DAYS,
)
PERIODS = ("2026-01", "2026-02", "2026-03")
BEGINS_ON, ENDS_ON = date(2026, 1, 1), date(2026, 4, 8)
HERE = ZoneInfo("Asia/Shanghai")
LIGHTS = ("green", "yellow", "red")
KINDS = ("a", "ab", "中文")
LABEL = '{ zh = "甲", en = "A" }'


def _field(key: str, kind: str, adds_up: str, *more: str, inside: bool = False) -> str:
    table = "[[fields.fields]]" if inside else "[[fields]]"
    question = "" if any("computed" in line for line in more) else f"question = {LABEL}"
    unit = f"unit = {LABEL}" if kind in ("whole_number", "money", "group") else ""
    lines = [table, f'key = "{key}"', f'kind = "{kind}"', f"label = {LABEL}", question, unit, *more]
    return "\n".join(line for line in [*lines, f'adds_up = "{adds_up}"'] if line)


def _choices(*values: str) -> str:
    each = (
        f'{{ value = "{value}", label = {{ zh = "选{n}", en = "C{n}" }} }}' for n, value in enumerate(values)
    )
    return f"choices = [{', '.join(each)}]"


_NUMBER, _MONEY = "maximum = 999999999999", "maximum = 900000000000"
MADE_UP = "\n\n".join(
    [
        'id = "made_up"\nversion = 1\ntitle = { zh = "样表", en = "Sample" }',
        _field("light", "one_of", "worst_light", _choices(*LIGHTS)),
        _field("held", "yes_no", "count"),
        _field("day", "date", "count"),
        _field("seen", "whole_number", "sum", _NUMBER),
        _field("cost", "money", "sum", _MONEY),
        _field("kind", "one_of", "share", _choices(*KINDS)),
        _field("topics", "several_of", "share", _choices(*KINDS)),
        _field("note", "long_text", "list"),
        _field("matters", "group", "list", "maximum = 3"),
        _field("what", "short_text", "list", inside=True),
        _field("persons", "whole_number", "sum", _NUMBER, inside=True),
        _field("money", "money", "sum", _MONEY, inside=True),
        _field("area", "one_of", "share", _choices(*KINDS), inside=True),
        _field("tags", "several_of", "share", _choices(*KINDS), inside=True),
        _field("grave", "yes_no", "count", inside=True),
    ]
)


def made_up_form() -> Form:
    """Return a form with a field for every way of adding up, outside a group and in it."""
    return read_form(MADE_UP, "made_up.toml")


def made_up_answers(dice: random.Random) -> dict[str, Any]:
    """Return what a grid may have filed: each answer given, skipped, or not asked by the version of then."""
    answers: dict[str, Any] = {}
    for key, value in _values(dice, outside=True).items():
        state = dice.randrange(4)
        if state:
            answers[key] = None if state == 1 else value
    count = dice.choice([None, 0, 1, 3])
    answers["matters"] = count
    for number in range(1, (count or 0) + 1):
        inside = _values(dice, outside=False)
        answers |= {
            f"matters.{number}.{key}": dice.choice([value, value, None]) for key, value in inside.items()
        }
    return answers


def _values(dice: random.Random, *, outside: bool) -> dict[str, Any]:
    several = [kind for kind in KINDS if dice.randrange(2)] or ["ab"]
    money = f"{dice.choice([0, 3, 899_999_999_999])}.{dice.randrange(100):02}"
    number = dice.choice([0, 1, 7, 999_999_999_999])
    if not outside:
        return {
            "what": dice.choice(["苗头", "=1+1"]),
            "persons": number,
            "money": money,
            "area": dice.choice(KINDS),
            "tags": several,
            "grave": bool(dice.randrange(2)),
        }
    return {
        "light": dice.choice(LIGHTS),
        "held": bool(dice.randrange(2)),
        "day": "2026-01-31",
        "seen": number,
        "cost": money,
        "kind": dice.choice(KINDS),
        "topics": several,
        "note": dice.choice(['建议"加强"', "x" * 50]),
    }


def _moment(day: date, dice: random.Random) -> datetime:
    hours = (time(0, 0), time(7, 59, 59), time(12, 30), time(23, 59, 59, 999_999))
    return datetime.combine(day, dice.choice(hours), HERE).astimezone(UTC)


@dataclass
class MadeUpUnits:
    """One or two units as they change from day to day; `hung` notes from which day on which grid hung where."""

    uow: UnitOfWork
    dice: random.Random
    grids: dict[str, Grid] = field(default_factory=dict)
    gone: dict[str, Grid] = field(default_factory=dict)
    inspects: str = ""
    person_id: int = 0
    hung: list[tuple[date, dict[str, Grid]]] = field(default_factory=list)

    def live(self) -> None:
        """Let a quarter pass; every few days something happens."""
        row = {"staff_number": "0", "name": "甲", "post": "骨干", "rank": "其他", "party_member": False}
        add = insert(people).values(**row, grid_code="A").returning(people.c.id)
        self.person_id = self.uow._connection.execute(add).scalar_one()
        self._found()
        self._import(BEGINS_ON)
        day = BEGINS_ON
        while day <= ENDS_ON:
            happens = day.day in (1, 2, 4, 5, 28, 31) or self.dice.randrange(5) == 0
            if happens:
                self._change(day)
            if happens or day.day <= LATE_DAYS:
                open_periods(self.uow, {DUTY.id: DUTY}, WORKING_DAYS, day)
            if happens:
                self._report(day)
            day += timedelta(days=1)

    def _found(self) -> None:
        depth = self.dice.randint(2, 4)
        for unit in "AB"[: self.dice.randint(1, 2)]:
            self.grids[unit] = Grid(unit, unit, 1)
        for number in range(self.dice.randint(2, 9)):
            self._add(f"{number}", depth)

    def _add(self, code: str, depth: int) -> None:
        parents = [grid for grid in self.grids.values() if grid.level < depth]
        parent = self.dice.choice(parents)
        self.grids[code] = Grid(code, f"网格{code}", parent.level + 1, parent.code)

    def _import(self, day: date) -> None:
        """Put the grids into force; an inspector, whom no figure depends on, goes somewhere else."""
        self.inspects = self.dice.choice(sorted(self.grids))
        wanted = Roster(
            tuple(sorted(self.grids.values(), key=lambda grid: (grid.level, grid.code))),
            (Official("1", "乙", "骨干", Rank.OTHER, False, self.inspects, None),),
            (Appointment("1", self.inspects, Role.INSPECTOR, day),),
        )
        self.uow.roster_changes.apply(compare(self.uow.rosters.load(), wanted, day), day)
        self.hung.append((day, dict(self.grids)))

    def _change(self, day: date) -> None:
        match self.dice.randrange(4):
            case 0:
                self._move()
                self._import(day)
            case 1:
                self._come_or_go()
                self._import(day)

    def _report(self, day: date) -> None:
        for item in self.uow.duty_items.open_of(self.grids, day):
            act = self.dice.randrange(10)
            if act < 2:
                self._file(item, _moment(day, self.dice))
            elif act in (5, 6):
                self._review(item.id, Verdict.RETURNED if act == 5 else Verdict.ACCEPTED, day)
            elif act == 4 and item.submitted_at is None:
                self.uow.duty_items.exempt(item.id, "停诊", self.person_id, _moment(day, self.dice))
        exempted = (
            select(duty_items.c.id).where(duty_items.c.exempted_at.is_not(None)).order_by(duty_items.c.id)
        )
        for item_id in self.uow._connection.execute(exempted).scalars().all():
            if self.dice.randrange(10) == 0:
                self.uow.duty_items.withdraw_exemption(item_id)
        closed = select(duty_items.c.id).where(
            duty_items.c.closes_on < day, duty_items.c.submitted_at.is_not(None)
        )
        for item_id in self.uow._connection.execute(closed.order_by(duty_items.c.id)).scalars().all():
            act = self.dice.randrange(20)
            if act < 2:
                self._review(item_id, Verdict.RETURNED, day)
            elif act < 5 and self.uow.reviews.state_of(item_id) is ReviewState.RETURNED:
                late = self.uow.duty_items.find(item_id)
                assert late is not None
                self._file(late, _moment(day, self.dice))

    def _review(self, item_id: int, verdict: Verdict, day: date) -> None:
        """Return a report, or accept it, where level 1 could: at the end of a day, after whatever was filed on it."""
        filed = self.uow.submissions.find_for(item_id)
        if filed is not None and verdict in possible_verdicts(1, filed.review_state):
            at = datetime.combine(day, time(23, 59, 59, 999_999), HERE).astimezone(UTC)
            review = Review(filed.id, 1, verdict, "见", self.person_id, at)
            self.uow.reviews.add(review, filed.review_state)

    def _move(self) -> None:
        """Hang a grid, with all below it, under another of its parent's level: of another unit, too."""
        movable = [grid for grid in self.grids.values() if grid.parent_code is not None]
        moved = self.dice.choice(sorted(movable, key=lambda grid: grid.code)) if movable else None
        if moved is not None:
            parents = [grid.code for grid in self.grids.values() if grid.level == moved.level - 1]
            self.grids[moved.code] = replace(moved, parent_code=self.dice.choice(sorted(parents)))

    def _come_or_go(self) -> None:
        leaves = set(self.grids) - {grid.parent_code for grid in self.grids.values()} - set("AB")
        back = [grid for grid in self.gone.values() if grid.parent_code in self.grids]
        if back and self.dice.randrange(2):
            again = self.dice.choice(back)
            parents = [grid.code for grid in self.grids.values() if grid.level == again.level - 1]
            self.grids[again.code] = replace(again, parent_code=self.dice.choice(sorted(parents)))
            del self.gone[again.code]
        elif leaves and self.dice.randrange(2):
            code = self.dice.choice(sorted(leaves))
            self.gone[code] = self.grids.pop(code)
        else:
            self._add(f"n{len(self.hung)}", 4)

    def _file(self, item: DutyItem, now: datetime) -> None:
        filed = self.uow.submissions.find_for(item.id)
        answers = made_up_answers(self.dice)
        if filed is not None:
            self.uow.submissions.revise(
                filed, Revision(0, self.person_id, now, "更正", filed.answers, answers)
            )
            return
        zero = self.dice.randrange(3) == 0
        report = Submission(0, item.id, DUTY.form_id, 1, answers, zero, now, self.person_id)
        self.uow.submissions.add(report)
        self.uow.duty_items.mark_filed(item.id, now)
