"""What may be much is read beside whoever writes, and written a part at a time: nobody waits for it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from handlers.duties import chase_missing
from storage.database import Database
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.tips.tips_by_hand import bring
from tests.harness import Hospital
from windows.entries import LEDGER, TIP_FIGURES, nudge_missing

OFFICE = "监察室主任"
CHASE_MAY = nudge_missing("monthly_report", "2026-05")


@asynccontextmanager
async def noted(database: Database) -> AsyncIterator[list[str]]:
    """Note the statements of whoever writes, as SQLite hears them."""
    statements: list[str] = []

    async def trace(note: Callable[[str], None] | None) -> None:
        def work(uow: UnitOfWork) -> None:
            driver: Any = uow._connection.connection.driver_connection
            driver.set_trace_callback(note)

        await database.run(work)

    await trace(statements.append)
    yield statements
    await trace(None)


async def test_reminding_everybody_and_the_register_of_tips_are_read_beside_whoever_writes(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chase_missing, "QUEUED_AT_ONCE", 1)
    office = await hospital.phone_of(OFFICE)
    for name in ("心内科特邀监察员", "骨科特邀监察员"):
        await hospital.phone_of(name)
    await bring(hospital)
    said = {CHASE_MAY: "已提醒 2 人", LEDGER: "台账", TIP_FIGURES: "线索情况"}
    for data, words in said.items():
        async with noted(hospital.app.database) as statements:
            await press(hospital, office, data)
            await office.see(words)
        assert "COMMIT" in statements
        for table in ("duty_item", "tip_step", "tip"):
            assert not [asked for asked in statements if f"FROM {table} " in asked.replace("\n", " ")], data
        queued = [place for place, asked in enumerate(statements) if asked.startswith("INSERT INTO outbox")]
        if data == CHASE_MAY:
            first, second = queued
            assert "COMMIT" in statements[first:second]
    assert [row["kind"] for row in rows_of(hospital.app.database, outbox)].count("chase") == 2
