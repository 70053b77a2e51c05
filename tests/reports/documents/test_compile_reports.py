"""The half-year reports say what the tables hold: beside a recount in plain Python, and again out of the docx."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx2python import docx2python

from domain.people.grids import Grid
from domain.people.people import Role
from domain.people.roster import Roster
from domain.small_groups import SMALLEST_GROUP
from domain.time.clock import SHANGHAI
from domain.time.periods import Period
from forms.fields import FieldKind
from reminders.desk import Desk
from reports.documents.compile_reports import ReportAsked, compile_committee_report, compile_supervisor_report
from reports.documents.report import committee_document, supervisor_document
from reports.documents.report_parts import GroupLine
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS, open_desk
from tests.reports.documents.papers_filed import file, owe

JANUARY = datetime(2026, 1, 5, 10, tzinfo=SHANGHAI)
ON = date(2026, 7, 8)
Row = tuple[int, str, dict[str, Any] | None, bool]
"""Month, branch, answers or None, late."""
SIZES = (7, 3, 5, 1, 9)
"""How many departments each branch has; the branch itself reports, too."""


def hospital() -> Roster:
    branches = [Grid(f"2{n:02}", f"第{n}支部", 2, "1") for n in range(len(SIZES))]
    wards = [
        Grid(f"3{n:02}{ward:02}", f"科室{n}-{ward}", 3, f"2{n:02}")
        for n, size in enumerate(SIZES)
        for ward in range(size)
    ]
    return Roster((Grid("1", "绍兴某某医院", 1), *branches, *wards), (), ())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", JANUARY, hospital()) as opened:
        opened.database.write(somebody)
        yield opened


def somebody(uow: UnitOfWork) -> None:
    """Let there be somebody who files: the hospital above has nobody."""
    uow._connection.exec_driver_sql(
        "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code)"
        " VALUES (1, '1', '监察员', '', '其他', 0, '1')"
    )


def asked(uow: UnitOfWork, desk: Desk, period_id: str = "2026-H1") -> ReportAsked:
    duty = desk.duties["monthly_report"]
    return ReportAsked(
        uow.rosters.tree().get("1"), period_id, duty, FORMS[duty.form_id], [], ON, desk.ledgers(uow)
    )


def fill(uow: UnitOfWork, months: range, seed: int, year: int = 2026) -> list[Row]:
    """Let every grid owe these months; return what became of each."""
    random = Random(seed)  # noqa: S311 - made-up reports
    filed: list[Row] = []
    codes = [grid.code for grid in uow.rosters.tree() if grid.level > 1]
    for month in months:
        for code in codes:
            owed = ("monthly_report", f"{year}-{month:02}", code)
            branch = f"2{code[1:3]}"
            if random.random() < 0.1:
                owe(uow, *owed)
                filed.append((month, branch, None, False))
                continue
            items = random.choice([0, 0, 0, 2])
            answers: dict[str, Any] = {
                "light": random.choice(["green", "green", "green", "yellow", "red"]),
                "education_sessions": random.randrange(4),
                "red_packets_amount": f"{random.randrange(900)}.{random.randrange(100):02}",
                "tendencies": items,
            }
            for number in range(1, items + 1):
                answers[f"tendencies.{number}.area"] = random.choice(["service", "power"])
            late = random.random() < 0.2
            day = (month + 1, 2) if late else (month, 20)
            at = datetime(year, *day, 9, tzinfo=SHANGHAI)
            file(uow, owed, ("monthly_report", answers), at)
            filed.append((month, branch, answers, late))
    return filed


def counted(rows: list[Row]) -> tuple[int, ...]:
    lights = Counter(answers["light"] for _m, _b, answers, _late in rows if answers)
    late = sum(late for *_rest, late in rows)
    missing = sum(answers is None for _m, _b, answers, _late in rows)
    return len(rows) - late - missing, late, missing, lights["green"], lights["yellow"], lights["red"]


def told(line: GroupLine) -> tuple[int, ...]:
    return line.on_time, line.late, line.missing, line.green, line.yellow, line.red


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_of_the_report_equals_a_recount(desk: Desk, seed: int) -> None:
    rows: list[Row] = []

    def work(uow: UnitOfWork) -> Any:
        fill(uow, range(1, 4), seed + 7, 2025)
        rows.extend(fill(uow, range(1, 7), seed))
        return compile_supervisor_report(uow, asked(uow, desk))

    report = desk.database.write(work)
    facts = report.facts
    assert told(facts.all) == counted(rows)
    for month, line in enumerate(facts.by_month, start=1):
        assert (line.name, told(line)) == (f"{month}月", counted([row for row in rows if row[0] == month]))
    shown = {line.name: told(line) for line in facts.by_branch}
    assert set(shown) == {"第0支部", "第2支部", "第4支部", "其他党支部"}
    assert shown["第0支部"] == counted([row for row in rows if row[1] == "200"])
    assert shown["其他党支部"] == counted([row for row in rows if row[1] in ("201", "203")])
    figures = {figure.label: figure for figure in facts.figures}
    answers = [row[2] for row in rows if row[2]]
    assert figures["廉政教育"].value == sum(filed["education_sessions"] for filed in answers)
    cents = sum(int(filed["red_packets_amount"].replace(".", "")) for filed in answers)
    assert figures["红包金额"].value * 100 == cents
    areas = Counter(value for filed in answers for key, value in filed.items() if key.endswith(".area"))
    assert facts.problems == [
        f"{label}：{areas[area]}项。"
        for area, label in (("power", "重点岗位权力运行"), ("service", "医疗服务"))
    ]
    assert figures["廉政教育"].year_ago is not None
    assert report.clues == []
    with docx2python(io.BytesIO(supervisor_document(report))) as document:
        words = str(document.text)
    assert f"应报网格廉情报告{len(rows)}份" in words


def test_what_is_not_due_yet_is_nobodys_arrears(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Any:
        fill(uow, range(1, 2), 3)
        owe(uow, "monthly_report", "2026-07", "200")
        return compile_committee_report(uow, asked(uow, desk, "2026-H2"))

    assert desk.database.write(work).facts.all.due == 0


def test_a_branch_from_which_few_reports_came_is_not_shown_alone(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Any:
        codes = [grid.code for grid in uow.rosters.tree() if grid.level > 1]
        for code in codes:
            owed = ("monthly_report", "2026-01", code)
            if code.startswith(("300", "200")) and code != "20000":
                owe(uow, *owed)
            else:
                file(
                    uow,
                    owed,
                    ("monthly_report", {"light": "green"}),
                    datetime(2026, 1, 20, 9, tzinfo=SHANGHAI),
                )
        return compile_supervisor_report(uow, asked(uow, desk))

    lines = desk.database.write(work).facts.by_branch
    assert "第0支部" not in [line.name for line in lines]
    assert all(line.reported >= SMALLEST_GROUP for line in lines)


def test_the_committee_reads_suggestions_without_grids(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Any:
        at = datetime(2026, 1, 20, 9, tzinfo=SHANGHAI)
        answers = {"light": "green", "suggestions": "公开耗材目录"}
        file(uow, ("monthly_report", "2026-01", "30001"), ("monthly_report", answers), at)
        return compile_committee_report(uow, asked(uow, desk))

    report = desk.database.write(work)
    assert report.suggestions == ["公开耗材目录"]
    assert report.facts.by_branch == []
    with docx2python(io.BytesIO(committee_document(report))) as document:
        words = str(document.text)
    assert "公开耗材目录" in words
    assert "科室0-1" not in words


def reported(uow: UnitOfWork, month: int, many: int, answers: dict[str, Any]) -> None:
    """Let all grids owe a month, and the first so many file it."""
    codes = [grid.code for grid in uow.rosters.tree() if grid.level > 1]
    for number, code in enumerate(codes):
        owed = ("monthly_report", f"2026-{month:02}", code)
        if number < many:
            at = datetime(2026, month, 20, 9, tzinfo=SHANGHAI)
            file(uow, owed, ("monthly_report", answers), at)
        else:
            owe(uow, *owed)


def test_a_month_of_few_reports_does_not_tell_their_lights(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Any:
        for month, many in ((1, 20), (2, 2), (3, 9), (4, 0)):
            reported(uow, month, many, {"light": "red" if month == 2 else "green"})
        return compile_supervisor_report(uow, asked(uow, desk))

    lines = {line.name: line for line in desk.database.write(work).facts.by_month}
    assert set(lines) == {"1月", "4月", "其他月份"}
    assert (lines["其他月份"].reported, lines["其他月份"].red) == (11, 2)


def test_of_fewer_than_five_reports_nothing_is_told(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Any:
        answers = {"light": "red", "education_sessions": 3, "tendencies": 1, "tendencies.1.area": "service"}
        reported(uow, 1, 4, answers)
        return compile_supervisor_report(uow, asked(uow, desk))

    facts = desk.database.write(work).facts
    assert (facts.all.reported, facts.all.red, facts.by_month, facts.figures) == (4, 0, [], [])
    assert (facts.problems, facts.problems_note) == ([], "已报不足5份，不列合计。")


def test_few_tendencies_and_forwarded_tips_are_not_counted_out(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> Any:
        reported(uow, 1, 12, {"light": "green", "tips_forwarded": 1})
        answers = {"light": "yellow", "tendencies": 1, "tendencies.1.area": "service", "tips_forwarded": 1}
        reported(uow, 2, 3, answers)
        return compile_supervisor_report(uow, asked(uow, desk))

    facts = desk.database.write(work).facts
    labels = [figure.label for figure in facts.figures]
    assert labels
    assert not [label for label in labels if "线索" in label or "苗头" in label]
    assert (facts.problems, facts.problems_note) == ([], "苗头性问题不足5项，不列明细。")


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.SUPERVISOR, "向驻市卫生健康委纪检监察组当面报告"),
        (Role.COMMITTEE, "向医院党委当面报告"),
        (Role.INSPECTOR, "特邀监察员当面报告"),
    ],
)
def test_a_hearing_is_told_as_who_reported_to_whom(desk: Desk, role: Role, said: str) -> None:
    hearing = replace(desk.duties["monthly_report"], form_id="hearing", roles=frozenset({role}), hearing=True)
    held = {"held": True, "present": True} | {
        key: True for key, field in FORMS["hearing"].all_fields() if field.kind is FieldKind.YES_NO
    }

    def work(uow: UnitOfWork) -> Any:
        reported(uow, 1, 6, {"light": "green"})
        found = replace(asked(uow, desk), hearings=[(replace(hearing, id="h"), FORMS["hearing"])])
        file(uow, ("h", "2026-02", "30101"), ("hearing", held), datetime(2026, 2, 3, 9, tzinfo=SHANGHAI))
        return compile_supervisor_report(uow, found)

    (figure,) = desk.database.write(work).facts.hearings
    assert figure.label == said


def test_what_was_reported_by_other_periods_before_a_change_is_added_up_too(desk: Desk) -> None:
    by_month = desk.duties["monthly_report"]
    by_quarter = replace(
        by_month, rule="FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", period=Period.QUARTER, earlier=by_month
    )
    by_quarter = replace(by_quarter, starts_on=date(2026, 4, 1))

    def work(uow: UnitOfWork) -> Any:
        reported(uow, 1, 6, {"light": "green", "education_sessions": 1})
        codes = [grid.code for grid in uow.rosters.tree() if grid.level > 1][:5]
        for code in codes:
            at = datetime(2026, 6, 20, 9, tzinfo=SHANGHAI)
            answers = {"light": "red", "education_sessions": 2}
            file(uow, ("monthly_report", "2026-Q2", code), ("monthly_report", answers), at)
        return compile_supervisor_report(uow, replace(asked(uow, desk), duty=by_quarter))

    facts = desk.database.write(work).facts
    assert (facts.all.reported, facts.all.red, facts.by_month) == (11, 5, [])
    assert [figure.value for figure in facts.figures if figure.label == "廉政教育"] == [16]
