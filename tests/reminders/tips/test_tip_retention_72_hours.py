"""Whenever the clock strikes and whenever Telegram answers: nothing goes before its handlers had three days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.time.clock import SHANGHAI, Clock, day_in_shanghai
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk, UnavailableError
from reminders.tips.retention import erase_kept_long, warn_of_erasing
from tests.desks import Postman, always, move_to
from tests.reminders.tips.tips_on_desks import bring_closed, erased, open_tip_desk
from windows.windows import Window


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_tip_desk(tmp_path, datetime(2026, 7, 6, 10, 0, tzinfo=SHANGHAI)) as opened:
        yield opened


@dataclass
class Diary(Postman):
    """A sender that notes when it was given a warning."""

    clock: Clock = field(kw_only=True)
    warned_at: list[datetime] = field(default_factory=list)

    async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
        sent = await super().send(chat_id, window, left)
        self.warned_at.append(self.clock.now())
        return sent


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=12))
async def test_nothing_is_erased_before_72_hours_after_a_warning_that_arrived(
    desk: Desk, days: list[tuple[int, bool]]
) -> None:
    """`days`: after how many hours the clock strikes, and whether Telegram answers then."""
    # A desk is dear: each example goes on where the last one ended.
    now = desk.clock.now()
    number = bring_closed(desk.database, day_in_shanghai(now))
    now += timedelta(days=desk.keep_closed_days - 3)
    diary = Diary(clock=desk.clock)
    for hours, answers in [*days, *[(12, True)] * 16]:
        now += timedelta(hours=hours)
        move_to(desk, now)
        diary.refuse = (lambda _chat, _window: None) if answers else always(UnavailableError())
        for step in (erase_kept_long, warn_of_erasing):
            desk.database.write(partial(step, desk=desk, now=now))
        if erased(desk.database)[number] is not None:
            break
        await drain(desk, diary)
    assert erased(desk.database)[number] is not None
    assert now - min(diary.warned_at) >= timedelta(hours=72)
    assert now - diary.warned_at[-1] >= timedelta(hours=72)
