"""A virtual person's phone against a bot written in the plainest way."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from simulator import NotShownError, Phone, Phones, Simulator, Toast, VirtualUser, phone
from simulator.refusals import ApiError
from simulator.remote import Remote
from simulator.state.feeds import KEPT


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=label, callback_data=label) for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def talker() -> Dispatcher:
    """A bot that greets, counts in one window, echoes, and keeps silent when asked to."""
    bot = Dispatcher()

    @bot.message(CommandStart())
    async def greet(message: Message, command: CommandObject) -> None:
        await message.answer(f"欢迎 {command.args or ''}", reply_markup=keyboard("开始填报", "零报告"))

    @bot.callback_query(F.data == "零报告")
    async def done(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text("已提交", reply_markup=keyboard("提交", "提交并返回"))
        await query.answer()

    @bot.callback_query(F.data.startswith("提交"))
    async def which(query: CallbackQuery) -> None:
        await query.answer(f"按了 {query.data}", show_alert=True)

    @bot.message(F.text == "安静")
    async def silent(_message: Message) -> None:
        return

    @bot.message(F.text)
    async def echo(message: Message) -> None:
        await message.answer(f"<b>{message.text}</b>", parse_mode="HTML")

    return bot


@pytest.fixture
async def visitor(aio: Bot, phones: Phones) -> AsyncIterator[Phone]:
    """A new person's phone, while the bot runs."""
    bot = talker()
    polling = asyncio.ensure_future(bot.start_polling(aio, handle_signals=False, close_bot_session=False))
    yield await phones.new("护士")
    await bot.stop_polling()
    await polling


async def test_a_conversation_is_sent_tapped_and_seen(visitor: Phone) -> None:
    greeted = await visitor.open_link("https://t.me/gridbot_test?start=CODE")
    assert (greeted.text, greeted.buttons) == ("欢迎 CODE", [["开始填报", "零报告"]])
    assert await visitor.tap("零报") is None
    assert (await visitor.see("已提交")).message_id == greeted.message_id
    shown = await visitor.screen()
    assert shown is not None
    assert (shown.text, shown.edited) == ("已提交", True)
    assert (await visitor.send("你好")).html == "<b>你好</b>"
    assert [message.text for message in await visitor.chat()] == ["/start CODE", "已提交", "你好", "你好"]


async def test_a_whole_label_goes_before_a_part_of_one(visitor: Phone) -> None:
    window = await visitor.send("/start")
    await visitor.tap("零报告")
    assert await visitor.tap("提交") == Toast("按了 提交", show_alert=True)
    assert await visitor.tap("返回") == Toast("按了 提交并返回", show_alert=True)
    assert await visitor.tap_on(window.message_id, "返回") == Toast("按了 提交并返回", show_alert=True)


async def test_the_message_shown_last_is_looked_at_first(visitor: Phone) -> None:
    first = await visitor.send("/start")
    second = await visitor.send("/start")
    await visitor.tap("零报告")
    texts = {message.message_id: message.text for message in await visitor.chat()}
    assert texts[first.message_id].startswith("欢迎")
    assert texts[second.message_id] == "已提交"


async def test_what_is_not_shown_fails_and_says_what_is(
    visitor: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visitor.send("/start")
    monkeypatch.setattr(phone, "TIMEOUT_S", 0.1)
    with pytest.raises(
        NotShownError, match=r"waited 0 s for '月报'(?s:.*)bot 2: 欢迎(?s:.*)\[开始填报\] \[零报告\]"
    ):
        await visitor.see("月报")
    with pytest.raises(NotShownError, match="a button '提交'"):
        await visitor.tap("提交")
    with pytest.raises(NotShownError, match="an answer to the press"):
        await visitor.tap("开始填报")
    with pytest.raises(NotShownError, match="anything new"):
        await visitor.send("安静")
    with pytest.raises(NotShownError, match="'欢迎' to be gone"):
        await visitor.gone("欢迎")


async def test_a_mark_leaves_out_what_was_shown_before(
    visitor: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visitor.send("你好")
    before = await visitor.mark()
    await visitor.send("再见")
    assert (await visitor.see("再见", since=before)).text == "再见"
    monkeypatch.setattr(phone, "TIMEOUT_S", 0.1)
    with pytest.raises(NotShownError):
        await visitor.see("你好", since=before)


async def test_quiet_means_that_nothing_happens(visitor: Phone) -> None:
    await visitor.send("你好")
    await visitor.quiet(0.1)
    await visitor.send_nowait("安静")
    await visitor.see("你好")
    noisy = asyncio.ensure_future(visitor.quiet(5))
    while not noisy.done():
        await visitor.send_nowait("安静")
    with pytest.raises(NotShownError, match="was not quiet"):
        await noisy


async def test_links_of_another_bot_and_messages_without_file_are_refused(visitor: Phone) -> None:
    with pytest.raises(ValueError, match="opens no chat"):
        await visitor.open_link("https://t.me/another_bot?start=CODE")
    with pytest.raises(NotShownError, match="no file"):
        await visitor.download(await visitor.send("你好"))
    assert (await visitor.open_link("t.me/gridbot_test")).text == "欢迎"


async def test_a_virtual_user_needs_no_http(visitor: Phone, sim: Simulator) -> None:
    user = VirtualUser(sim.world, visitor.id)
    user.send_text("/start")
    event = await user.next_event()
    user.tap_label(event["message"], "零报")
    assert (await user.next_event())["message"]["text"] == "已提交"
    with pytest.raises(TimeoutError):
        await user.next_event(timeout_s=0.05)
    with pytest.raises(ApiError, match="no such button"):
        user.tap_label(event["message"], "月报")
    with pytest.raises(ApiError, match="no such button"):
        user.tap(event["message"]["message_id"], "零报告")
    assert sim.add_user("医生").about["language_code"] == "zh-hans"


async def test_the_control_api_says_what_is_wrong(phones: Phones) -> None:
    stranger = await phones.new("陌生人", user_id=77, username="someone")
    assert stranger.about == {
        "id": 77,
        "is_bot": False,
        "first_name": "陌生人",
        "username": "someone",
        "language_code": "zh-hans",
    }
    assert await phones.client.get("users") == [stranger.about]
    assert [bot["username"] for bot in await phones.client.get("bots")] == ["gridbot_test"]
    assert (await phones.client.get("users/77/chat"))["blocked"] is False
    for path in ("users/78/text", "users/77/dance", "users/77/text", "users/77/file?kind=tank", "groups"):
        with pytest.raises(ValueError, match="Bad Request"):
            await phones.client.post(path)
    with pytest.raises(ValueError, match="text is empty"):
        await stranger.send_nowait(" ")
    with pytest.raises(LookupError):
        await phones.client.download("nothing")
    with pytest.raises(RuntimeError, match="async with"):
        await Remote("http://127.0.0.1:1").get("users")


async def test_a_long_text_is_sent_in_parts_as_phones_do(phones: Phones) -> None:
    writer = await phones.new("护士")
    await writer.send_nowait("好" * 5000)
    assert [len(message.text) for message in await writer.chat()] == [4096, 904]
    await writer.send_nowait("🔴" * 2049)
    assert [len(message.text) for message in await writer.chat()][2:] == [2048, 1]


async def test_a_server_that_comes_back_knows_everything(sim: Simulator) -> None:
    user = sim.add_user("医生")
    user.send_text("/start")
    port = int(sim.base_url.rpartition(":")[2])
    async with sim.serve() as second_url:
        assert second_url != f"http://127.0.0.1:{port}"
        async with Phones(Remote(second_url)) as again:
            assert [
                message["text"] for message in (await again.client.get(f"users/{user.id}/chat"))["messages"]
            ] == ["/start"]


async def test_a_chat_keeps_its_latest_messages_and_no_more(sim: Simulator) -> None:
    user = sim.add_user("医生")
    for number in range(KEPT + 5):
        user.send_text(str(number))
    assert [message["text"] for message in user.chat.messages.values()][:2] == ["5", "6"]
    assert user.chat.feed.after(0)[0]["message"]["text"] == "5"
    assert user.chat.feed.after(KEPT + 3)[0]["message"]["text"] == str(KEPT + 3)
