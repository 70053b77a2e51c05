"""Each library checks the other: what one sends, the other must be able to read, for every method we use."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import telegram
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.ext import ExtBot

from simulator import Phone
from tests.simulator.reading import INLINE, picture, seen_by_both

Sending = Callable[[int], Awaitable[Any]]


PTB_INLINE = telegram.InlineKeyboardMarkup(
    [
        [telegram.InlineKeyboardButton("提交", callback_data="1")],
        [telegram.InlineKeyboardButton("网", "https://example.org")],
    ]
)
HTML = (
    '<b>粗</b> <a href="https://example.org">链</a> <tg-spoiler>密</tg-spoiler> '
    "<blockquote expandable>引</blockquote> 🔴<code>/x</code>"
)


def aiogram_sends(bot: Bot) -> dict[str, Sending]:
    file = BufferedInputFile(b"abc", "月报.xlsx")
    photo = BufferedInputFile(picture(), "图.png")
    return {
        "html": lambda chat: bot.send_message(
            chat,
            HTML,
            parse_mode="HTML",
            reply_markup=INLINE,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            protect_content=True,
        ),
        "reply": lambda chat: bot.send_message(chat, "回", reply_parameters=ReplyParameters(message_id=1)),
        "keyboard": lambda chat: bot.send_message(
            chat,
            "选",
            reply_markup=ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="是")]], resize_keyboard=True),
        ),
        "remove": lambda chat: bot.send_message(chat, "收", reply_markup=ReplyKeyboardRemove()),
        "force": lambda chat: bot.send_message(chat, "问", reply_markup=ForceReply()),
        "photo": lambda chat: bot.send_photo(chat, photo, caption="<i>图</i>", parse_mode="HTML"),
        "document": lambda chat: bot.send_document(chat, file, caption="件", reply_markup=INLINE),
        "voice": lambda chat: bot.send_voice(chat, file),
        "sticker": lambda chat: bot.send_sticker(chat, photo),
        "video": lambda chat: bot.send_video(chat, file),
        "audio": lambda chat: bot.send_audio(chat, file),
        "album": lambda chat: bot.send_media_group(
            chat, [InputMediaPhoto(media=photo, caption="甲"), InputMediaPhoto(media=photo)]
        ),
        "forward": lambda chat: bot.forward_message(chat, chat, 1),
    }


def ptb_sends(bot: ExtBot[None]) -> dict[str, Sending]:
    return {
        "html": lambda chat: bot.send_message(
            chat,
            HTML,
            parse_mode="HTML",
            reply_markup=PTB_INLINE,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            protect_content=True,
        ),
        "reply": lambda chat: bot.send_message(chat, "回", reply_parameters=telegram.ReplyParameters(1)),
        "keyboard": lambda chat: bot.send_message(
            chat, "选", reply_markup=telegram.ReplyKeyboardMarkup([["是"]])
        ),
        "remove": lambda chat: bot.send_message(chat, "收", reply_markup=telegram.ReplyKeyboardRemove()),
        "force": lambda chat: bot.send_message(chat, "问", reply_markup=telegram.ForceReply()),
        "photo": lambda chat: bot.send_photo(chat, picture(), caption="<i>图</i>", parse_mode="HTML"),
        "document": lambda chat: bot.send_document(
            chat, b"abc", filename="月报.xlsx", caption="件", reply_markup=PTB_INLINE
        ),
        "voice": lambda chat: bot.send_voice(chat, b"abc"),
        "sticker": lambda chat: bot.send_sticker(chat, picture()),
        "video": lambda chat: bot.send_video(chat, b"abc"),
        "audio": lambda chat: bot.send_audio(chat, b"abc"),
        "album": lambda chat: bot.send_media_group(
            chat, [telegram.InputMediaPhoto(picture(), caption="甲"), telegram.InputMediaPhoto(picture())]
        ),
        "forward": lambda chat: bot.forward_message(chat, chat, 1),
    }


@pytest.mark.parametrize(
    "what",
    [
        "html",
        "reply",
        "keyboard",
        "remove",
        "force",
        "photo",
        "document",
        "voice",
        "sticker",
        "video",
        "audio",
        "album",
        "forward",
    ],
)
async def test_both_send_the_same_and_both_can_read_it(
    aio: Bot, ptb: ExtBot[None], nurse: Phone, what: str
) -> None:
    shown: list[list[dict[str, Any]]] = []
    for sends in (aiogram_sends(aio), ptb_sends(ptb)):
        before = len(await nurse.chat())
        await sends[what](nurse.id)
        new = [message.json for message in (await nurse.chat())[before:]]
        for message in new:
            if "inline_keyboard" in message.get("reply_markup", {"inline_keyboard": []}):
                seen_by_both(message, ptb)
        shown.append(
            [
                {key: value for key, value in message.items() if key in {"text", "caption", "entities"}}
                for message in new
            ]
        )
    assert shown[0] == shown[1]


async def test_both_edit_delete_and_answer(aio: Bot, ptb: ExtBot[None], nurse: Phone) -> None:
    first = await aio.send_message(nurse.id, "一", reply_markup=INLINE)
    second = await ptb.send_message(nurse.id, "二", reply_markup=PTB_INLINE)
    edited = await ptb.edit_message_text(
        "<b>改</b>", nurse.id, first.message_id, parse_mode="HTML", reply_markup=PTB_INLINE
    )
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.edit_date is not None) == ("改", True)
    again = await aio.edit_message_text(
        "又改", chat_id=nurse.id, message_id=second.message_id, reply_markup=INLINE
    )
    assert isinstance(again, Message)
    assert again.text == "又改"
    assert await aio.edit_message_reply_markup(chat_id=nurse.id, message_id=first.message_id)
    assert await ptb.edit_message_reply_markup(nurse.id, second.message_id)
    assert await ptb.delete_message(nurse.id, first.message_id)
    assert await aio.delete_messages(nurse.id, [second.message_id])
    await aio.send_message(nurse.id, "三", reply_markup=INLINE)
    press, other = [(await nurse.tap_nowait("提交"))[0] for _ in range(2)]
    assert await aio.answer_callback_query(press, "好", show_alert=True)
    assert await ptb.answer_callback_query(other, "好")
    assert await nurse.answer(other) == await nurse.answer(other)


async def test_both_edit_media_and_captions(aio: Bot, ptb: ExtBot[None], nurse: Phone) -> None:
    sent = await aio.send_photo(nurse.id, BufferedInputFile(picture(), "x.png"), caption="旧")
    edited = await ptb.edit_message_caption(nurse.id, sent.message_id, caption="新")
    assert isinstance(edited, telegram.Message)
    assert edited.caption == "新"
    media = InputMediaDocument(media=BufferedInputFile(b"x", "月.xlsx"), caption="件")
    changed = await aio.edit_message_media(media, chat_id=nurse.id, message_id=sent.message_id)
    assert isinstance(changed, Message)
    assert changed.document
    back = await ptb.edit_message_media(telegram.InputMediaPhoto(picture()), nurse.id, sent.message_id)
    assert isinstance(back, telegram.Message)
    assert back.photo[0].width == 30
    assert (await aio.copy_message(nurse.id, nurse.id, sent.message_id)).message_id
    assert (await ptb.copy_message(nurse.id, nurse.id, sent.message_id)).message_id


async def test_both_fetch_files(aio: Bot, ptb: ExtBot[None], nurse: Phone) -> None:
    await nurse.send_document("a.txt", b"abc", wait=False)
    file_id = (await nurse.chat())[-1].file_id
    assert file_id
    fetched = await aio.download(file_id)
    assert fetched is not None
    assert fetched.read() == b"abc"
    assert bytes(await (await ptb.get_file(file_id)).download_as_bytearray()) == b"abc"
