"""Any sequence of ticks, late, twice, with the clock set back, says the same: on a real database."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.time.clock import day_in_shanghai
from reminders.desk import Desk
from reminders.tick import tick
from storage.tables import duty_items, outbox
from tests.desks import bind, move_to, open_desk, rows_of, shanghai
from tests.reminders.duties.test_nudges_on_phones import of_grids

NAMES = ("心内科特邀监察员", "内科第一党支部特邀监察员", "监察室主任")
ROSTER = of_grids("内科第一党支部", "心内科")
START = shanghai(5, 20, 0)
DAYS = 16
HOUR = timedelta(hours=1)


@cache
def template() -> bytes:
    """Return the small hospital as a database file, its people bound."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "template.db"
        with open_desk(f"sqlite:///{file}", START, ROSTER) as desk:
            for number, name in enumerate(NAMES, start=1):
                bind(desk.database, name, number)
        return file.read_bytes()


def said(moments: Iterable[datetime]) -> tuple[set[str], list[tuple[object, ...]]]:
    """Return the keys of the letters that ticks at `moments` queue, and what became of the items.

    The report of what was skipped is left out: nothing is delivered here, so that it grows with every hour.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ticks.db"
        file.write_bytes(template())
        with open_desk(f"sqlite:///{file}", START, ROSTER) as desk:
            asyncio.run(_tick_at(desk, moments))
            letters = rows_of(desk.database, outbox)
            keys = {row["unique_key"] for row in letters if row["kind"] != "skipped"}
            items = [
                (row["duty_id"], row["period_id"], row["grid_code"], row["steps_done"], row["passed_up"])
                for row in rows_of(desk.database, duty_items)
            ]
            return keys, sorted(items)


async def _tick_at(desk: Desk, moments: Iterable[datetime]) -> None:
    for moment in moments:
        move_to(desk, moment)
        await tick(desk)


HOURS = st.lists(st.integers(0, DAYS * 24), min_size=3, max_size=14, unique=True).map(sorted)


@settings(max_examples=12)
@given(HOURS, st.data())
def test_ticks_repeated_and_set_back_say_what_the_plain_sequence_says(
    hours: list[int], data: st.DataObject
) -> None:
    plain = [START + number * HOUR for number in hours]
    shuffled: list[datetime] = []
    for number, moment in enumerate(plain):
        shuffled += [moment] * data.draw(st.integers(1, 2))
        earlier = [passed for passed in plain[:number] if day_in_shanghai(passed) == day_in_shanghai(moment)]
        goes_back = data.draw(st.booleans())
        if earlier and goes_back:
            shuffled.append(data.draw(st.sampled_from(earlier)))
    assert said(shuffled) == said(plain)


@settings(max_examples=8)
@given(HOURS, st.data())
def test_a_clock_that_jumps_back_for_days_adds_no_second_message_of_a_day(
    hours: list[int], data: st.DataObject
) -> None:
    plain = [START + number * HOUR for number in hours]
    jumps = data.draw(st.lists(st.sampled_from(plain), max_size=4))
    keys, items = said([*plain, *jumps])
    assert (keys, items) == said(plain)


def test_a_tick_every_four_hours_and_a_tick_a_day_say_the_same() -> None:
    often = [START + number * HOUR for number in range(0, DAYS * 24, 4)]
    daily = [moment for moment in often if moment.hour == 8]
    assert said(often) == said(daily)
    assert len(said(daily)[0]) > 10
