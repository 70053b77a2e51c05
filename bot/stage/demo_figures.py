"""What happened in the demo, counted from its database and its Bot API server, for the table at its end."""

from collections import Counter
from datetime import date

from bot.stage.demo_cast import Play
from bot.stage.demo_page import columns
from domain.duties.duties import Duty
from domain.duties.standing import Standing, standing
from domain.time.clock import day_in_shanghai
from storage.delivery.outbox import DeliveryState
from storage.duty_items import DutyItem
from storage.owed import Owed
from storage.unit_of_work import UnitOfWork

Row = tuple[str, str]

_STANDINGS = (Standing.ON_TIME, Standing.LATE, Standing.MISSING, Standing.UNCORRECTED, Standing.OPEN)
_PERIODS = 3
"""How many periods of a duty are shown: more than the demo has."""


async def figures(play: Play) -> list[str]:
    """Return the lines of the table."""
    rows = await play.stage.app.database.run(lambda uow: _count(uow, play))
    calls = (await play.stage.phones.calls())["counts"]
    rows += [
        (play.say("demo-figure-restarts"), str(play.restarts)),
        (play.say("demo-figure-taps"), str(calls.get("answerCallbackQuery", 0))),
        (play.say("demo-figure-calls"), str(sum(calls.values()))),
    ]
    width = max(columns(label) for label, _value in rows)
    return [f"{label}{' ' * (width - columns(label))}   {value}" for label, value in rows]


def _count(uow: UnitOfWork, play: Play) -> list[Row]:
    codes = [grid.code for grid in uow.rosters.tree()]
    rows = [(play.say("demo-figure-bound"), str(uow.people.count_bound()))]
    corrections = 0
    for duty in play.stage.app.house.duties.values():
        for period_id, _due_on, _closes_on in reversed(uow.duty_items.periods(duty.id, _PERIODS)):
            owed = uow.duty_items.of_period(duty.id, period_id, codes)
            rows.append((play.title(duty.form_id, period_id), _standings(uow, play, duty, period_id)))
            corrections += _corrections(uow, owed)
    sent, failed = (uow.outbox.count(state) for state in (DeliveryState.SENT, DeliveryState.FAILED))
    return [
        *rows,
        (play.say("demo-figure-corrections"), str(corrections)),
        (play.say("demo-figure-tips"), str(sum(uow.tips.count_by("state", date.min, date.max).values()))),
        (play.say("demo-figure-letters"), play.say("demo-figure-sent", sent=sent, failed=failed)),
    ]


def _standings(uow: UnitOfWork, play: Play, duty: Duty, period_id: str) -> str:
    now = play.stage.clock.now()
    units = [grid.code for grid in uow.rosters.tree() if grid.level == 1]
    asked = (Owed(duty.id, [period_id], code, day_in_shanghai(now)) for code in units)
    counted = Counter(standing(grid, now) for owed in asked for grid in uow.figures.by_grid(owed, None))
    return "  ".join(
        play.say(f"demo-figure-{state}", count=counted[state]) for state in _STANDINGS if counted[state]
    )


def _corrections(uow: UnitOfWork, owed: list[DutyItem]) -> int:
    filed = uow.submissions.of_items(item.id for item in owed)
    return sum(len(uow.submissions.revisions_of(submission.id)) for submission in filed.values())
