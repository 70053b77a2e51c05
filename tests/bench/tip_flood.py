"""A flood of wrong receipt codes, through the simulator: how long a right code and a 提交 take behind it.

Two hundred accounts that have done nothing before have sent a wrong code each when a right one is sent and a tip handed
in, by others of whom nothing is known either. Who is told to try again does so a second later, and the time counts.
Bot, Telegram and all phones live in this process.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from domain.tips.receipts import new_receipt, show_receipt
from simulator.phone import Phone
from tests.handlers.tips.test_submit_tip import submit, write
from tests.harness import open_hospital

WRONG_CODES = 200
PAUSE_S = 1

T = TypeVar("T")


async def flood_lookup_s(folder: Path) -> float:
    """Return the seconds until both are answered, the later of the two."""
    async with open_hospital(folder) as hospital:
        reporter, other = await hospital.stranger(), await hospital.stranger()
        code = await submit(reporter, "一件事")
        await write(other, "另一件事")
        for _question in range(4):
            await other.tap("跳过")
        await other.tap("医疗服务")
        phones = [await hospital.stranger() for _account in range(WRONG_CODES)]
        inquirer = await hospital.stranger()
        await asyncio.gather(
            *(phone.send_nowait(f"/receipt {show_receipt(new_receipt())}") for phone in phones)
        )
        return max(await asyncio.gather(_look_up(inquirer, code), _hand_in(other)))


async def _look_up(phone: Phone, code: str) -> float:
    return await _until_done(lambda: phone.send(f"/receipt {code}"), lambda shown: "状态：" in shown.text)


async def _hand_in(phone: Phone) -> float:
    # A toast says to try again.
    taken = await _until_done(lambda: phone.tap("提交"), lambda toast: toast is None)
    await phone.see("回执码")
    return taken


async def _until_done(act: Callable[[], Awaitable[T]], done: Callable[[T], bool]) -> float:
    """Act again and again, with a pause between, until it is done; return the seconds that took."""
    started = time.perf_counter()
    while not done(await act()):  # noqa: ASYNC110 - a person's pause, nothing to wait for
        await asyncio.sleep(PAUSE_S)
    return time.perf_counter() - started
