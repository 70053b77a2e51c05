"""While a process of a newer version runs, an older one leaves to it what it does not know itself, and does nothing."""

import asyncio

import pytest
from sqlalchemy import select, update

from simulator.phone import Phone
from storage.reporting.tables import drafts
from tests.handlers.by_hand import INSPECTOR, begin, shown
from tests.processes.next_version import NEXT
from tests.processes.several import Several

NEWER_FORM = 999


async def newer_runs(several: Several) -> None:
    """Have all three processes see that a newer one runs; it counts as there for as long as a lease lasts."""
    several.apps[0].database.write(lambda uow: uow.running_processes.note("newer:1:aa", NEXT))
    await _look(several)


async def newer_is_gone(several: Several) -> None:
    """Have all three processes see that it runs no more."""
    several.apps[0].database.write(lambda uow: uow.running_processes.forget("newer:1:aa"))
    await _look(several)


async def _look(several: Several) -> None:
    for app in several.apps:
        await app._leading.look()


async def gone_round(several: Several, since: int) -> None:
    """Wait until the update that is on its way has come to each of the processes."""
    async with asyncio.timeout(60):
        while set(several.balancer.sent[since:]) != set(several.balancer.behind):  # noqa: ASYNC110 - it has no bell
            await asyncio.sleep(0.01)


async def force(several: Several, phone: Phone, data: str) -> str:
    """Tap a button that no process of today makes; return the press."""
    window = await shown(phone)
    world = several.stage.simulator.world
    stored = world.private_chat(world.bot(), phone.id).messages[window.message_id]
    stored["reply_markup"]["inline_keyboard"][0][0] = {"text": "新版", "callback_data": data}
    return (await phone._press(window.message_id, data, None, 1))[0]


@pytest.mark.parametrize("data", ["tomorrow", "leave-end:x"], ids=["unknown", "refused as old"])
async def test_a_button_that_is_not_known_waits_for_who_knows_it(several: Several, data: str) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await begin(phone)
    await several.at_rest()
    before, since = (await shown(phone)).text, len(several.balancer.sent)
    await newer_runs(several)
    press = await force(several, phone, data)
    await gone_round(several, since)
    assert (await shown(phone)).text == before
    await newer_is_gone(several)
    toast = await phone.answer(press)
    assert toast is not None
    assert "此按钮已失效" in toast.text


async def test_a_command_that_is_not_known_waits_for_who_knows_it(several: Several) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await phone.send("/start")
    await several.at_rest()
    since, mark = len(several.balancer.sent), await phone.mark()
    await newer_runs(several)
    await phone.send_nowait("/tomorrow")
    await gone_round(several, since)
    assert not (await phone._sync(None))._of_bot(mark)
    await newer_is_gone(several)
    await phone.see("没有看懂", since=mark)


async def test_a_draft_on_a_newer_form_is_not_brought_back_to_the_older_one(several: Several) -> None:
    phone = await several.stage.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await several.at_rest()
    database = several.apps[0].database
    with database.engine.begin() as connection:
        connection.execute(update(drafts).values(form_version=NEWER_FORM))
        before = connection.execute(select(drafts)).one()
    since = len(several.balancer.sent)
    await newer_runs(several)
    await phone.send_nowait("2")
    await gone_round(several, since)
    with database.engine.begin() as connection:
        assert connection.execute(select(drafts)).one() == before
    # The upgrade was given up: what still applies goes on with the form that there is.
    await newer_is_gone(several)
    await several.at_rest()
    with database.engine.begin() as connection:
        after = connection.execute(select(drafts)).one()
    assert after.form_version < NEWER_FORM
    assert after.answers["light"] == "yellow"
