"""Each library reads what the other set, every kind of update, and raises its own errors."""

import pytest
import telegram
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BotCommandScopeChat, Update
from telegram.ext import ExtBot

from simulator import Phone, Phones, Simulator
from tests.simulator.conftest import TOKEN, Api
from tests.simulator.reading import INLINE, picture, seen_by_both


async def test_both_read_every_kind_of_update(
    aio: Bot, ptb: ExtBot[None], api: Api, nurse: Phone, phones: Phones
) -> None:
    sent = await aio.send_message(nurse.id, "x", reply_markup=INLINE)
    await nurse.tap_nowait("提交")
    await nurse.send_photo(picture(), wait=False)
    await nurse.send_document("a.txt", b"x", wait=False)
    await nurse.send_voice(wait=False)
    await nurse.send_sticker(wait=False)
    await nurse.send_contact("+8610000", wait=False)
    await nurse.forward("转", wait=False)
    await nurse.edit(1, "/start 改")
    await phones.client.post(f"users/{nurse.id}/text", {"text": "回", "reply_to": sent.message_id})
    await phones.new_group("党委群", [nurse])
    await nurse.block()
    raw = (await api("getUpdates"))["result"]
    ours = await aio.get_updates()
    theirs = await ptb.get_updates()
    assert [update.update_id for update in ours] == [update.update_id for update in theirs]
    assert len(ours) == 13
    for update in raw:
        assert not Update.model_validate(update).model_extra
        read = telegram.Update.de_json(update, ptb)
        assert not read.api_kwargs
        if read.message:
            assert not read.message.api_kwargs
            seen_by_both(update["message"], ptb)
        kind = next(key for key in update if key != "update_id")
        assert getattr(Update.model_validate(update), kind) is not None
        assert getattr(read, kind) is not None


async def test_both_know_chats_members_and_commands(
    aio: Bot, ptb: ExtBot[None], nurse: Phone, phones: Phones
) -> None:
    group = await phones.new_group("党委群", [nurse])
    assert (await aio.get_me()).id == (await ptb.get_me()).id == 42
    for chat_id in (nurse.id, group.id):
        assert (await aio.get_chat(chat_id)).id == (await ptb.get_chat(chat_id)).id
        assert (await aio.get_chat_member(chat_id, nurse.id)).status == (
            await ptb.get_chat_member(chat_id, nurse.id)
        ).status
    scope = BotCommandScopeChat(chat_id=nurse.id)
    assert await aio.set_my_commands([BotCommand(command="report", description="填报")], scope=scope)
    got = await ptb.get_my_commands(telegram.BotCommandScopeChat(nurse.id))
    assert [(command.command, command.description) for command in got] == [("report", "填报")]
    assert await ptb.delete_my_commands(telegram.BotCommandScopeChat(nurse.id))
    assert await aio.get_my_commands(scope=scope) == []
    assert await aio.pin_chat_message(nurse.id, 1)
    assert await ptb.unpin_chat_message(nurse.id, 1)
    assert await ptb.send_chat_action(nurse.id, "typing")
    assert await aio.send_chat_action(nurse.id, "typing")
    assert await ptb.set_my_description("说明")
    assert await aio.set_my_short_description("短")
    assert (await aio.get_webhook_info()).url == (await ptb.get_webhook_info()).url == ""
    assert await aio.delete_webhook()
    assert await ptb.delete_webhook()
    assert await ptb.leave_chat(group.id)


@pytest.fixture
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, python-telegram-bot's RetryAfter warns that its type will change."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.mark.usefixtures("_timedelta")
async def test_both_raise_their_own_errors(
    sim: Simulator, aio: Bot, ptb: ExtBot[None], nurse: Phone, phones: Phones
) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aio.send_message(7, "x")
    with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
        await ptb.send_message(7, "x")
    await phones.fault("too_many_requests", times=2, seconds=3)
    with pytest.raises(TelegramRetryAfter):
        await aio.send_message(nurse.id, "x")
    with pytest.raises(telegram.error.RetryAfter):
        await ptb.send_message(nurse.id, "x")
    await phones.fault("lost_answer", times=1)
    with pytest.raises(TelegramNetworkError):
        await aio.send_message(nurse.id, "x")
    await nurse.block()
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await aio.send_message(nurse.id, "x")
    with pytest.raises(telegram.error.Forbidden, match="blocked by the user"):
        await ptb.send_message(nurse.id, "x")
    sim.world.bots.pop(TOKEN)
    with pytest.raises(TelegramUnauthorizedError):
        await aio.get_me()
    with pytest.raises(telegram.error.InvalidToken):
        await ptb.get_me()
