import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.config import example_config, read_config
from domain.people.grids import Grid, GridKind
from domain.people.people import Role
from domain.reporting.received import grids_named
from domain.time.clock import SteerableClock
from forms.duties.catalogue import catalogue, first_duties
from forms.reading.reader import shipped_forms
from reports.sheets.roster_sheet import write_roster
from reports.sheets.sample_hospital import sample_roster
from storage.database import Database
from storage.tables import duty_items
from tests.bot.commands.typing_hand import Hand
from tests.desks import rows_of
from tests.harness import MAY


def add_duty(hand: Hand, text: str) -> None:
    path = hand.folder / "config.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[duty]]\n{text}\n", encoding="utf-8")


def rows(out: str) -> list[list[str]]:
    return [re.split(r"\s{2,}", line.strip()) for line in out.splitlines()]


UNIT_REPORT = """
id = "annual_unit_report"
form = "annual_report"
roles = ["特邀监察专员"]
min_level = 1
max_level = 1
rule = "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"
period = "year"
period_offset = -1
shift = "previous"
opens_days_before = 30
"""


def test_the_year_is_shown_with_weekdays_and_why_a_day_was_moved(hand: Hand) -> None:
    hand.settles_in()
    add_duty(hand, UNIT_REPORT)
    (hand.folder / "gridbot.db").unlink()  # it is asked for how many grids there are, and nothing else
    ended = hand.types("calendar", "--year", "2026", "--duty", "annual_unit_report")
    assert (ended.code, ended.err) == (0, "")
    assert rows(ended.out) == [
        ["全院廉情书面报告（annual_unit_report）：特邀监察专员"],
        ["期次", "开始填报", "截止", "补报至", "说明"],
        [
            "2025年度",
            "2025-12-31 周三",
            "2026-01-30 周五",
            "2026-02-04 周三",
            "原定 2026-01-31 周六，逢周末提前",
        ],
    ]


def test_a_festival_is_named_and_a_day_that_is_not_moved_is_marked(hand: Hand) -> None:
    hand.settles_in()
    rule = 'form = "meeting_record"\nrule = "RDATE=20260217"\nperiod = "day"\nopens_days_before = 5\n'
    add_duty(hand, f'id = "moved"\nshift = "next"\n{rule}')
    add_duty(hand, f'id = "kept"\n{rule}')
    moved, kept = (hand.types("calendar", "--duty", name).out for name in ("moved", "kept"))
    assert rows(moved)[2][2:] == ["2026-02-24 周二", "2026-03-01 周日", "原定 2026-02-17 周二，逢春节顺延"]
    assert rows(kept)[2][2:] == ["2026-02-17 周二", "2026-02-22 周日", "当天逢春节"]


def test_every_duty_of_this_year_is_shown_and_how_many_grids_owe_it(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    ended = hand.types("calendar")
    heads = [line for line in ended.out.splitlines() if not line.startswith(" ")]
    assert heads == [
        "网格廉情月报（monthly_report）：特邀监察员，网格 70 个",
        "自查小结（quarterly_selfcheck）：特邀监察员，网格 60 个",
        "自查总结（halfyear_selfcheck）：特邀监察员，网格 70 个",
        "网格廉情报告（annual_report）：特邀监察员，网格 70 个",
        "当面报告（quarterly_hearing）：特邀监察员，网格 70 个",
        "当面报告（halfyear_briefing_supervisor）：驻市卫生健康委纪检监察组，网格 1 个",
        "当面报告（halfyear_briefing_committee）：医院党委，网格 1 个",
        "全院廉情书面报告（annual_unit_report）：特邀监察专员，网格 1 个",
    ]
    assert ended.out.count("2026-") > ended.out.count("2027-") > 0


def test_one_grid_sees_its_own_duties_alone(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    branch = hand.types("calendar", "--grid", "201").out
    assert "monthly_report" in branch
    assert "quarterly_selfcheck" not in branch
    unit = hand.types("calendar", "--grid", "1").out
    assert "annual_unit_report" in unit
    assert "monthly_report" not in unit
    only = hand.types("calendar", "--grid", "1", "--duty", "monthly_report")
    assert only.out == "没有符合条件的任务。\n"


def test_what_there_is_not_is_said_in_one_line(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    ended = hand.types("calendar", "--duty", "nothing")
    assert (ended.code, ended.complaint.startswith("没有任务 nothing，现有：monthly_report, ")) == (1, True)
    assert hand.types("calendar", "--grid", "999").complaint == "花名册中没有网格 999。"
    assert hand.types("calendar", "--year", "1999").code == 2


def test_a_year_whose_holidays_are_not_known_and_a_mistyped_grid_are_noted_aside(hand: Hand) -> None:
    hand.settles_in()
    add_duty(hand, 'id = "over"\nform = "meeting_record"\nrule = "RDATE=20250107"\nperiod = "week"')
    add_duty(
        hand,
        'id = "some"\nform = "meeting_record"\nrule = "FREQ=WEEKLY;BYDAY=FR"\nperiod = "week"\ngrids = ["201", "2O1"]\n'
        'received_by = ["30106", "财务处", "医院监察室"]',
    )
    hand.imports_the_sample()
    ended = hand.types("calendar", "--year", "2090", "--duty", "some")
    assert ended.code == 0
    assert ended.err.splitlines() == [
        "未收录 2090 年节假日安排，暂按周一至周五为工作日计。",
        "任务 some 所列网格或标签 2O1 不在花名册中，请核对。",
        "任务 some 所列网格或标签 财务处 不在花名册中，请核对。",
    ]
    assert "任务 some 所列网格或标签 财务处 不在花名册中，请核对。" in hand.types("doctor").out
    assert len(rows(ended.out)) == 2 + 52
    # A duty that is over has no due days left.
    assert rows(hand.types("calendar", "--duty", "over").out)[1] == ["2026 年没有到期日"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_calendar_file_holds_every_due_day_and_is_never_written_over(hand: Hand, language: str) -> None:
    hand.settles_in()
    hand.language = language
    assert hand.types("calendar", "--ics", "duties.ics").code == 0
    calendar = Calendar.from_ical((hand.folder / "duties.ics").read_bytes())
    due = [event.decoded("DTSTART") for event in calendar.walk("VEVENT")]
    assert len(due) == (12 + 4 + 2 + 1) + (4 + 2 + 2 + 1)
    assert {date(2026, 2, 28), date(2026, 6, 20), date(2026, 12, 31)} <= set(due)
    first = str(next(iter(calendar.walk("VEVENT")))["SUMMARY"])
    assert first == {"zh": "1月网格廉情月报截止", "en": "Due: January monthly report"}[language]
    assert hand.types("calendar", "--ics", "duties.ics").code == 1


def test_a_change_of_cadence_is_written_as_a_list_of_rules(hand: Hand) -> None:
    hand.settles_in()
    add_duty(
        hand,
        'id = "campaign"\nform = "meeting_record"\nperiod = "half_month"\nrule = [\n'
        '  "DTSTART=20260901;FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20261031",\n'
        '  "DTSTART=20261101;FREQ=MONTHLY;BYMONTHDAY=12,25;UNTIL=20261231",\n]',
    )
    ended = hand.types("calendar", "--duty", "campaign")
    assert [row[0] for row in rows(ended.out)[2:]] == [
        *["9月", "10月", "11月上半月", "11月下半月", "12月上半月", "12月下半月"]
    ]
    path = hand.folder / "config.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("half_month", "month"), encoding="utf-8")
    assert "campaign: falls due twice in one month (2026-11)" in hand.types("calendar").complaint


def test_what_fell_due_in_a_downtime_is_not_owed_by_grids_that_are_imported_after_it(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    sample = sample_roster(MAY.date())
    more = replace(sample, grids=(*sample.grids, Grid("30107", "审计科", 3, "201", GridKind.ADMINISTRATIVE)))
    (hand.folder / "more.xlsx").write_bytes(write_roster(more))
    hand.clock = SteerableClock(MAY + timedelta(days=100))
    assert hand.types("import-roster", "more.xlsx").code == 0
    database = Database(read_config(hand.folder / "config.toml").database_url)
    periods = [
        row["period_id"] for row in rows_of(database, duty_items) if row["duty_id"] == "monthly_report"
    ]
    database.close()
    assert {period: periods.count(period) for period in periods} == {
        **dict.fromkeys(("2026-05", "2026-06", "2026-07"), 70),
        "2026-08": 71,
    }


def test_every_duty_of_the_catalogue_can_be_put_on_as_it_stands() -> None:
    duties = {duty.id: duty.terms.called(duty.id) for duty in catalogue().values()}
    assert len(duties) == 18
    assert {duty.form_id for duty in duties.values()} <= shipped_forms().keys()
    assert not read_config(example_config()).duty
    named = {
        name for duty in duties.values() for name in (*(duty.grids or ()), *grids_named(duty.received_by))
    }
    # What a hospital has not: by tags of the roster, as the sample's has them.
    assert (
        named
        == {"采购部门", "财务部门"}
        == {tag for grid in sample_roster(MAY.date()).grids for tag in grid.tags}
    )
    assert catalogue()["procurement_finance"].needs == {"grids", "received_by"}
    assert duties["procurement_supervision"].received_by == {Role.OFFICE.value}
    records = [duty for duty in duties.values() if duty.form_id == "meeting_record"]
    assert {duty.roles for duty in records} == {frozenset({Role.OFFICE})}  # minutes are nobody else's to owe
    for duty in catalogue().values():
        for words in (duty.name, duty.meaning):
            assert words.keys() == {"zh", "en"}
            assert all("\n" not in word and len(word) < 90 for word in words.values())
    # They do not end: a year to come has each of them.
    assert all(duty.cadence.days(2031) for duty in duties.values())
    asked = {duty.id for duty in catalogue().values() if duty.is_asked}
    assert first_duties().keys() - first_duties(with_asked=False).keys() == asked
