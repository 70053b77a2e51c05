"""Every button of every conversation, pressed by people whose windows offer no act at all: nothing may come of it.

What a button is called is read from the conversations' own filters, so that a new one is walked as soon as it is there.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from domain.entries import LANGUAGE
from handlers.filters import Tapped, TappedOn
from handlers.routers import router
from simulator.phone import Phone
from tests.forged import press
from tests.handlers.tips_by_hand import FIRST, OFFICE, bring, day
from tests.harness import Hospital

ONLOOKERS = ("党委书记", "心内科负责人")
"""Who reads digests, and who is told what becomes overdue; neither of them owes anything in May."""


def buttons() -> Iterator[tuple[str, bool]]:
    """Give what the data of all buttons begin with, and whether parts follow."""
    for handler in router().observers["callback_query"].handlers:
        for found in handler.filters or []:
            if isinstance(found.callback, Tapped):
                yield from ((data, False) for data in found.callback._data if data != LANGUAGE)
            if isinstance(found.callback, TappedOn):
                yield found.callback._prefix, True


def forged(hospital: Hospital, person_id: int) -> list[str]:
    """Return data that would do something, were they pressed by somebody who may."""
    begin, end = day(hospital), day(hospital) + timedelta(days=1)
    found = []
    for data, more in dict.fromkeys(buttons()):
        if not more:
            found.append(data)
        elif data.startswith("leave"):
            found += [f"{data}{begin}:{end}:{person_id}", f"{data}1"]
        elif data.startswith(("tips", "merge", "separate", "facts")):
            found += [f"{data}{FIRST}:0:1:1", f"{data}1:1:1"]
        else:
            found += [f"{data}1:1:1:1", f"{data}monthly:2026-05:1:1"]
    return found


def stored(hospital: Hospital) -> dict[str, list[object]]:
    """Return every table's rows."""
    file = hospital.config.database_file
    assert file is not None
    database = sqlite3.connect(file)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: list(database.execute(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608 - names out of the database itself
    database.close()
    return rows


async def press_all(hospital: Hospital, phone: Phone, every: list[str]) -> None:
    for data in every:
        await press(hospital, phone, data)


async def test_no_button_does_anything_for_who_is_offered_none(hospital: Hospital) -> None:
    await hospital.phone_of(OFFICE)
    phones = [await hospital.phone_of(name) for name in ONLOOKERS]
    phones.append(await hospital.stranger())
    for phone in phones:
        await phone.send("/start")
    await bring(hospital)
    head = await hospital.app.database.run(lambda uow: uow.people.search(OFFICE, 1))
    every = forged(hospital, head[0].person_id)
    before = stored(hospital)
    await asyncio.gather(*(press_all(hospital, phone, every) for phone in phones))
    after = stored(hospital)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert sum(len(rows) for rows in before.values()) > 100
