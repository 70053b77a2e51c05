from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.duties.hearings import Next, Slot
from reminders.desk import Desk
from storage.duties.tables import hearing_slots
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk, rows_of

T = TypeVar("T")
NOW = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
DUTY = "quarterly_hearing"
GRIDS = 4


class Slots:
    """The repository on a desk whose first grids owe a hearing each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        codes = self.do(lambda uow: [grid.code for grid in uow.rosters.tree() if grid.level > 1][:GRIDS])
        self.unit_code = self.do(
            lambda uow: next(grid.code for grid in uow.rosters.tree() if grid.level == 1)
        )
        row = {"duty_id": DUTY, "period_id": "2026-Q2", "opens_on": NOW.date(), "due_on": NOW.date()}
        row["closes_on"] = NOW.date() + timedelta(days=30)
        self.do(lambda uow: uow.duty_items.open({**row, "grid_code": code} for code in codes))
        self.items = self.do(lambda uow: uow.duty_items.of_period(DUTY, "2026-Q2", codes))
        self.host = self.do(lambda uow: uow.people.search("监察室主任", 1)[0].person_id)

    def do(self, work: Callable[[UnitOfWork], T]) -> T:
        return self._desk.database.write(work)

    def slot(self, hours: int, minutes: int = 20, place: str = "302") -> Slot:
        return Slot(0, DUTY, self.unit_code, NOW + timedelta(hours=hours), minutes, place)

    def offer(self, *hours: int, place: str = "302") -> bool:
        slots = [self.slot(hour, place=place) for hour in hours]
        return self.do(lambda uow: uow.hearing_slots.offer(slots, self.host))

    def ids(self) -> list[int]:
        return [row["id"] for row in rows_of(self._desk.database, hearing_slots)]

    def take(self, slot_id: int, item: DutyItem) -> bool:
        return self.do(lambda uow: uow.hearing_slots.take(slot_id, item.id, NOW))

    def release(self, item: DutyItem) -> bool:
        return self.do(lambda uow: uow.hearing_slots.release(item.id))

    def withdraw(self, slot_id: int) -> bool:
        return self.do(lambda uow: uow.hearing_slots.withdraw(slot_id, NOW))

    def chosen(self) -> dict[int, int]:
        rows = rows_of(self._desk.database, hearing_slots)
        return {row["item_id"]: row["id"] for row in rows if row["item_id"] is not None}

    def turns(self, now: datetime = NOW) -> list[Next]:
        found = self.do(lambda uow: uow.hearing_slots.next_of(self.items, uow.rosters.tree(), now))
        return [found[item.id] for item in self.items]

    def empty(self) -> None:
        with self._desk.database.engine.begin() as connection:
            connection.execute(hearing_slots.delete())


@pytest.fixture(scope="module")
def slots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slots]:
    folder: Path = tmp_path_factory.mktemp("slots")
    with open_desk(f"sqlite:///{folder / 'gridbot.db'}") as desk:
        yield Slots(desk)


@pytest.fixture(autouse=True)
def _none_left(slots: Slots) -> None:
    slots.empty()


def test_offered_at_the_same_time_none_of_the_slots_is_added(slots: Slots) -> None:
    assert slots.offer(5)
    assert not slots.offer(4, 5, 6)
    assert len(slots.ids()) == 1


def test_a_withdrawn_slot_may_be_offered_again_elsewhere(slots: Slots) -> None:
    slots.offer(5)
    (slot_id,) = slots.ids()
    slots.take(slot_id, slots.items[0])
    assert slots.withdraw(slot_id)
    assert not slots.withdraw(slot_id)
    assert slots.do(lambda uow: uow.hearing_slots.find(slot_id)) is None
    assert not slots.take(slot_id, slots.items[0])
    assert slots.offer(5, place="303")
    (again,) = slots.do(lambda uow: uow.hearing_slots.free(NOW))
    assert (again.id, again.place, again.item_id) == (slot_id, "303", None)
    assert slots.do(lambda uow: uow.hearing_slots.find_last_place(slots.unit_code)) == "303"


def test_choosing_another_frees_the_first_and_a_taken_one_leaves_it(slots: Slots) -> None:
    slots.offer(5, 6)
    one, other = slots.ids()
    first, second, *_ = slots.items
    assert slots.take(one, first)
    assert slots.take(other, second)
    assert not slots.take(other, first)
    assert slots.chosen() == {first.id: one, second.id: other}
    assert slots.release(second)
    assert slots.take(other, first)
    assert slots.chosen() == {first.id: other}
    found = slots.do(lambda uow: uow.hearing_slots.of_items(item.id for item in slots.items))
    assert {item_id: slot.id for item_id, slot in found.items()} == {first.id: other}


def test_whose_turn_it_is_goes_by_the_slots_that_suit(slots: Slots) -> None:
    assert slots.turns() == [Next.HOST] * GRIDS
    slots.offer(5, 24 * 60)
    assert slots.turns() == [Next.CHOOSER] * GRIDS
    slots.take(slots.ids()[0], slots.items[0])
    # The other one lies after the last day.
    assert slots.turns() == [Next.NOBODY, *[Next.HOST] * (GRIDS - 1)]
    assert slots.turns(NOW + timedelta(hours=6))[0] is Next.HOST


def test_what_is_between_two_moments_leaves_out_the_last(slots: Slots) -> None:
    slots.offer(5, 6)
    hour = timedelta(hours=1)
    found = slots.do(lambda uow: uow.hearing_slots.between(NOW + 5 * hour, NOW + 6 * hour))
    assert [slot.starts_at for slot in found] == [NOW + 5 * hour]
    slots.take(found[0].id, slots.items[0])
    assert slots.do(lambda uow: uow.hearing_slots.chosen_between(NOW, NOW + hour))
    assert not slots.do(lambda uow: uow.hearing_slots.chosen_between(NOW - hour, NOW))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["offer", "take", "take", "take", "release", "withdraw"]),
            st.integers(0, 5),
            st.integers(0, GRIDS - 1),
        ),
        max_size=25,
    )
)
def test_whatever_people_do_a_slot_has_one_and_nobody_has_two(
    slots: Slots, acts: list[tuple[str, int, int]]
) -> None:
    slots.empty()
    model: dict[int, int] = {}
    offered: dict[int, int] = {}
    for act, hour, who in acts:
        item = slots.items[who]
        if act == "offer":
            assert slots.offer(hour + 1) == (hour not in offered)
            rows = slots.do(lambda uow: uow.hearing_slots.between(NOW, NOW + timedelta(days=1)))
            offered = {round((row.starts_at - NOW) / timedelta(hours=1)) - 1: row.id for row in rows}
        elif act == "take" and hour in offered:
            free = offered[hour] not in model.values() or model.get(item.id) == offered[hour]
            assert slots.take(offered[hour], item) == free
            if free:
                model[item.id] = offered[hour]
        elif act == "release":
            assert slots.release(item) == (item.id in model)
            model.pop(item.id, None)
        elif act == "withdraw" and hour in offered:
            slot_id = offered.pop(hour)
            assert slots.withdraw(slot_id)
            model = {key: value for key, value in model.items() if value != slot_id}
        assert slots.chosen() == model
        assert len(set(model.values())) == len(model)
