"""The figures of a digest beside a recount that reads only the rows that were filed."""

import io
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Engine, select

from domain.reporting.lights import Light
from domain.time.clock import SHANGHAI
from domain.tips.routing import Body
from domain.tips.tips import Area, Source
from forms.duties.catalogue import catalogue
from locales import LANGUAGES, Speech
from reminders.duties.open_periods import open_periods
from reports.digests.digest import FIRST_FEW, Counts, Digest, DutyForm, UnitPeriod, compile_digest, together
from reports.digests.files import digest_xlsx, read_rows
from reports.digests.told import change_between, groups_shown
from reports.sheets.form_columns import sum_columns
from reports.sheets.sample_hospital import sample_roster
from storage.duty_items import DutyItem
from storage.reporting.submissions import Submission
from storage.tables import duty_items, grids, submissions
from storage.tips.sealing import Sealed
from storage.tips.tables import tips
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS, WORDS, open_desk, shanghai
from windows.digests.text import branches_text, digest_text

START = date(2026, 4, 1)
ROSTER = sample_roster(START)
PERIODS = ("2026-04", "2026-05")
AREAS = ("power", "service", "suppliers", "research", "business", "ethics")
BRANCHES = [grid.code for grid in ROSTER.grids if grid.level == 2]
REST = "其他网格"
DUTY = catalogue()["monthly_report"].terms.called("monthly_report")
OWED = DutyForm(DUTY, FORMS[DUTY.form_id])
ZH = Speech(WORDS, "zh")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The sample hospital in which April and May are open and nothing is filed."""
    path = tmp_path_factory.mktemp("figures") / "grid.db"
    with open_desk(f"sqlite:///{path}", shanghai(4, 1)) as opened:
        for month in (4, 5):
            day = date(2026, month, 2)
            opened.database.write(
                partial(open_periods, duties=opened.duties, working_days=opened.working_days, today=day)
            )
        yield opened.database.engine


def report(dice: random.Random) -> dict[str, Any]:
    """Return what a grid may file in a month."""
    answers: dict[str, Any] = {"light": dice.choice(["green", "green", "green", "yellow", "red"])}
    for key, most in (("education_sessions", 200), ("talks", 2000), ("warnings", 500), ("red_packets", 500)):
        answers[key] = dice.choice([None, 0, dice.randint(1, most)])
    if answers["education_sessions"]:
        answers["education_attendance"] = dice.randint(0, 20000)
    if answers["red_packets"]:
        answers["red_packets_amount"] = f"{Decimal(dice.randint(0, 10**9)) / 100:.2f}"
    answers["tendencies"] = dice.choice([0, 0, 1, 3])
    for number in range(1, answers["tendencies"] + 1):
        answers[f"tendencies.{number}.summary"] = f"苗头{dice.randint(0, 99)}"
        answers[f"tendencies.{number}.area"] = dice.choice(AREAS)
    if dice.random() < 0.3:
        answers["suggestions"] = f"建议{dice.randint(0, 99)}"
    return answers


def forward_tips(uow: UnitOfWork, item: DutyItem, dice: random.Random) -> None:
    """Have the grid forward a tip within the month, or just after it, or past level 1; whether it reports or not."""
    for day, body in (
        (item.opens_on, Body.OFFICE),
        (item.due_on, Body.OFFICE),
        (item.due_on + timedelta(days=1), Body.OFFICE),
        (item.due_on, Body.SUPERVISOR),
    ):
        if dice.random() < 0.1:
            lookup, nothing = dice.randbytes(32), Sealed(b"")
            uow.tips.add(
                NewTip(
                    body,
                    lookup,
                    "age1",
                    day,
                    Source.FORWARDED,
                    Area.ETHICS,
                    nothing,
                    None,
                    item.grid_code,
                )
            )


def file_months(uow: UnitOfWork, seed: int) -> None:
    """File what some of the grids report for both months, on time or late."""
    dice = random.Random(seed)  # noqa: S311 - an example, not a secret
    codes = [grid.code for grid in ROSTER.grids]
    for period_id in PERIODS:
        share = dice.choice([0, 0.2, 0.9, 1])
        for item in uow.duty_items.of_period("monthly_report", period_id, codes):
            forward_tips(uow, item, dice)
            if dice.random() >= share:
                continue
            day = item.due_on + timedelta(days=dice.randint(-20, 5))
            at = datetime.combine(day, datetime.min.time(), SHANGHAI) + timedelta(
                minutes=dice.randint(0, 1439)
            )
            uow.submissions.add(
                Submission(
                    0, item.id, "monthly_report", 1, report(dice), zero=False, submitted_at=at, person_id=1
                )
            )
            uow.duty_items.mark_filed(item.id, at)


class Recount:
    """A month counted from the rows alone."""

    def __init__(self, uow: UnitOfWork, period_id: str) -> None:
        query = (
            select(grids.c.code, grids.c.name, grids.c.parent_code, grids.c.level, duty_items.c.due_on)
            .add_columns(submissions.c.submitted_at, submissions.c.answers)
            .join(grids, grids.c.code == duty_items.c.grid_code)
            .outerjoin(submissions, submissions.c.item_id == duty_items.c.id)
            .where(duty_items.c.period_id == period_id, duty_items.c.duty_id == "monthly_report")
        )
        self.rows = [dict(row) for row in uow._connection.execute(query).mappings()]
        self.filed = [row for row in self.rows if row["answers"] is not None]
        told = uow._connection.execute(
            select(tips.c.forwarded_by_grid, tips.c.received_on).where(tips.c.body == "office")
        ).all()
        for row in self.filed:
            days = [day for code, day in told if code == row["code"] and f"{day:%Y-%m}" == period_id]
            row["answers"] = {**row["answers"], "tips_forwarded": len(days)}

    def of_branch(self, code: str) -> "Recount":
        part = object.__new__(Recount)
        part.rows = [row for row in self.rows if code in (row["code"], row["parent_code"])]
        part.filed = [row for row in part.rows if row["answers"] is not None]
        return part

    def counts(self) -> tuple[int, int, int, int]:
        late = sum(row["submitted_at"].astimezone(SHANGHAI).date() > row["due_on"] for row in self.filed)
        return len(self.rows), len(self.filed) - late, late, len(self.rows) - len(self.filed)

    def lights(self) -> list[int]:
        return [
            sum(row["answers"]["light"] == light for row in self.filed)
            for light in ("green", "yellow", "red")
        ]

    def sums(self) -> dict[str, int | Decimal]:
        whole = (
            "education_sessions",
            "education_attendance",
            "talks",
            "warnings",
            "tips_forwarded",
            "red_packets",
        )
        sums: dict[str, int | Decimal] = {
            key: sum(row["answers"].get(key) or 0 for row in self.filed) for key in whole
        }
        money = [row["answers"].get("red_packets_amount") for row in self.filed]
        return sums | {"red_packets_amount": sum((Decimal(amount) for amount in money if amount), Decimal(0))}

    def written(self, key: str) -> list[str]:
        if key == "suggestions":
            return [row["answers"][key] for row in self.filed if row["answers"].get(key)]
        return [
            row["answers"][f"tendencies.{number}.summary"]
            for row in self.filed
            for number in range(1, row["answers"]["tendencies"] + 1)
        ]


def of_sizes(digest: Digest, *sizes: int) -> Digest:
    """Return the digest of a unit that has only its first branches, of so many grids; who reported stays."""
    branches = [
        replace(branch, due=size, missing=size - branch.reported)
        for branch, size in zip(digest.branches, sizes, strict=False)
    ]
    period = replace(
        digest.periods[digest.period_id], all=together(digest.unit.name, branches), branches=branches
    )
    return replace(digest, periods={digest.period_id: period})


def of_counts(counts: Counts) -> tuple[int, int, int, int]:
    return counts.due, counts.on_time, counts.late, counts.missing


def compiled(uow: UnitOfWork, period_id: str = "2026-05") -> Digest:
    found = compile_digest(uow, OWED, UnitPeriod(period_id, "1"), date(2026, 6, 10))
    assert found is not None
    return found


@example(101407)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_every_figure_is_what_a_recount_of_the_rows_gives(engine: Engine, seed: int) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        uow = UnitOfWork(connection)
        file_months(uow, seed)
        april, may = (Recount(uow, period_id) for period_id in PERIODS)
        digest = compiled(uow)
        assert of_counts(digest.all) == may.counts()
        assert [digest.all.lights[light] for light in Light] == may.lights()
        assert {key: digest.totals[key].figure for key in may.sums()} == may.sums()
        assert digest.before is not None
        assert {key: digest.before[key].figure for key in april.sums()} == april.sums()
        assert digest.year_ago is None
        unreported = [row["name"] for row in may.rows if row["answers"] is None]
        assert digest.all.missing == len(unreported)
        assert {grid.grid_name for grid in digest.missing} <= set(unreported)
        assert len(digest.missing) == min(len(unreported), FIRST_FEW)
        for branch, code in zip(digest.branches, BRANCHES, strict=True):
            assert (branch.code, of_counts(branch)) == (code, may.of_branch(code).counts())
        compare_sheet(uow, digest, may)
        compare_texts(digest, may)
        transaction.rollback()


def compare_sheet(uow: UnitOfWork, digest: Digest, may: Recount) -> None:
    """Open the xlsx again: its numbers are those of the rows."""
    rows = read_rows(uow, digest, shanghai(6, 10))
    book = load_workbook(io.BytesIO(digest_xlsx(digest, rows, WORDS, ZH)))
    sums = may.sums()
    order = [column.field.key for column in sum_columns(digest.form)]
    (_head, *branches, total) = list(book["汇总"].values)
    assert total[1:9] == (*may.counts(), 0, *may.lights())
    written = {key: len(may.written(key)) for key in ("tendencies", "suggestions")}
    counted = {**sums, **written}
    assert [round(Decimal(str(cell)), 2) for cell in total[9:]] == [counted[key] for key in order[3:]]
    for line, code in zip(branches, BRANCHES, strict=True):
        part = may.of_branch(code)
        assert line[1:9] == (*part.counts(), 0, *part.lights())
    grid_lines = list(book["明细"].values)[1:]
    assert len(grid_lines) == len(may.rows)
    assert sum(line[4] is not None for line in grid_lines) == len(may.filed)
    tendencies = [line[2] for line in list(book["苗头性问题"].values)[1:]]
    assert Counter(tendencies) == Counter(may.written("tendencies"))
    suggestions = [line[2] for line in list(book["意见建议"].values)[1:]]
    assert Counter(suggestions) == Counter(may.written("suggestions"))


def compare_texts(digest: Digest, may: Recount) -> None:
    """Read the overview: reported, missing, sums; and what must not leave level 1."""
    due, on_time, late, missing = may.counts()
    whole = digest_text(digest, ZH, for_level_one=True, tips=777)
    assert f"已报 {on_time + late}/应报 {due}" in whole
    assert f"按时 {on_time}   逾期 {late}   未报 {missing}" in whole
    assert "线索 777 件" in whole
    assert len(whole) < 4096
    outside = digest_text(digest, ZH, for_level_one=False)
    by_branch = branches_text(digest, ZH, for_level_one=False)
    assert f"已报 {on_time + late}/应报 {due}" in outside
    departments = [row["name"] for row in may.rows if row["level"] == 3]
    assert not [name for name in departments if name in outside + by_branch]
    assert "线索 777 件" not in outside
    for text in (*may.written("tendencies"), *may.written("suggestions")):
        assert text not in outside + by_branch


def test_what_others_see_of_a_small_hospital_is_broken_down_for_level_one_only(engine: Engine) -> None:
    with engine.connect() as connection:
        digest = compiled(UnitOfWork(connection))
    small = of_sizes(digest, 7, 3, 7)
    assert [
        branch.due for branch in groups_shown(small.periods[small.period_id], ZH, for_level_one=True)
    ] == [
        7,
        3,
        7,
    ]
    assert [
        branch.due for branch in groups_shown(small.periods[small.period_id], ZH, for_level_one=False)
    ] == [
        7,
        10,
    ]
    assert "机关第二党支部" not in branches_text(small, ZH, for_level_one=False)


def test_branches_all_put_together_are_no_line_of_their_own(engine: Engine) -> None:
    with engine.connect() as connection:
        digest = compiled(UnitOfWork(connection))
    small = of_sizes(digest, 3, 3, 4)
    assert "其他网格" not in branches_text(small, ZH, for_level_one=False)


def test_what_stayed_the_same_is_told_apart_from_the_figure_in_english() -> None:
    speech = Speech(WORDS, "en")
    said = speech.label("digest-against-before", figure="0 held", change=f" {change_between(1, 1, speech)}")
    assert said == "last period 0 held – the same"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_of_which_nothing_is_known_reads_well_too(engine: Engine, language: str) -> None:
    with engine.connect() as connection:
        uow = UnitOfWork(connection)
        digest = compiled(uow, "2026-04")
        rows = read_rows(uow, digest, shanghai(6, 10))
    speech = Speech(WORDS, language)
    for for_level_one in (True, False):
        assert "0/" in digest_text(digest, speech, for_level_one=for_level_one)
        assert branches_text(digest, speech, for_level_one=for_level_one)
    assert load_workbook(io.BytesIO(digest_xlsx(digest, rows, WORDS, speech)))


def test_a_period_in_which_nothing_was_due_has_no_digest(engine: Engine) -> None:
    with engine.connect() as connection:
        uow = UnitOfWork(connection)
        assert compile_digest(uow, OWED, UnitPeriod("2020-01", "1"), START) is None
