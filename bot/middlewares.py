"""What stands around every update: who asks, private or group, and what is said when something goes wrong."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Chat, ErrorEvent, Message, TelegramObject, Update

from bot.logs import place_of, private
from domain.button_numbers import OLD_BUTTON
from domain.errors import LeftToNewerError, RefusalError, UnseenError
from handlers.wire.calls.persistence import LostError
from handlers.wire.screen import bot_of, say, show, toast, topic_of
from handlers.wire.speaking import speech_of
from storage.database import Database
from storage.shared.update_turns import TurnLostError
from storage.statements.engines import is_away
from storage.transactions.serial import UnknownOutcomeError
from storage.written import Kept
from usecases.house import House, Request
from usecases.memory import Question
from windows.entries import back_to_menu
from windows.windows import Window

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class RequestMiddleware(BaseMiddleware):
    """Gives every handler its Request. Opens no transaction: a handler's work runs in one of its own."""

    def __init__(self, house: House) -> None:
        """Serve `house`."""
        self._house = house

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Add `request`; drop what has neither sender nor chat (channel posts and the like)."""
        if not isinstance(event, Update):
            return None
        message, user, chat = event.message, data.get("event_from_user"), data.get("event_chat")
        if message is not None and (message.migrate_to_chat_id or message.migrate_from_chat_id):
            old_id = message.migrate_from_chat_id or message.chat.id
            await follow_group(self._house.database, old_id, message.migrate_to_chat_id or message.chat.id)
            return None
        # Telegram speaks as a bot for admins who write unseen, and for channels: also where they put us out.
        unseen = message is not None and message.sender_chat is not None
        if user is None or chat is None or (user.is_bot and not unseen and event.my_chat_member is None):
            return None
        tapped = None if event.callback_query is None else event.callback_query.message
        request = data["request"] = Request(
            house=self._house,
            telegram_id=user.id,
            chat_id=chat.id,
            update_id=event.update_id,
            now=self._house.clock.now(),
            thread_id=topic_of(message or tapped),
            is_anonymous=unseen and user.is_bot,
            turn=data.get("turn"),
        )
        handled = "" if request.turn is None else request.turn.handled
        async with self._house.memory.opened(chat.id, user.id, handled=handled) as notes:
            if notes is not self._house.memory:
                request = data["request"] = replace(request, opened=notes)
            if request.turn is not None and request.turn.was_tried and await _was_done(request, event):
                return None
            done = await handler(event, data)
            # What was remembered meanwhile by whoever has the turn by now is not written over.
            if request.turn is not None:
                request.turn.check()
            return done


async def _was_done(request: Request, event: Update) -> bool:
    """Tell whether this update did its work before, in a process that ended before it could say so; say so then."""
    turn = request.turn
    if turn is None or not await request.house.database.run(lambda uow: uow.handled_updates.has(turn.mark)):
        return False
    # The question that it answered may still be open: what comes next is no answer to that.
    request.memory.take(Question)
    if (subject := event.callback_query or event.message) is not None:
        with suppress(TelegramAPIError):
            await _tell_of_fault(subject, request, Kept.ACT)
    return True


async def follow_group(database: Database, old_id: int, new_id: int) -> None:
    """Note that a group has become the supergroup `new_id`; however often that is heard."""
    await database.run(lambda uow: uow.digest_chats.move(old_id, new_id))


def register(dispatcher: Dispatcher, house: House) -> None:
    """Put the middlewares and the error handler in place."""
    dispatcher.update.outer_middleware(RequestMiddleware(house))
    dispatcher.errors.register(say_what_happened)


async def say_what_happened(
    event: ErrorEvent, request: Request | None = None, event_chat: Chat | None = None
) -> Any:
    """Tell the person in their own words; log what is no refusal, without what a person wrote. Never raises.

    Of an update that was given up, as it is sent again, nothing is said: UNHANDLED, which has its error go on.
    """
    if isinstance(event.exception, TurnLostError) or _comes_again(event.exception, request):
        return UNHANDLED
    subject = event.update.callback_query or event.update.message
    refusal = event.exception if isinstance(event.exception, RefusalError) else None
    unseen = event.exception if isinstance(event.exception, UnseenError) else None
    if refusal is None:
        # What was done stands in no log: only that something went wrong.
        _log((unseen and unseen.__cause__) or event.exception, event_chat)
    if subject is None or request is None:
        return True
    try:
        if refusal is not None:
            await _tell(subject, request, refusal.key, refusal.details)
        else:
            await _tell_of_fault(subject, request, unseen.key if unseen else _what_is_true(event, request))
    except Exception as error:  # noqa: BLE001 - aiogram would log it whole, with the chat's number
        _log(error, event_chat)
    return True


def _comes_again(error: BaseException, request: Request | None) -> bool:
    """Tell whether this update did nothing that is known, and is sent again.

    It failed for want of the database, or a newer version is to have it.
    """
    if request is None or request.turn is None or request.writes.kept is not Kept.NOTHING:
        return False
    if is_left(error):
        return request.may_be_newer_s
    return is_away(error) or isinstance(error, UnknownOutcomeError)


def is_left(error: BaseException) -> bool:
    """Tell whether `error` says that this version does not know what a newer one may know."""
    return isinstance(error, LeftToNewerError) or (
        isinstance(error, RefusalError) and error.key == OLD_BUTTON
    )


def _what_is_true(event: ErrorEvent, request: Request) -> str:
    """Return the sentence that holds whether the window of this update was shown or not."""
    kept, error = request.writes.kept, event.exception
    perhaps_shown = isinstance(error, LostError) and error.may_have_added
    return "error-perhaps-unseen" if perhaps_shown and kept is Kept.NOTHING else kept


def _log(error: BaseException, chat: Chat | None) -> None:
    """Log `error`: of a private chat its type, and its place outside the files of tips."""
    name = type(error).__name__
    if chat is None or chat.type == "private":
        private.error("update failed: %s %s", name, place_of(error))
    else:
        log.error("update failed: %s", name, exc_info=_without_values(error))


def _without_values(error: BaseException) -> BaseException:
    """Return an error whose text can hold nothing that a person wrote, with its traceback."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)


async def _tell_of_fault(subject: Message | CallbackQuery, request: Request, key: str) -> None:
    """Say what is stored although something went wrong: a window that did not come says nothing of that."""
    # Without the database: it may be what failed.
    private_chat = request.chat_id == request.telegram_id
    said = speech_of(request).label(key, private="yes" if private_chat else "no")
    if isinstance(subject, CallbackQuery):
        await toast(subject, said, alert=True)
    else:
        # Where nothing is stored the window above goes on asking: sent once more, the same words are taken.
        await say(bot_of(subject), subject, said)


async def _tell(
    subject: Message | CallbackQuery, request: Request, key: str, details: Mapping[str, str | int]
) -> None:
    # Without the database: it may be what failed.
    speech = speech_of(request)
    if isinstance(subject, CallbackQuery):
        await toast(subject, speech.label(key, **details), alert=True)
        return
    # A group has no menu.
    rows = [[back_to_menu(speech)]] if subject.chat.type == "private" else []
    await show(subject, request, Window(speech.text(key, **details), rows))
