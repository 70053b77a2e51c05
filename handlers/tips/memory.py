"""Where unfinished tips are kept: in memory alone, and forgotten after half an hour without a word.

docs/domain.md section 7, promise 3. They live in the data of aiogram's MemoryStorage and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage

from domain.tips.routing import Body
from domain.tips.unfinished import UnfinishedTip
from windows.windows import Window

IDLE_LIFE = timedelta(minutes=30)
"""How long an unfinished tip, and the list of its messages, are kept without a word."""
MARK_LIFE = timedelta(days=1)
"""How long a chat is known to have had one: its next word must not be taken for something else."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EndedTip:
    """A tip submitted or given up: the messages that can still be deleted.

    `window` is the last window until it is known to have been shown: it may hold the receipt code.
    """

    message_ids: tuple[int, ...]
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FoundTip:
    """A tip that this chat has just opened with its receipt code: what may be added to."""

    number: str
    body: Body
    files: int


class TipStates(StatesGroup):
    """Whether the chat has a tip open; at which question, the tip itself knows."""

    open = State()


async def hold(state: FSMContext, tip: UnfinishedTip, now: datetime) -> None:
    """Keep `tip` in memory, counting the idle time from `now`."""
    await state.set_data({"tip": tip, "last_at": now})
    await state.set_state(TipStates.open)


async def hold_end(state: FSMContext, ended: EndedTip, now: datetime) -> None:
    """Keep of a tip only which messages it consisted of, and its last window until that has been shown.

    Until then it hears everything first, as an open tip does; then the chat is free for other things.
    """
    await state.set_state(None if ended.window is None else TipStates.open)
    await state.set_data({"ended": ended, "last_at": now})


async def hold_found(state: FSMContext, found: FoundTip, now: datetime) -> None:
    """Keep which tip the chat has just opened with its code, so that it can be added to without the code."""
    await state.set_data({"found": found, "last_at": now})


def read_held(data: Mapping[str, Any], now: datetime) -> UnfinishedTip | EndedTip | FoundTip | None:
    """Return what `data` of the chat's FSM holds of a tip, or None where it is too old."""
    held: UnfinishedTip | EndedTip | FoundTip | None = (
        data.get("tip") or data.get("ended") or data.get("found")
    )
    return None if held is None or abs(now - data["last_at"]) > IDLE_LIFE else held


def forget_idle_tips(storage: MemoryStorage, now: datetime) -> int:
    """Drop from memory what nobody has touched for IDLE_LIFE; return how many tips those were.

    An unfinished tip leaves, for MARK_LIFE, the bare mark that there was one, so that words typed later are
    not taken for an answer to something else and stored.
    """
    forgotten = 0
    for key, record in list(storage.storage.items()):
        last_at: datetime | None = record.data.get("last_at")
        # A moment far ahead is one as well: the clock was set back, and nobody knows how long ago it was.
        if last_at is None or abs(now - last_at) <= IDLE_LIFE:
            continue
        forgotten += int(len(record.data) > 1)
        if record.state is None or abs(now - last_at) > MARK_LIFE:
            del storage.storage[key]
        else:
            record.data = {"last_at": last_at}
    return forgotten
