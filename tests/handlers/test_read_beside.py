"""What may be much is read beside whoever writes, and written a part at a time: nobody waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from handlers.duties import chase_missing
from storage.tables import outbox
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.tips.tips_by_hand import bring
from tests.harness import Hospital
from windows.entries import LEDGER, TIP_FIGURES, nudge_missing

OFFICE = "监察室主任"
CHASE_MAY = nudge_missing("monthly_report", "2026-05")


@contextmanager
def noted(engine: Engine) -> Iterator[list[str]]:
    """Note the statements of whoever writes; a COMMIT for the end of each transaction."""
    statements: list[str] = []

    def statement(_connection: object, _cursor: object, statement: str, *_more: Any) -> None:
        statements.append(statement)

    def commit(_connection: object) -> None:
        statements.append("COMMIT")

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    yield statements
    event.remove(engine, "before_cursor_execute", statement)
    event.remove(engine, "commit", commit)


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
        with noted(hospital.app.database.engine) as statements:
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
