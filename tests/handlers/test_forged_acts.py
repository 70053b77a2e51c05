"""Every button and command, tried by everybody whose windows do not offer it: nothing may come of it.

What a button is called is read from the conversations' own filters, so that a new one is tried as soon as it is there;
what it carries, from the windows that others are shown, so that it is about rows that are there.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject

from domain.acts import ActorStanding, Gate
from domain.errors import RefusalError
from domain.materials.materials import Content, MaterialKind
from domain.people.leaves import Leave
from domain.people.people import Viewer
from domain.tips.routing import Body
from handlers.acts import acts_of, put_gate
from handlers.commands import commands_for
from handlers.found import may, needed
from handlers.routers import router
from handlers.show_menu import menu_window
from handlers.wire.filters import Tapped, TappedOn
from storage.materials.materials import NewMaterial
from storage.materials.suggestions import NewSuggestion
from storage.registers.tables import entry_drafts
from storage.tips.fact_requests import NewFactRequest
from storage.unit_of_work import UnitOfWork
from storage.written import Writes
from tests.fed import Fed
from tests.handlers.polls.polls_by_hand import make, plan
from tests.handlers.tips.tips_by_hand import FIRST, FIRST_PAST, OFFICE, bring, day
from tests.harness import Hospital
from usecases.house import Request
from windows.entries import LANGUAGE

WARD, OTHER, BRANCH, OTHER_BRANCH = (
    "心内科特邀监察员",
    "骨科特邀监察员",
    "内科第一党支部特邀监察员",
    "外科第一党支部特邀监察员",
)
"""Whose rows there are to try."""
NEIGHBOURS = ("呼吸内科特邀监察员", "普外科特邀监察员")
"""Who has filed, so that there is something to review."""
COMMISSIONER, SUPERVISOR, STRANGER, FORMER = "纪委书记", "驻组联络员", "路人", "院级特邀监察员二"
NO_ROLE = "心内科医疗组长"
ROLES = (
    WARD,
    OTHER,
    BRANCH,
    OTHER_BRANCH,
    OFFICE,
    COMMISSIONER,
    SUPERVISOR,
    "院级特邀监察员一",
    "党委书记",
    "院长",
    "分管内科副院长",
    "心内科负责人",
    NO_ROLE,
    STRANGER,
    FORMER,
)
"""One of each role, two where rows belong to grids; somebody without one, a stranger, somebody unbound a moment ago."""
TRYING = [name for name in ROLES if name not in {OTHER, OTHER_BRANCH}]
UNIT = (OFFICE, COMMISSIONER, "院级特邀监察员一")
OWN_ALONE = frozenset(
    {
        LANGUAGE,
        "leave-yes",
        "keys:new",
        "keys:here-new",
        "keys:here-file",
        "keys:hand",
        "suggest-yes",
        "snooze-undo",
    }
)
"""Acts that are about nobody but whoever taps, whatever they carry."""
NEEDED = needed()
COMMANDS = [act for act in NEEDED if act.startswith("/") and act not in {"/tip", "/language"}]
"""Those that show windows: an unfinished tip hears everything itself."""
_MAKING = (
    "doc doc-make doc-get own-file part assess-xlsx grades-xlsx digest chase reviews tips-ledger tips-case "
    "hearing-file reach-sheet once-code report-paper poll-code poll-word poll-sheet posters-all posters-chosen"
)
MAKING = frozenset(_MAKING.split())
"""Acts that draw or write what nobody here looks at."""
PERSON, OF_ENTRY = (list(entry_drafts.c.keys()).index(name) for name in ("person_id", "entry_id"))
"""Where a row of a draft says whose it is, and of which entry: 0 of one being opened."""
SHOWN_AT_MOST = 2
"""How many windows of a sort somebody looks into."""


def act_of(data: str) -> str:
    """Return the act that a button with `data` is."""
    return data if data in NEEDED else data.partition(":")[0]


def buttons() -> Iterator[tuple[str, bool]]:
    """Give what the data of all buttons begin with, and whether parts follow."""
    for handler in router().observers["callback_query"].handlers:
        for found in handler.filters or []:
            if isinstance(found.callback, Tapped):
                yield from ((data, False) for data in found.callback._data)
            if isinstance(found.callback, TappedOn):
                yield found.callback._prefix, True


def made_up(today: date, person_id: int) -> list[str]:
    """Return data that no window need offer today: of every button one that looks right."""
    begin, end = today, today + timedelta(days=1)
    found = []
    for data, more in dict.fromkeys(buttons()):
        if not more:
            found.append(data)
        elif data.startswith("leave"):
            found += [f"{data}{begin}:{end}:{person_id}", f"{data}1"]
        elif data.startswith(("tips", "merge", "separate", "facts")):
            found += [f"{data}{FIRST}:0:1:1", f"{data}1:1:1"]
        else:
            found += [f"{data}1:1:1:1", f"{data}monthly_report:2026-05:1:1"]
    return found


@dataclass(slots=True)
class Noted:
    """What is committed, and at whose act."""

    trying: tuple[str, str] = ("", "")
    written: list[tuple[str, str]] = field(default_factory=list)

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Note every commit that changes anything, from now on."""
        add = Writes.add

        def noting(committed: Writes, other: Writes) -> None:
            if other.changed or other.emptied:
                self.written.append(self.trying)
            add(committed, other)

        patch.setattr(Writes, "add", noting)


async def viewer_of(hospital: Hospital, fed: Fed, name: str) -> Viewer | None:
    """Return who `name` is to the bot."""
    return await hospital.app.database.run(lambda uow: uow.people.find_viewer(fed.id_of(name), day(hospital)))


async def set_up(hospital: Hospital, fed: Fed) -> None:
    """Have everybody bound, and rows of every sort that belong to somebody."""
    for name in (*ROLES, *NEIGHBOURS):
        if name != STRANGER:
            await fed.bind(name)
    for body in (Body.OFFICE, Body.OFFICE, Body.SUPERVISOR):
        await bring(hospital, body=body)
    await hospital.app.database.run(lambda uow: give_rows(uow, fed, hospital))
    for branch in (BRANCH, OTHER_BRANCH):
        code = await hospital.app.database.run(partial(bind_below, branch, hospital))
        await make(hospital, fed.id_of(OFFICE), replace(plan(hospital), grid_code=code))
    for name in NEIGHBOURS:
        (zero,) = [data for data in (await fed.send(name, "/report")).buttons if data.startswith("zero:")]
        (submit,) = [data for data in (await fed.press(name, zero)).buttons if data.endswith(":submit")]
        await fed.press(name, submit)
    for name in (WARD, OTHER):
        (begin,) = [data for data in (await fed.send(name, "/report")).buttons if data.startswith("begin:")]
        await fed.press(name, begin)


def bind_below(inspector: str, hospital: Hospital, uow: UnitOfWork) -> str:
    """Bind whoever works in a branch, so that a poll of it may be made; return its code."""
    code = next(grid.code for grid in uow.rosters.tree() if inspector == f"{grid.name}特邀监察员")
    for official in uow.officials.search(code, "", 40)[0]:
        if uow.people.find_phone(official.person_id) is None:
            uow.people.bind(official.person_id, 880_000_000 + official.person_id, "zh", hospital.clock.now())
    return code


def give_rows(uow: UnitOfWork, fed: Fed, hospital: Hospital) -> None:
    """Give two inspectors each a leave, a suggestion, something to read and a fact to answer; unbind somebody."""
    today, now = day(hospital), hospital.clock.now()
    office = fed.person(uow, OFFICE)
    for name in (WARD, OTHER):
        person_id = fed.person(uow, name)
        grid = next(there.code for there in uow.rosters.tree() if name.startswith(there.name))
        uow.leaves.add(Leave(person_id, today, today + timedelta(days=3), None), now)
        uow.suggestions.add(NewSuggestion(grid, person_id, "建议每季度学习一次", now))
        sent = NewMaterial("1", MaterialKind.STUDY, Content("学习"), None, office, now)
        uow.materials.add(sent, {person_id: grid})
        uow.fact_requests.add(NewFactRequest(FIRST, grid, office, today, today + timedelta(days=5), "请核实"))
    uow.people.unbind(fed.person(uow, FORMER))


async def look_around(fed: Fed, name: str) -> set[str]:
    """Return what all windows offer to `name`, as far as their own buttons lead without an end."""
    offered: set[str] = set()
    opened: dict[str, int] = {}
    waiting = [await fed.send(name, command) for command in COMMANDS]
    while waiting:
        new = set(waiting.pop().buttons) - offered
        offered |= new
        for data in sorted(new):
            sort = sort_of(data)
            opened[sort] = opened.get(sort, 0) + 1
            if opened[sort] <= SHOWN_AT_MOST and not is_last(data):
                waiting.append(await fed.press(name, data))
    return offered


def sort_of(data: str) -> str:
    """Return of which sort the window behind a button is: each register has a list of its own."""
    act = act_of(data)
    return data.rpartition(":")[0] if act == "register" else act


def is_last(data: str) -> bool:
    """Tell whether pressing this does something, instead of showing where something can be done."""
    act = act_of(data)
    words = (
        "-yes",
        "-do",
        "-done",
        "-send",
        "-sent",
        "-end",
        "-taken",
        "recused",
        "decided",
        "skip",
        "asked",
    )
    acts = (
        "f",
        "tip",
        "tips-enter",
        "tips-charged",
        "forward",
        "begin",
        "zero",
        "issue",
        "unbind",
        "chase",
        "chase-one",
        "language",
        "leave-yes",
        "leave-end",
        "reach-new",
        "poll-submit",
        "poll-drop",
    )
    return (
        act in acts
        or act.endswith(words)
        or act in MAKING
        or act.startswith(("keys:", "tips-act", "material-read", "receive"))
    )


def chosen(known: Iterable[str], made: Iterable[str]) -> list[str]:
    """Return data of every act: the first and the last that windows showed, or what is made up of those never shown."""
    of_act: dict[str, list[str]] = {}
    for data in known:
        of_act.setdefault(act_of(data), []).append(data)
    for data in made:
        if act_of(data) not in of_act:
            of_act[act_of(data)] = [data]
    return [data for found in of_act.values() for data in dict.fromkeys((found[0], found[-1]))]


def is_own(name: str, data: str) -> bool:
    """Tell whether it is theirs although no window showed it: nobody's but theirs, or the whole unit's."""
    act = act_of(data)
    if name in UNIT and FIRST_PAST not in data:
        return (
            NEEDED[act]
            in {ActorStanding.LEVEL_ONE, ActorStanding.DIGEST, ActorStanding.TIPS, ActorStanding.PAPERS}
            or act in OWN_ALONE
            or act == "reach-new"
        )
    # What it began is looked at among the rows (`changed`): a draft of theirs, and nothing else.
    begins = act in {"entry-at", "reach-new"} or (act == "entry-new" and data.endswith(":0"))
    return act in OWN_ALONE or begins


def stored(hospital: Hospital) -> dict[str, list[Any]]:
    """Return every table's rows."""
    file = hospital.config.database_file
    assert file is not None
    database = sqlite3.connect(file)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: list(database.execute(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608 - names out of the database itself
    database.close()
    return rows


def changed(before: dict[str, list[Any]], now: dict[str, list[Any]], tried: set[int]) -> set[str]:
    """Return the tables whose rows are others than before.

    But for entries that those who `tried` have begun to open themselves: a draft of their own is nobody else's.
    """

    def told(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
        begun = [
            row
            for row in rows["entry_draft"]
            if row not in before["entry_draft"] and row[PERSON] in tried and row[OF_ENTRY] == 0
        ]
        drafts = [row for row in rows["entry_draft"] if row not in begun]
        counted = [row for row in rows["sqlite_sequence"] if row[0] != "entry_draft"]
        return {**rows, "entry_draft": drafts, "sqlite_sequence": counted}

    was, becomes = told(before), told(now)
    return {table for table in becomes if becomes[table] != was[table]}


async def try_all(fed: Fed, name: str, viewer: Viewer | None, others: list[str], noted: Noted) -> list[str]:
    """Have `name` try all of these; return what was answered with no word above the window."""
    silent = []
    for data in others:
        act = act_of(data)
        if may(viewer, act) and (act in MAKING or act in OWN_ALONE or act in COMMANDS):
            continue
        noted.trying = (name, data)
        answered = await (fed.send if act in COMMANDS else fed.press)(name, data)
        if act not in COMMANDS and not answered.toast:
            silent.append(data)
    return silent


async def test_no_button_or_command_does_anything_for_whom_it_is_not_offered(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    fed, noted = Fed(hospital), Noted()
    await set_up(hospital, fed)
    offered = {name: await look_around(fed, name) for name in ROLES}
    head = await hospital.app.database.run(lambda uow: fed.person(uow, OFFICE))
    known = sorted(set().union(*offered.values()))
    every = [*chosen(known, made_up(day(hospital), head)), *COMMANDS]
    assert {*map(act_of, every)} >= {act for act, needed in NEEDED.items() if needed}
    elsewhere = (offered[OTHER] | offered[OTHER_BRANCH]) - offered[WARD] - offered[BRANCH]
    assert len(elsewhere) > 10
    assert {"poll", "poll-begin", "poll-pick"} <= set(map(act_of, elsewhere))
    noted.listen(monkeypatch)
    before, tried = stored(hospital), set[int]()
    for name in sorted(TRYING, key=lambda name: name in UNIT):
        viewer = await viewer_of(hospital, fed, name)
        others = [data for data in every if data not in offered[name]]
        silent = await try_all(fed, name, viewer, others, noted)
        assert [data for data in silent if not may(viewer, act_of(data))] == []
        if name not in UNIT:
            assert [data for data in silent if data in elsewhere] == [], name
            tried |= {viewer.person_id} if viewer else set()
            assert changed(before, stored(hospital), tried) == set(), name
    assert [done for done in noted.written if not is_own(*done)] == []
    assert len(noted.written) > 5


async def test_work_that_looks_at_nobody_is_undone_for_whom_the_act_is_not(hospital: Hospital) -> None:
    fed = Fed(hospital)
    head = await hospital.app.database.run(lambda uow: fed.person(uow, OFFICE))
    offices, committees = await fed.bind(OFFICE), await fed.bind("党委书记")
    before = stored(hospital)
    for telegram_id, does in ((committees, False), (offices, True)):
        gate = Gate(ActorStanding.LEVEL_ONE)
        request = Request(hospital.app.house, telegram_id, telegram_id, 1, hospital.clock.now(), gate=gate)
        with nullcontext() if does else pytest.raises(RefusalError, match="access-not-level-one"):
            await request.run(lambda uow: uow.people.set_language(head, "en"))
        assert (stored(hospital) != before) == does


async def test_nobody_is_shown_a_way_to_what_is_not_theirs(hospital: Hospital) -> None:
    fed = Fed(hospital)
    for name in ROLES:
        viewer = None if name == STRANGER else await bound(hospital, fed, name)
        request = Request(hospital.app.house, fed.id_of(name), fed.id_of(name), 1, hospital.clock.now())
        window = await hospital.app.database.run(partial(menu_window, request=request))
        shown = [act_of(button.data) for row in window.rows for button in row]
        commands = [f"/{command}" for command in commands_for(viewer, request)]
        assert [act for act in (*shown, *commands) if not may(viewer, act)] == []


async def bound(hospital: Hospital, fed: Fed, name: str) -> Viewer | None:
    """Bind `name`; return who they are to the bot."""
    await fed.bind(name)
    return await viewer_of(hospital, fed, name)


def test_every_button_and_command_has_a_standing_and_every_standing_a_button_or_command() -> None:
    handlers = [handler for observer in router().observers.values() for handler in observer.handlers]
    assert {act for handler in handlers for act in acts_of(handler)} == set(NEEDED)


def test_a_button_that_nobody_said_whom_it_is_for_cannot_be_registered() -> None:
    with pytest.raises(LookupError):
        put_gate(HandlerObject(act_of, filters=[FilterObject(Tapped("nobodys"))]))
