"""Whose file takes long waits for its own sake: nobody else does."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import Bot

from domain.errors import RefusalError
from domain.tips.unfinished import UnfinishedFile
from handlers.wire import evidence_in_budget
from handlers.wire.evidence_in_budget import within_budget
from reports.evidence.apart import QUICK, Budget, OverBudgetError
from usecases.house import FILES_AT_ONCE, House

FILE = UnfinishedFile("id", "a.pdf")
BOT = cast("Bot", None)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    async def fetched(_bot: Bot, file: UnfinishedFile) -> bytes:
        return file.name.encode()

    monkeypatch.setattr(evidence_in_budget, "fetch", fetched)
    lanes: Any = SimpleNamespace(
        cleaning=asyncio.Semaphore(FILES_AT_ONCE), cleaning_slowly=asyncio.Semaphore(1)
    )
    return cast("House", lanes)


async def test_files_that_take_long_hold_nobody_else_up(house: House) -> None:
    loop = asyncio.get_running_loop()
    slow, over = [asyncio.Event() for _ in range(3)], loop.create_future()

    def endless(_content: bytes, budget: Budget) -> bytes:
        if budget is QUICK:
            raise OverBudgetError
        loop.call_soon_threadsafe(slow.pop().set)
        asyncio.run_coroutine_threadsafe(asyncio.wait_for(asyncio.shield(over), 10), loop).result()
        raise OverBudgetError

    begun = slow[-1]
    async with asyncio.TaskGroup() as tasks:
        waiting = [tasks.create_task(_refused(within_budget(BOT, house, FILE, endless))) for _ in range(3)]
        await asyncio.wait_for(begun.wait(), 10)
        assert await within_budget(BOT, house, FILE, lambda content, _budget: content) == b"a.pdf"
        over.set_result(None)
    assert [task.result() for task in waiting] == ["evidence-refused-slow"] * 3


async def _refused(coming: Any) -> str:
    with pytest.raises(RefusalError) as error:
        await coming
    return error.value.key
