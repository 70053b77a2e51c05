"""Every button of every conversation, pressed by everybody whose windows do not offer it: nothing may come of it.

What a button is called is read from the conversations' own filters, so that a new one is walked as soon as it is there.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject

from domain.acts import NEEDED, Gate, Standing, may
from domain.entries import LANGUAGE
from domain.errors import RefusalError
from domain.people import Viewer
from handlers.acts import acts_of, put_gate
from handlers.commands import commands_for
from handlers.filters import Tapped, TappedOn
from handlers.house import Request
from handlers.routers import router
from handlers.show_menu import menu_window
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips_by_hand import FIRST, OFFICE, bring, day
from tests.harness import Hospital

ONLOOKERS = ("党委书记", "心内科负责人")
"""Who reads digests, and who is told what becomes overdue; neither of them owes anything in May."""
OTHERS = (
    "纪委书记",
    OFFICE,
    "院级特邀监察员一",
    "内科第一党支部特邀监察员",
    "心内科特邀监察员",
    "驻组联络员",
    "院长",
    "分管内科副院长",
)
"""One of each other role, and of each level of inspectors: to them only what is not offered to such as they are."""


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


def act_of(data: str) -> str:
    """Return the act that a button with `data` is."""
    return data if data in NEEDED else data.partition(":")[0]


def request_of(hospital: Hospital, phone: Phone, gate: Gate) -> Request:
    """Return what the phone asks for now."""
    return Request(hospital.app.house, phone.id, phone.id, 1, hospital.clock.now(), gate=gate)


async def press_all(hospital: Hospital, phone: Phone, every: list[str]) -> list[str]:
    """Press all of these; return those to which nothing was said above the window."""
    return [data for data in every if not await press(hospital, phone, data)]


async def viewer_of(hospital: Hospital, phone: Phone) -> Viewer | None:
    """Return who holds the phone; on the way, see that their menu and commands offer nothing that is not theirs."""
    request = request_of(hospital, phone, Gate())

    def work(uow: UnitOfWork) -> tuple[Viewer | None, list[str]]:
        offered = [button.data for row in menu_window(uow, request).rows for button in row]
        return request.find_viewer(uow), offered

    viewer, offered = await request.run(work)
    commands = [f"/{name}" for name in commands_for(viewer)]
    assert [one for one in (*map(act_of, offered), *commands) if not may(viewer, one)] == []
    return viewer


async def someone_unbound(hospital: Hospital) -> Phone:
    """Return the phone of somebody who was bound to it until a moment ago."""
    phone = await hospital.phone_of("院级特邀监察员二")
    found = await viewer_of(hospital, phone)
    assert found is not None
    await hospital.app.database.run(lambda uow: uow.people.unbind(found.person_id))
    return phone


async def test_no_button_does_anything_for_whom_it_is_not_offered(hospital: Hospital) -> None:
    phones = [await hospital.phone_of(name) for name in ONLOOKERS]
    phones.append(await hospital.stranger())
    only = [await hospital.phone_of(name) for name in OTHERS]
    only.append(await someone_unbound(hospital))
    for phone in (*phones, *only):
        await phone.send("/start")
    await bring(hospital)
    head = await hospital.app.database.run(lambda uow: uow.people.search(OFFICE, 1))
    every = forged(hospital, head[0].person_id)
    one_each = {act_of(data): data for data in reversed(every)}
    not_theirs = [
        [data for act, data in one_each.items() if not may(viewer, act)]
        for viewer in [await viewer_of(hospital, phone) for phone in only]
    ]
    before = stored(hospital)
    await asyncio.gather(*(press_all(hospital, phone, every) for phone in phones))
    silent = await asyncio.gather(*(press_all(hospital, *one) for one in zip(only, not_theirs, strict=True)))
    after = stored(hospital)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert silent == [[]] * len(only)
    assert min(map(len, not_theirs)) >= 5
    assert sum(len(rows) for rows in before.values()) > 100


async def test_work_that_looks_at_nobody_is_undone_for_whom_the_act_is_not(hospital: Hospital) -> None:
    head, committee = await hospital.phone_of(OFFICE), await hospital.phone_of("党委书记")
    found = await viewer_of(hospital, head)
    assert found is not None
    before = stored(hospital)
    request = request_of(hospital, committee, Gate(Standing.LEVEL_ONE))
    with pytest.raises(RefusalError, match="access-not-level-one"):
        await request.run(lambda uow: uow.people.set_language(found.person_id, "en"))
    assert stored(hospital) == before
    request = request_of(hospital, head, Gate(Standing.LEVEL_ONE))
    await request.run(lambda uow: uow.people.set_language(found.person_id, "en"))
    assert stored(hospital) != before


def test_every_button_and_command_has_a_standing_and_every_standing_a_button_or_command() -> None:
    handlers = [handler for observer in router().observers.values() for handler in observer.handlers]
    assert {act for handler in handlers for act in acts_of(handler)} == set(NEEDED)


def test_a_button_that_nobody_said_whom_it_is_for_cannot_be_registered() -> None:
    with pytest.raises(LookupError):
        put_gate(HandlerObject(press, filters=[FilterObject(Tapped("nobodys"))]))
