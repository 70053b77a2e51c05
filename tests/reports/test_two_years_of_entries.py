"""Two years of entries, opened and moved on at random: annex 5, digests and reports say what a recount of rows says.

The recount below knows neither the registers' files nor what counts them: it reads the rows of entries and of their
history, and has the states and days of docs/domain.md written down anew.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.time.clock import SHANGHAI, SteerableClock, day_in_shanghai
from registers.moves import is_there
from reminders.desk import Desk
from reports.documents.compile_reports import ReportAsked, compile_committee_report, compile_supervisor_report
from reports.entry_facts import EntryFacts, OpenEntries, entry_facts
from storage.duty_items import DutyItem
from storage.registers.tables import entries, entry_figures, entry_moves, entry_parties, entry_waits
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS, open_desk
from tests.entries_played import UNIT, Cast, bound_cast, made_up_answers
from usecases.registers.around import look_at
from usecases.registers.asked_forms import REASON, asked_form
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover
from usecases.reporting.register_answers import register_answers

FIRST, END = datetime(2025, 1, 1, tzinfo=SHANGHAI), datetime(2027, 1, 8, 10, tzinfo=SHANGHAI)
DAYS = 730
COUNTED = (
    *("risk", "risk", "warning", "warning", "problem", "problem"),
    *("power", "training", "regulation", "inspection"),
)
FILES = ("chart", "material")
ACTS = 110
SMALL = 5
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]
SPANS = {
    "2025": ("2025-01", "2025-12"),
    "2026": ("2026-01", "2026-12"),
    "2025-H1": ("2025-01", "2025-06"),
    "2025-H2": ("2025-07", "2025-12"),
    "2026-H1": ("2026-01", "2026-06"),
    "2026-H2": ("2026-07", "2026-12"),
}
YEAR_BEFORE = {"2026": "2025", "2026-H1": "2025-H1", "2026-H2": "2025-H2"}


@dataclass
class Played:
    """A hospital whose people play; what an example draws is told without it."""

    desk: Desk
    cast: Cast

    def __repr__(self) -> str:
        return "Played"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder: Path = tmp_path_factory.mktemp("years")
    with open_desk(f"sqlite:///{folder}/grid.db", FIRST) as desk:
        now = desk.clock.now()
        yield Played(desk, desk.database.write(lambda uow: bound_cast(uow, now, day_in_shanghai(now))))


def live(uow: UnitOfWork, desk: Desk, cast: Cast, dice: Random) -> None:
    """Forget what was entered before, and have two years of entries instead."""
    for table in (entry_moves, entry_waits, entry_parties, entry_figures, entries):
        uow._connection.execute(table.delete())
    clock = desk.clock
    assert isinstance(clock, SteerableClock)
    ids: list[int] = []
    for minutes in sorted(dice.sample(range(DAYS * 24 * 60), ACTS)):
        clock.move_to(FIRST + timedelta(minutes=minutes))
        mover = Mover(desk, clock.now(), None)
        if not ids or dice.random() < 0.45:
            ids += opened(uow, mover, cast, dice)
        else:
            moved(uow, mover, cast, dice, dice.choice(ids))
    clock.move_to(END)


def opened(uow: UnitOfWork, mover: Mover, cast: Cast, dice: Random) -> list[int]:
    """Open an entry, of a problem a measure too."""
    register = mover.site.registers[dice.choice(COUNTED)]
    place = place_at(uow, dice.choice(cast.grids))
    assert place is not None
    ids: list[int] = []
    for each in (register, *(mover.site.registers[part.register] for part in register.parts)):
        answers = made_up_answers(asked_form(each, None, None), dice, cast.people, mover.today)
        answers |= {key: [{"file": 1}] for key in FILES if dice.random() < 0.5 and has(each.form.fields, key)}
        if each.id == "risk" and dice.random() < 0.3:  # as version 1 kept them
            answers = {key: said for key, said in answers.items() if not key.startswith("measures")}
            answers["measures"] = "双人核对"
        parent = ids[0] if ids else None
        opener = dice.choice(cast.viewers).person_id
        ids.append(enter(uow, mover, Opening(each, place, answers, parent), opener).id)
    return ids


def has(fields: Sequence[Any], key: str) -> bool:
    return any(field.key == key for field in fields)


def moved(uow: UnitOfWork, mover: Mover, cast: Cast, dice: Random, entry_id: int) -> None:
    """Have the clock, which may, make a move of the entry."""
    entry = uow.entries.find(entry_id)
    assert entry is not None
    found = look_at(uow, mover.site.registers[entry.register_id], entry, mover.today)
    moves = [
        move for move in found.register.moves if found.now.state in move.sources and is_there(move, found.now)
    ]
    if not moves:
        return
    move = dice.choice(moves)
    answers = made_up_answers(
        asked_form(found.register, move, found.now.chain), dice, cast.people, mover.today
    )
    reason = str(answers.pop(REASON, ""))
    answers |= {key: [{"file": 2}] for key in FILES if key in move.asked and dice.random() < 0.7}
    with suppress(RefusalError):  # a problem whose measure is open
        make_move(uow, mover, found, Moving(move.id, entry.changes, answers, reason))


@dataclass
class Life:
    """An entry as its rows tell it: each line's day, whence, whither, and what was answered."""

    register: str
    lines: list[tuple[date, str, str, Mapping[str, Any]]] = field(default_factory=list)

    def at(self, day: date) -> tuple[str, dict[str, Any]]:
        """Return state and answers at the end of a day; ("", {}) before the opening."""
        state, answers = "", dict[str, Any]()
        for on, _source, target, answered in self.lines:
            if on <= day:
                state = target
                answers |= answered
        return state, {key: answer for key, answer in answers.items() if answer is not None}

    @property
    def now(self) -> tuple[str, dict[str, Any]]:
        return self.at(date.max)

    def came(self, *states: str) -> str:
        """Return the month in which it last came among these states, if it stands there now."""
        if self.now[0] not in states:
            return ""
        targets = ["", *(target for _on, _source, target, _given in self.lines)]
        last = max(
            n
            for n, (before, after) in enumerate(pairwise(targets))
            if after in states and before not in states
        )
        return self.lines[last][0].isoformat()[:7]

    @property
    def opened(self) -> str:
        return self.lines[0][0].isoformat()[:7]


def lives(uow: UnitOfWork) -> list[Life]:
    """Read every entry's history out of the rows."""
    rows = uow._connection.exec_driver_sql(
        "SELECT entry.id, register_id, moved_at, source, target, entry_move.answers FROM entry_move"
        " JOIN entry ON entry.id = entry_id ORDER BY entry.id, place"
    )
    found: dict[int, Life] = {}
    for entry_id, register, moved_at, source, target, answers in rows:
        moment = datetime.fromisoformat(moved_at).replace(tzinfo=UTC).astimezone(SHANGHAI)
        line = (moment.date(), source, target, json.loads(answers))
        found.setdefault(entry_id, Life(register)).lines.append(line)
    return list(found.values())


GONE = {"", "withdrawn", "lapsed"}


ISSUED = ("issued", "answered", "returned", "accepted", "withdrawn")


def stood(life: Life, until: date) -> list[str]:
    """Return to which rows of annex 5 an entry adds as it stood on a day."""
    state, said = life.at(until)
    if life.register == "risk" and state not in GONE:
        level = {"a": 1, "b": 2, "c": 3}[said["level"]]
        whose = {"person": "personal", "department": "department", "unit": "unit"}[said["form"]]
        # Of version 1 it is one text, of version 2 how many there are.
        measures = ["measures"] * (1 if isinstance(said["measures"], str) else said["measures"])
        return [f"{whose}_points", f"level_{level}_points", *measures, "measures_set", "finding_begun"]
    if life.register == "power" and state == "in_force":
        charts = ["flow_charts", "workflows_set"] if said.get("chart") or said.get("steps") else []
        return ["powers_listed", "powers_checked", *charts]
    return []


def when(life: Life) -> tuple[str, list[str]]:  # noqa: PLR0911 - a case a register
    """Return the month in which that happened what an entry adds to rows of annex 5, and to which."""
    state, said = life.now
    match life.register, state:
        case "power", "abolished":
            return said["ended_on"], ["powers_cancelled"]
        case "warning", _:
            return life.came(*ISSUED), ["warnings", "warned"]
        case "measure", _:
            return life.opened, ["rectifications"]
        case "training", "held" if said["kind"] == "education":
            plans = ["lesson_plans"] if said.get("material") else []
            return said["planned_on"], ["education_sessions", "education_held", *plans]
        case "regulation", "in_force":
            return said.get("revised_on", said["made_on"]), [f"{said['of']}_documents", "documents_begun"]
        case "inspection", "entered" | "clear" | "passed_on":
            return said["checked_on"], ["inspections", "inspected"]
        case _:
            return "", []


def annex_5(known: Sequence[Life], until: date) -> dict[str, int]:
    """Recount what rows of annex 5 registers answer: how it stood on a day, what happened from January to its month."""
    found: Counter[str] = Counter()
    for life in known:
        found.update(stood(life, until))
        month, rows = when(life)
        if f"{until.year}-01" <= month[:7] <= until.isoformat()[:7]:
            found.update(rows)
    return dict(found)


YES_NO = {
    *("finding_begun", "powers_checked", "workflows_set", "warned", "measures_set"),
    *("education_held", "documents_begun", "inspected"),
}
OPEN_IN = {
    "warning": ("issued", "answered", "returned"),
    "problem": ("open", "closing"),
    "measure": ("open", "closing"),
}
DUE_IN = {"warning": ("issued", "returned"), "problem": ("open",), "measure": ("open",)}


def facts_by_hand(known: Sequence[Life], day: date) -> EntryFacts:
    """Recount what a digest tells, as of a day."""
    levels = Counter(
        answers["level"]
        for life in known
        for state, answers in [life.at(day)]
        if life.register == "risk" and state in ("approved", "public", "filed")
    )

    def still_open(register: str) -> OpenEntries:
        stood = [life.at(day) for life in known if life.register == register]
        overdue = [
            state in DUE_IN[register] and answers["deadline"] < day.isoformat() for state, answers in stood
        ]
        return OpenEntries(sum(state in OPEN_IN[register] for state, _answers in stood), sum(overdue))

    return EntryFacts(
        day,
        {level: levels[level] for level in "abc"},
        still_open("warning"),
        still_open("problem"),
        still_open("measure"),
    )


def happened(known: Sequence[Life], first: str, last: str) -> dict[str, int]:
    """Recount what happened between two months, by the words of the reports."""
    months = {
        "登记廉政风险": [
            life.opened for life in known if life.register == "risk" and life.now[0] != "withdrawn"
        ],
        "发出风险预警": [life.came(*ISSUED) for life in known if life.register == "warning"],
        "办结风险预警": [life.came("accepted") for life in known if life.register == "warning"],
        "登记整改问题": [life.opened for life in known if life.register == "problem"],
        "销号整改问题": [life.came("closed") for life in known if life.register == "problem"],
        "制定整改措施": [life.opened for life in known if life.register == "measure"],
        "完成整改措施": [life.came("closed") for life in known if life.register == "measure"],
    }
    return {words: sum(first <= month <= last for month in found) for words, found in months.items()}


def report_by_hand(known: Sequence[Life], period: str) -> dict[str, tuple[int, int | None]]:
    """Recount what a half-year's or year's report says: figures of five and more, with those of a year before."""
    first, last = SPANS[period]
    now = happened(known, first, last)
    before = YEAR_BEFORE.get(period)
    then = happened(known, *SPANS[before]) if before else dict.fromkeys(now, 0)
    told: dict[str, tuple[int, int | None]] = {
        words: (number, then[words] if then[words] >= SMALL else None)
        for words, number in now.items()
        if number >= SMALL
    }
    year, month = map(int, last.split("-"))
    day = date(year, month, 31 if month == 12 else 30)
    facts = facts_by_hand(known, day)
    as_of = f"截至{day.month}月{day.day}日"
    for level, words in zip("abc", ("一级", "二级", "三级"), strict=True):
        if facts.risks[level] >= SMALL:
            told[f"{as_of}已审定{words}廉政风险"] = (facts.risks[level], None)
    for words, found in (
        ("未办结风险预警", facts.warnings),
        ("未销号整改问题", facts.problems),
        ("未完成整改措施", facts.measures),
    ):
        rest = found.open - found.overdue
        if found.open >= SMALL:
            told[f"{as_of}{words}"] = (found.open, None)
            if found.overdue >= SMALL and (rest == 0 or rest >= SMALL):
                told[f"{as_of}{words}中逾期"] = (found.overdue, None)
    return told


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_two_years_of_entries_are_told_as_a_recount_tells_them(played: Played, seed: int) -> None:
    desk, cast = played.desk, played.cast
    dice = Random(seed)  # noqa: S311 - an example, not a secret
    form = FORMS["progress_29"]

    def work(uow: UnitOfWork) -> None:
        live(uow, desk, cast, dice)
        known, ledgers, today = lives(uow), desk.ledgers(uow), END.date()
        unit, monthly = uow.rosters.tree().get(UNIT), desk.duties["monthly_report"]
        for period in dice.sample(MONTHS, 4):
            item = DutyItem(0, "p", period, UNIT, today, today, today, 0, None, "")
            until = date(int(period[:4]) + period.endswith("12"), int(period[5:]) % 12 + 1, 1) - timedelta(1)
            offered = register_answers(uow, desk, form, item, today)
            assert offered is not None
            assert offered.day == until
            recount = {
                key: number > 0 if key in YES_NO else number for key, number in annex_5(known, until).items()
            }
            assert offered.answers == recount, period
        moved_on = [day for life in known for day, *_line in life.lines]
        for day in (*dice.sample(moved_on, 4), FIRST.date() + timedelta(days=dice.randrange(DAYS))):
            assert entry_facts(uow, ledgers, UNIT, day) == facts_by_hand(known, day), day
        assert entry_facts(uow, ledgers, UNIT, today) == facts_by_hand(known, today)
        for period in SPANS:
            report = ReportAsked(unit, period, monthly, FORMS[monthly.form_id], [], today, ledgers)
            compiled = compile_committee_report if "H" in period else compile_supervisor_report
            found = compiled(uow, report).facts
            every = [*found.risks, *found.warnings, *found.rectifications]
            told = {figure.label: (figure.value, figure.year_ago) for figure in every}
            assert told == report_by_hand(known, period), period

    desk.database.write(work)
