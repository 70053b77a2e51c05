"""A tick is killed between two of its transactions: the next one goes on, nothing is lost and nothing said twice."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reminders.desk import Desk
from reminders.duties import nudges, open_periods
from reminders.tick import tick
from storage.database import Database
from storage.tables import duty_items, outbox, settings
from storage.unit_of_work import UnitOfWork
from tests.desks import bind, move_to, open_desk, rows_of, shanghai
from tests.reminders.duties.test_nudges_on_phones import BRANCH, OFFICE, WARD, of_grids

START, OVERDUE = shanghai(5, 24, 9), shanghai(6, 1, 9)
ROSTER = of_grids("内科第一党支部", "心内科", "呼吸内科")


class KilledError(Exception):
    """The process ends here."""


def killed_after(runs: int) -> Callable[..., Any]:
    """Return a Database.run that does so many pieces of work and then no more."""
    run, left = Database.run, [runs]

    async def counted(database: Database, work: Callable[[UnitOfWork], Any]) -> Any:
        if not left[0]:
            raise KilledError
        left[0] -= 1
        return await run(database, work)

    return counted


def stored(folder: Path, kills: list[int], patch: pytest.MonkeyPatch) -> tuple[list[Any], ...]:
    """Return what a tick on two days leaves behind, each killed after so many transactions and begun anew."""
    folder.mkdir()
    with open_desk(f"sqlite:///{folder}/grid.db", START, ROSTER) as desk:
        for number, name in enumerate((WARD, BRANCH, OFFICE), start=1):
            bind(desk.database, name, number)
        for moment in (START, OVERDUE):
            move_to(desk, moment)
            for runs in kills:
                with patch.context() as killing:
                    killing.setattr(Database, "run", killed_after(runs))
                    asyncio.run(_tick(desk))
            asyncio.run(tick(desk))
        letters = [
            (row["unique_key"], row["state"], row["payload"]) for row in rows_of(desk.database, outbox)
        ]
        items = [(row["grid_code"], row["steps_done"]) for row in rows_of(desk.database, duty_items)]
        marks = [(row["key"], row["value"]) for row in rows_of(desk.database, settings)]
        return sorted(letters, key=lambda letter: letter[0]), sorted(items), marks


async def _tick(desk: Desk) -> None:
    with pytest.raises(KilledError):
        await tick(desk)


def test_a_tick_killed_anywhere_and_begun_anew_leaves_what_one_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stored(tmp_path / "whole", [], monkeypatch)
    assert len(whole[0]) == 5
    monkeypatch.setattr(nudges, "LETTERS_AT_ONCE", 1)
    monkeypatch.setattr(nudges, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(open_periods, "ROWS_AT_ONCE", 2)
    for number, kills in enumerate([[1], [2, 2], [4], [5, 1], [7, 3, 2], [9]]):
        assert stored(tmp_path / f"{number}", kills, monkeypatch) == whole, kills
