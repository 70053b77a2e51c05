"""A year of 300 departments through the real code, beside a recount written from docs/domain.md and by hand.

Lived once: every default duty, inspectors who report when they like or never, leave, moves, vacant posts,
exemptions, phones that were never bound or block the bot.
"""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import pytest

from domain.duties.assessment import Tally
from domain.time.clock import SHANGHAI
from reports.digests.assessment import Assessed, compile_assessment
from storage.tables import duty_items
from tests.desks import elsewhere, open_desk, rows_of
from tests.reminders.year.year_lived import Year, duties, roster
from tests.reminders.year.year_of_duties import BRANCHES, FIRST, LAST, LEVEL_ONE, UNIT, Owed, all_owed
from tests.reminders.year.year_recount import Recount
from tests.reminders.year.year_script import NOON, Script, drawn

START = datetime.combine(FIRST, time(7), SHANGHAI)
END = datetime(2025, 1, 12, 10, tzinfo=SHANGHAI)


def check_every_item_is_opened_once_on_the_days_that_a_calendar_on_paper_gives(year: Year) -> None:
    opened = [
        tuple(row[name] for name in ("duty_id", "period_id", "grid_code", "opens_on", "due_on", "closes_on"))
        for row in rows_of(year.desk.database, duty_items)
    ]
    by_hand = [(*owed.key, owed.opens, owed.due, owed.closes) for owed in all_owed()]
    assert sorted(opened) == sorted(by_hand)
    assert len(opened) > 6000


def check_the_holidays_and_the_ends_of_months_are_among_the_days(year: Year) -> None:
    due = {
        (row["duty_id"], row["period_id"]): row["due_on"] for row in rows_of(year.desk.database, duty_items)
    }
    assert due["monthly_report", "2024-02"] == date(2024, 2, 29)
    assert due["annual_unit_report", "2023"] == date(2024, 1, 31)
    assert due["annual_unit_report", "2024"] == date(2025, 1, 27)  # the 31st lies in the Spring Festival
    assert due["joint_meeting", "2024-W07"] == date(2024, 2, 9)  # the last working day before it
    assert due["joint_meeting", "2024-W40"] == date(2024, 9, 30)  # 4 October lies in the National Day's week
    assert due["campaign_meeting", "2024-05"] == date(2024, 5, 27)  # the 25th is a Saturday


def check_everybody_hears_what_a_recount_says_on_the_day_and_hour_it_says(
    year: Year, recount: Recount
) -> None:
    said = Counter(
        (letter.at.date(), f"{letter.at:%H:%M}", letter.person, letter.own, letter.below)
        for letter in year.said
    )
    expected = Counter(recount.messages)
    assert sorted((expected - said).elements()) == []
    assert sorted((said - expected).elements()) == []
    assert len(year.said) > 3000


def check_nobody_gets_two_merged_messages_on_one_day(year: Year) -> None:
    assert max(Counter((letter.at.date(), letter.person) for letter in year.said).values()) == 1


def check_nobody_is_nudged_outside_the_hours(year: Year) -> None:
    assert all(time(8) <= letter.at.time() < time(21) for letter in year.said)


def check_reviewers_get_one_letter_a_day_at_most_and_only_inspectors_of_branches(year: Year) -> None:
    assert max(Counter(year.reviews).values()) == 1
    holding = {term.person for term in year.script.terms if term.grid in BRANCHES}
    deputies = {leave.deputy for leave in year.script.leaves}
    assert {person for _day, person in year.reviews} <= holding | deputies
    assert len(year.reviews) > 1000


def check_each_step_is_taken_exactly_once(year: Year, recount: Recount) -> None:
    taken = {
        (row["duty_id"], row["period_id"], row["grid_code"]): row["steps_done"]
        for row in rows_of(year.desk.database, duty_items)
    }
    assert taken == {owed.key: recount.steps[owed.key] for owed in all_owed()}
    never_done = [
        owed
        for owed in all_owed()
        if owed.closes < LAST and owed.key not in year.script.filed and owed.key not in year.script.exempt
    ]
    assert len(never_done) > 100
    assert all(taken[owed.key] == len(owed.steps) for owed in never_done)


def check_level_one_is_told_who_can_no_longer_be_reached_and_nothing_else_is_said(
    year: Year, recount: Recount
) -> None:
    level_one = {person for role in LEVEL_ONE for person in year.script.holding(UNIT, role, FIRST)}
    expected = Counter((day, when, person) for day, when in recount.reports for person in level_one)
    assert Counter((at.date(), f"{at:%H:%M}", person) for at, person in year.reports) == expected
    assert expected
    assert year.others == []


def came_to(owed: Owed, script: Script) -> Tally:
    """Say how an item stands on 12 January 2025."""
    if owed.key in script.exempt:
        return Tally(exempt=1)
    if owed.key in script.filed:
        return Tally(on_time=1) if script.filed[owed.key][0] <= owed.due else Tally(late=1)
    return Tally(missing=1) if owed.closes < END.date() else Tally(open=1)


def check_the_assessment_of_the_year_is_that_of_a_recount(year: Year) -> None:
    script = year.script
    found: Assessed = year.desk.database.write(
        lambda uow: compile_assessment(uow, year.desk.duties, "2024", UNIT, END)
    )
    by_grid: dict[str, Tally] = {}
    by_person: dict[int, Tally] = {}
    for owed in all_owed():
        if owed.due > date(2024, 12, 31):
            continue
        tally = came_to(owed, script)
        by_grid[owed.grid] = by_grid.get(owed.grid, Tally()) + tally
        filed_by = script.filed.get(owed.key, (None, NOON, 0))[2]
        away = {who: deputy for who, deputy in script.away(owed.due).items() if who != filed_by}
        holding = script.holding(owed.grid, owed.role, owed.due)
        people = {away.get(who, who) for who in holding} - away.keys() - {None}
        for person in people:
            if person is not None:
                by_person[person] = by_person.get(person, Tally()) + tally
    assert dict(found.assessment.by_grid) == by_grid
    assert {
        int(found.people[person][1]): tally for person, tally in found.assessment.by_person().items()
    } == by_person
    whole = found.together(UNIT)
    assert min(whole.on_time, whole.late, whole.missing, whole.exempt) > 10
    assert whole.expected + whole.exempt == sum(owed.due <= date(2024, 12, 31) for owed in all_owed())


@pytest.mark.timeout(900)  # minutes, beside other tests; one test, so that no two workers live the year
async def test_a_year_of_300_departments_is_what_a_recount_says(tmp_path: Path) -> None:
    script = drawn()
    recount = Recount(script)
    recount.count()
    with open_desk(f"sqlite:///{tmp_path / 'grid.db'}", START, roster(script, FIRST)) as desk:
        year = Year(script, elsewhere(desk, duties=duties()))
        await year.live()
        check_every_item_is_opened_once_on_the_days_that_a_calendar_on_paper_gives(year)
        check_the_holidays_and_the_ends_of_months_are_among_the_days(year)
        check_everybody_hears_what_a_recount_says_on_the_day_and_hour_it_says(year, recount)
        check_nobody_gets_two_merged_messages_on_one_day(year)
        check_nobody_is_nudged_outside_the_hours(year)
        check_reviewers_get_one_letter_a_day_at_most_and_only_inspectors_of_branches(year)
        check_each_step_is_taken_exactly_once(year, recount)
        check_level_one_is_told_who_can_no_longer_be_reached_and_nothing_else_is_said(year, recount)
        check_the_assessment_of_the_year_is_that_of_a_recount(year)
