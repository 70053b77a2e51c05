"""What is asked of campaigns and of duties made at run time, whatever database keeps them."""

from datetime import UTC, date, datetime

from sqlalchemy import insert

from domain.campaigns.campaigns import TaskState, moved_end, phase_spans
from domain.duties.duty_block import DutyTerms
from domain.duties.made import made_id, moves_of
from domain.time.periods import Period
from domain.time.working_days import WorkingDays
from storage.campaigns.campaigns import KeptPhase, NewCampaign
from storage.database import Database
from storage.duties.made_duties import MadeDuty
from storage.tables import submissions
from storage.unit_of_work import UnitOfWork

AT = datetime(2026, 5, 12, 2, tzinfo=UTC)
FIRST, TODAY = date(2026, 5, 12), date(2026, 5, 20)
GRIDS = ("30101", "30102", "30103", "30104")


def terms(day: str) -> DutyTerms:
    return DutyTerms(
        form="campaign_task",
        rule=f"RDATE={day}",
        period=Period.DAY,
        opens_days_before=9,
        title={"zh": "任务", "en": "task"},
    )


def check_campaigns(database: Database) -> None:
    """Make, move, count and end a campaign and a duty of the sample hospital."""
    database.write(_check_duty)
    database.write(_check_board)
    database.write(_check_campaign)


def _check_duty(uow: UnitOfWork) -> None:
    number = uow.made_duties.add(MadeDuty(0, "1", terms("20260519"), "campaign:1:task", FIRST), 1, AT)
    (made,) = uow.made_duties.all()
    assert (made.number, made.made_for, made.terms) == (number, "campaign:1:task", terms("20260519"))
    duty_id = made_id(number)
    row = {"duty_id": duty_id, "unit_code": "1", "branch_code": "201", "period_id": "2026-05-19"}
    days = {"opens_on": FIRST, "due_on": date(2026, 5, 19), "closes_on": date(2026, 5, 24)}
    uow.duty_items.open([{**row, **days, "grid_code": code} for code in GRIDS])
    uow.duty_items.set_steps(dict.fromkeys(uow.made_duties.items([number])[duty_id], 2))
    first = uow.made_duties.items([number])[duty_id][0]
    uow.duty_items.mark_filed(first, AT)
    uow.made_duties.change(number, terms("20260522"), FIRST, AT)
    new = uow.made_duties.duties()[duty_id]
    uow.made_duties.move(duty_id, moves_of(new, uow.made_duties.periods_asked(duty_id), WorkingDays(), TODAY))
    items = uow.duty_items.of_period(duty_id, "2026-05-22", GRIDS)
    assert {(item.due_on.day, item.steps_done) for item in items if item.id != first} == {(22, 0)}
    assert [(item.due_on.day, item.steps_done) for item in items if item.id == first] == [(19, 2)]
    assert len(items) == len(GRIDS)
    assert uow.made_duties.asked() == {duty_id}


def _check_board(uow: UnitOfWork) -> None:
    (made,) = uow.made_duties.all()
    duty_id = made_id(made.number)
    done, undone, excused, _left = uow.duty_items.of_period(duty_id, "2026-05-22", GRIDS)
    for item, said in ((done, {"done": True, "people": 3}), (undone, {"done": False})):
        uow.duty_items.mark_filed(item.id, AT)
        uow._connection.execute(
            insert(submissions).values(
                item_id=item.id,
                form_id="campaign_task",
                form_version=1,
                person_id=1,
                answers=said,
                submitted_at=AT,
            )
        )
    uow.duty_items.exempt(excused.id, "合并", 1, AT)
    counted = {(one.state, one.grids) for one in uow.campaign_boards.by_task([duty_id], TODAY)}
    assert counted == {(state, 1) for state in TaskState if state is not TaskState.OVERDUE}
    late = {one.state for one in uow.campaign_boards.by_task([duty_id], date(2026, 5, 23))}
    assert late == set(TaskState) - {TaskState.DUE}
    assert sorted(one.tasks for one in uow.campaign_boards.by_grid([duty_id], TODAY)) == [1] * 4
    owed = uow.campaign_boards.of_duty(duty_id, TODAY)
    assert [one.answers for one in owed if one.state is TaskState.DONE] == [{"done": True, "people": 3}]
    assert [one.grid_code for one in uow.campaign_boards.of_grid([duty_id], GRIDS[0], TODAY)] == [GRIDS[0]]
    uow.made_duties.end([made.number], TODAY)
    assert uow.made_duties.duties()[duty_id].is_ended


def _check_campaign(uow: UnitOfWork) -> None:
    spans = phase_spans(FIRST, [10, 20])
    new = NewCampaign("1", "selfcheck", "id = 'selfcheck'", "专项", "文号", 1, AT)
    campaign_id = uow.campaigns.add(new, [KeptPhase(span, None) for span in spans])
    uow.campaigns.move(campaign_id, moved_end(spans, 0, date(2026, 5, 25)))
    uow.campaigns.name(campaign_id, 1, 1)
    kept = uow.campaigns.find(campaign_id)
    assert kept is not None
    assert [(phase.span.days, phase.person_id) for phase in kept.phases] == [(14, None), (20, 1)]
    assert (kept.starts_on, kept.ends_on) == (FIRST, date(2026, 6, 14))
    assert kept.phase_on(date(2026, 5, 25)) == 0
    assert kept.phase_on(date(2026, 5, 26)) == 1
    assert [found.id for found in uow.campaigns.ran_on(TODAY, "1")] == [campaign_id]
    assert uow.campaigns.ran_on(date(2026, 5, 11)) == []
    assert uow.campaigns.count_of_unit("1") == len(uow.campaigns.of_unit("1", 5)) == 1
    assert uow.campaigns.end(campaign_id, TODAY, "原因")
    assert not uow.campaigns.end(campaign_id, TODAY, "再次")
    assert uow.campaigns.ran_on(TODAY) == []
