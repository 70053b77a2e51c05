"""What tests of reports do again and again: open one, fill it in, look into the tables."""

import sqlite3
from contextlib import closing
from io import BytesIO
from typing import Any

from PIL import Image

from simulator.phone import Phone
from simulator.screen import Message
from storage.reporting.submissions import Revision, Submission
from storage.unit_of_work import UnitOfWork
from tests.harness import Hospital

INSPECTOR = "心内科特邀监察员"
GRID = "心内科"


async def begin(phone: Phone) -> None:
    """Open the one report that is due and go to its first question."""
    await phone.send("/report")
    await phone.tap("开始填报")


async def shown(phone: Phone) -> Message:
    """Return the window in front of the person."""
    screen = await phone.screen()
    assert screen is not None
    return screen


def picture() -> bytes:
    """Return a photo."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    return file.getvalue()


async def file_green(phone: Phone) -> None:
    """File the month with its light alone."""
    await begin(phone)
    await phone.tap("绿")
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")


async def filed(
    hospital: Hospital, grid: str = GRID, duty: str = "monthly_report", period: str = "2026-05"
) -> Submission | None:
    """Return what the grid filed."""

    def work(uow: UnitOfWork) -> Submission | None:
        codes = [found.code for found in uow.rosters.tree() if found.name == grid]
        (item,) = uow.duty_items.of_period(duty, period, codes)
        return uow.submissions.find_for(item.id)

    return await hospital.app.database.run(work)


async def answers(hospital: Hospital, **which: str) -> dict[str, Any]:
    """Return the answers that were filed."""
    found = await filed(hospital, **which)
    assert found is not None
    return dict(found.answers)


async def revisions(hospital: Hospital) -> list[Revision]:
    """Return the corrections of what the grid filed."""
    found = await filed(hospital)
    assert found is not None
    return await hospital.app.database.run(lambda uow: uow.submissions.revisions_of(found.id))


def count(hospital: Hospital, table: str) -> int:
    """Return how many rows a table has, as the disk tells it."""
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
    return int(number)


def on_disk(hospital: Hospital) -> bytes:
    """Return every byte of the database, what is not yet merged included, once its log is emptied as it was asked."""
    assert hospital.app.database.is_scrubbed(10)
    return b"".join(path.read_bytes() for path in sorted(hospital.folder.glob("gridbot.db*")))


class Recorder:
    """Notes the updates that Telegram sends, so that a test can have one sent again."""

    def __init__(self, hospital: Hospital) -> None:
        self._updates = hospital.simulator.world.bot().updates
        self._put = self._updates.put
        self.seen: list[dict[str, Any]] = []
        # The wire is tapped, not cut.
        self._updates.put = self._note  # type: ignore[method-assign]

    def _note(self, kind: str, payload: dict[str, Any]) -> None:
        self.seen.append({"update_id": self._updates.next_id, kind: payload})
        self._put(kind, payload)

    def send_again(self, index: int = -1) -> None:
        """Deliver an update once more, under its own number."""
        update = self.seen[index]
        self._updates._pending.appendleft(update)
        waiter = self._updates._waiter
        if waiter is not None and not waiter.done():
            waiter.set_result(None)
