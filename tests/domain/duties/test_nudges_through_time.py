"""Nudges through whole months of ticks, beside a recount that knows nothing of steps taken."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.duties import Duty
from domain.duties.nudges import Item, Plan, Posts, plan_nudges
from domain.people.grids import Grid, GridTree
from domain.people.people import Role
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.nudge_hours import NudgeHours, Quiet, Snooze, snooze_until
from domain.time.periods import Period

DUTY = Duty(id="monthly", form_id="monthly", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
BRANCHES = [Grid("B", "内科支部", 2, "H"), Grid("C", "医技支部", 2, "H")]
WARDS = [Grid(code, code, 3, parent) for code, parent in [("D", "B"), ("E", "B"), ("F", "C"), ("G", "B")]]
# C and G are vacant; 31 is responsible for two departments, one of them together with 30.
PEOPLE = {"B": (20,), "D": (30,), "E": (30, 31), "F": (31,)}
LEVEL_ONE = (1, 2)
HOLDERS = {(code, Role.INSPECTOR): people for code, people in PEOPLE.items()}
POSTS = Posts(GridTree([Grid("H", "医院", 1), *BRANCHES, *WARDS]), HOLDERS, {"H": LEVEL_ONE})
ABOVE: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "B": (LEVEL_ONE, LEVEL_ONE),
    "D": ((20,), LEVEL_ONE),
    "E": ((20,), LEVEL_ONE),
    "F": (LEVEL_ONE, LEVEL_ONE),
    "G": ((20,), LEVEL_ONE),
}
"""Who is to hear at the first and at the second step after the due day, told by hand."""
START = datetime(2026, 6, 10, tzinfo=SHANGHAI)
HOURS = NudgeHours()
MINUTES_OF_A_MONTH = 35 * 24 * 60


def item(number: int, grid_code: str, due_on: date) -> Item:
    return Item(number, DUTY.id, "2026-06", grid_code, due_on, due_on + timedelta(days=DUTY.late_days))


class Town:
    """Stores what plans say, as the tick does, and remembers who heard what and when."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = {due_item.id: due_item for due_item in items}
        self.snoozed: dict[int, datetime] = {}
        self.said: list[tuple[datetime, int, frozenset[int]]] = []

    def tick(self, now: datetime) -> Plan:
        today = {person for at, person, _ in self.said if day_in_shanghai(at) == day_in_shanghai(now)}
        quiet = Quiet(HOURS, today, dict(self.snoozed))
        plan = plan_nudges(now, self.items.values(), {DUTY.id: DUTY}, POSTS, quiet)
        for number, steps_done in plan.steps.items():
            assert steps_done > self.items[number].steps_done
            self.items[number] = replace(self.items[number], steps_done=steps_done)
        for number, passed_up in plan.passed_up.items():
            assert passed_up is not self.items[number].passed_up
            self.items[number] = replace(self.items[number], passed_up=passed_up)
        for nudge in plan.nudges:
            if nudge.person_id in today:
                assert nudge.person_id in plan.snoozes_over
            numbers = frozenset(due_item.id for due_item in (*nudge.own, *nudge.below))
            self.said.append((now, nudge.person_id, numbers))
        for person in plan.snoozes_over:
            del self.snoozed[person]
        return plan


def concerned(due_item: Item, overdue_step: int) -> set[int]:
    """Recount who is to hear at a step: 0 up to the due day, then 1 and 2."""
    above = ABOVE[due_item.grid_code][overdue_step - 1] if overdue_step else ()
    # 20 stands where nobody does: G is vacant.
    return {*PEOPLE.get(due_item.grid_code, ABOVE[due_item.grid_code][0]), *above}


def expected_days(items: Iterable[Item], ticks: Iterable[datetime]) -> set[tuple[date, int]]:
    """Recount who hears on which day: those with a step day since the last day on which the bot ticked."""
    days = sorted({day_in_shanghai(now) for now in ticks if HOURS.contain(now)})
    expected = set()
    for earlier, today in zip([date.min, *days], days, strict=False):
        for due_item in items:
            for offset, overdue_step in [(-7, 0), (-3, 0), (-1, 0), (0, 0), (1, 1), (3, 2)]:
                if earlier < due_item.due_on + timedelta(days=offset) <= today <= due_item.closes_on:
                    expected |= {(today, person) for person in concerned(due_item, overdue_step)}
    return expected


def owed(places: list[tuple[str, int]]) -> list[Item]:
    return [
        item(number, code, START.date() + timedelta(days=days)) for number, (code, days) in enumerate(places)
    ]


PLACES = st.tuples(st.sampled_from(["B", "D", "E", "F", "G"]), st.integers(5, 25))
ITEMS = st.lists(PLACES, min_size=1, max_size=6).map(owed)
TICKS = st.lists(st.integers(0, MINUTES_OF_A_MONTH), min_size=20, max_size=80).map(
    lambda minutes: [START + timedelta(minutes=number) for number in sorted(minutes)]
)


@settings(deadline=None, max_examples=100)
@given(ITEMS, TICKS)
def test_late_and_repeated_ticks_say_what_a_recount_expects(items: list[Item], ticks: list[datetime]) -> None:
    town = Town(items)
    for now in ticks:
        town.tick(now)
        again = town.tick(now)
        assert (again.nudges, again.steps, again.passed_up) == ((), {}, {})
    assert all(HOURS.contain(at) for at, _, _ in town.said)
    days = [(day_in_shanghai(at), person) for at, person, _ in town.said]
    assert len(set(days)) == len(days)
    assert set(days) == expected_days(items, ticks)


@settings(deadline=None, max_examples=100)
@given(ITEMS, TICKS, st.data())
def test_a_submission_silences_the_rest_at_once(
    items: list[Item], ticks: list[datetime], data: st.DataObject
) -> None:
    town = Town(items)
    for now in ticks:
        if data.draw(st.booleans()) and town.items:
            del town.items[data.draw(st.sampled_from(sorted(town.items)))]
        for nudge in town.tick(now).nudges:
            assert {due_item.id for due_item in (*nudge.own, *nudge.below)} <= town.items.keys()
    days = [(day_in_shanghai(at), person) for at, person, _ in town.said]
    assert len(set(days)) == len(days)
    assert set(days) <= expected_days(items, ticks)


@settings(deadline=None, max_examples=100)
@given(ITEMS, TICKS, st.data())
def test_whoever_postpones_is_silent_until_then_and_hears_then(
    items: list[Item], ticks: list[datetime], data: st.DataObject
) -> None:
    town = Town(items)
    for now in ticks:
        before = dict(town.snoozed)
        told = {nudge.person_id for nudge in town.tick(now).nudges}
        for person, until in before.items():
            mine = {
                due_item.id
                for due_item in town.items.values()
                if person in PEOPLE.get(due_item.grid_code, ())
            }
            open_now = {item_id for item_id in mine if day_in_shanghai(now) <= town.items[item_id].closes_on}
            if until > now or not HOURS.contain(now):
                assert person not in told
            elif open_now:
                assert person in told
        for person in sorted(told):
            if data.draw(st.booleans()):
                town.snoozed[person] = snooze_until(now, data.draw(st.sampled_from(Snooze)), HOURS)


def test_a_tick_a_minute_and_a_tick_every_seven_hours_say_the_same() -> None:
    items = [
        item(1, "D", date(2026, 6, 18)),
        item(2, "E", date(2026, 6, 20)),
        item(3, "G", date(2026, 6, 19)),
    ]
    said = []
    for pause in (timedelta(minutes=1), timedelta(hours=7)):
        town = Town(items)
        now = START
        while now < START + timedelta(days=15):
            town.tick(now)
            now += pause
        said.append({(day_in_shanghai(at), person, numbers) for at, person, numbers in town.said})
    assert said[0] == said[1]
    assert len(said[0]) > len(items)


def test_one_duty_through_its_life_tells_each_person_on_the_right_days() -> None:
    due_on = date(2026, 6, 30)
    town = Town([item(1, "D", due_on)])
    for day in range(40):
        for hour in (6, 8, 14, 20, 22):
            town.tick(datetime.combine(START.date() + timedelta(days=day), time(hour), SHANGHAI))
    heard: dict[int, list[int]] = {}
    for at, person, _ in town.said:
        heard.setdefault(person, []).append((day_in_shanghai(at) - due_on).days)
    assert heard == {30: [-7, -3, -1, 0, 1, 3], 20: [1], 1: [3], 2: [3]}
