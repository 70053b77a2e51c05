"""What the menu, /help and the list of commands offer to each role, as menus_by_role.txt has it: places are found, so
the order is looked at as a whole. A wanted change: read what differs and put the file of the failure in its place."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from aiogram import Bot
from aiogram.methods import SetMyCommands

from bot.stage.stage import TOKEN
from handlers.commands import set_default_commands
from handlers.show_menu import menu_window
from locales import shared_words
from tests.fed import Fed, Unsent
from tests.handlers.test_forged_acts import TRYING, set_up
from tests.handlers.tips.tips_by_hand import OFFICE
from tests.harness import Hospital
from tests.hearings_set_up import QUARTERLY, TO_COMMITTEE, hold_hearings
from usecases.house import Request
from windows.windows import Window

PINNED = Path(__file__).with_name("menus_by_role.txt")
LANGUAGE = "zh"


def as_lines(window: Window) -> list[str]:
    """Return a window in plain words, a line for each row of buttons."""
    rows = (" ".join(f"[{button.label} | {button.data}]" for button in row) for row in window.rows)
    return [*window.text.splitlines(), *rows]


def as_listed(session: Unsent) -> list[str]:
    """Return the lists of commands that were just set."""
    calls = (call for call in session.calls if isinstance(call, SetMyCommands))
    return [" ".join(f"/{listed.command}={listed.description}" for listed in call.commands) for call in calls]


async def offered(hospital: Hospital, fed: Fed, name: str, now: datetime) -> list[str]:
    """Return the menu of `name`."""
    request = Request(hospital.app.house, fed.id_of(name), fed.id_of(name), 1, now)
    return as_lines(await hospital.app.database.run(partial(menu_window, request=request)))


async def all_that_is_offered(hospital: Hospital) -> AsyncIterator[str]:
    """Yield what everybody is offered: with rows of every sort, with hearings, with a year of unknown holidays."""
    fed, now = Fed(hospital), hospital.clock.now()
    await set_up(hospital, fed)
    for name in TRYING:
        yield f"\n# {name}"
        for line in await offered(hospital, fed, name, now):
            yield line
        await fed.send(name, "/start")
        for line in as_listed(fed._session):
            yield line
        yield (await fed.send(name, "/help")).text
    yield f"\n# {OFFICE}, at the end of the year"
    for line in await offered(hospital, fed, OFFICE, now + timedelta(days=225)):
        yield line
    await hold_hearings(hospital, QUARTERLY, TO_COMMITTEE)
    for name in TRYING:
        yield f"\n# {name}, where hearings are held"
        for line in await offered(hospital, fed, name, now):
            yield line
        await fed.send(name, "/start")
        for line in as_listed(fed._session):
            yield line
    yield "\n# strangers and groups, before anybody has spoken"
    session = Unsent()
    await set_default_commands(Bot(TOKEN, session=session), shared_words())
    for line in as_listed(session):
        yield line


async def test_every_role_is_offered_what_is_noted_in_its_order(hospital: Hospital, tmp_path: Path) -> None:
    found = "\n".join([line async for line in all_that_is_offered(hospital)]).strip() + "\n"
    (tmp_path / PINNED.name).write_text(found, encoding="utf-8")
    assert found == PINNED.read_text(encoding="utf-8"), f"as it is now: {tmp_path / PINNED.name}"
