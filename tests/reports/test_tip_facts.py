from datetime import date

from domain.tips.routing import Body
from domain.tips.tips import Area, DisciplineForm, Source, TipAct, TipState, Way
from reports.tip_facts import facts_of
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip

TIP = ListedTip(
    "2026-002",
    Body.OFFICE,
    date(2026, 5, 4),
    Source.PETITION,
    Area.ETHICS,
    TipState.CLOSED,
    named=True,
    closed_on=date(2026, 6, 20),
    erased_on=None,
    forwarded_by=None,
)


def step(act: TipAct, month: int, day: int, way: str | None = None) -> TipStep:
    return TipStep(act, date(2026, month, day), 1, way)


STEPS = [
    step(TipAct.ACCEPTED, 5, 6),
    step(TipAct.PROPOSED, 5, 20, Way.TALK.value),
    step(TipAct.PROPOSED, 6, 2, Way.VERIFY.value),
    step(TipAct.RESULT, 6, 10, DisciplineForm.FIRST.value),
    step(TipAct.CLOSED, 6, 20),
    step(TipAct.TOLD_RESULT, 6, 22),
]


def test_all_that_is_known_by_the_end_of_a_day_counts() -> None:
    facts = facts_of(TIP, STEPS, date(2026, 6, 22))
    assert (facts.way, facts.upheld) == (Way.VERIFY, True)
    assert (facts.accepted_on, facts.closed_on) == (date(2026, 5, 6), date(2026, 6, 20))
    assert facts.answered_on == date(2026, 6, 22)


def test_what_was_done_after_the_month_is_not_known_in_it() -> None:
    facts = facts_of(TIP, STEPS, date(2026, 5, 31))
    assert (facts.way, facts.upheld, facts.closed_on, facts.answered_on) == (Way.TALK, None, None, None)


def test_nothing_found_is_not_upheld() -> None:
    nothing = [*STEPS, step(TipAct.RESULT, 6, 23, DisciplineForm.NONE.value)]
    assert facts_of(TIP, nothing, date(2026, 6, 30)).upheld is False


def test_a_tip_counts_as_merged_from_that_day_until_it_is_on_its_own_again() -> None:
    merged = [step(TipAct.MERGED, 5, 10, "2026-001"), step(TipAct.SEPARATED, 6, 1)]
    days = {day: facts_of(TIP, merged, day).merged_on for day in (date(2026, 5, 9), date(2026, 5, 31))}
    assert days == {date(2026, 5, 9): None, date(2026, 5, 31): date(2026, 5, 10)}
    assert facts_of(TIP, merged, date(2026, 6, 1)).merged_on is None
    again = [*merged, step(TipAct.MERGED, 6, 3, "2026-003")]
    assert facts_of(TIP, again, date(2026, 6, 3)).merged_on == date(2026, 6, 3)
