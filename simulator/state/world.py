"""Everything that exists in one simulator: bots, people, groups, files, and the time."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from simulator.refusals import Json, bad_request, forbidden, moved
from simulator.state.chats import Chat, as_bot_sees
from simulator.state.feeds import Feed, UpdateQueue
from simulator.state.files import FileStore
from simulator.state.webhooks import Webhook

Now = Callable[[], datetime]
"""Returns this moment, aware."""

_FIRST_USER_ID = 5_000_000_001
_FIRST_GROUP_ID = 1_001_000_000_001


def system_now() -> datetime:
    """Return the machine's moment, aware, in UTC: the default of a simulator that runs alone."""
    return datetime.now(UTC)  # noqa: TID251 - the simulator imports no room, so it can't ask the Clock


@dataclass(slots=True)
class Query:
    """A press of an inline button that the bot has to answer."""

    chat: Chat
    user_id: int
    asked_at: datetime
    answered: bool = False


@dataclass(slots=True)
class Bot:
    """One bot account and what it knows."""

    about: Json
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    """Where its updates are pushed to; None where it fetches them."""
    blocked_by: set[int] = field(default_factory=set)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    last_message_id: int = 0

    @property
    def id(self) -> int:
        """The bot's own id."""
        return int(self.about["id"])

    @property
    def username(self) -> str:
        """The bot's name without @."""
        return str(self.about["username"])


class World:
    """The one state that the Bot API, the control API and the virtual users share."""

    def __init__(self, now: Now | None = None) -> None:
        """Start empty; `now` gives the dates of messages."""
        self.now: Now = now or system_now
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Json] = {}
        self.deactivated: set[int] = set()
        self.groups: dict[int, Chat] = {}
        self.files = FileStore()
        self._user_ids = count(_FIRST_USER_ID)
        self._group_ids = count(_FIRST_GROUP_ID)
        self._query_ids = count(secrets.randbits(40))
        self._listeners: list[asyncio.Future[None]] = []
        self._pusher: asyncio.Future[None] | None = None

    def clear(self) -> None:
        """Forget everything but the bots: nobody has talked to them yet."""
        for bot in self.bots.values():
            for forgotten in (bot.chats, bot.blocked_by, bot.commands, bot.texts, bot.queries, bot.updates):
                forgotten.clear()
            bot.last_message_id = 0
        for known in (self.people, self.deactivated, self.groups, self.files):
            known.clear()
        self._user_ids = count(_FIRST_USER_ID)

    def listen(self) -> asyncio.Future[None]:
        """Return a future that is done as soon as anything happens in any chat."""
        heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._listeners = [other for other in self._listeners if not other.done()]
        self._listeners.append(heard)
        return heard

    def ring(self) -> None:
        """Wake everybody who listens."""
        listeners, self._listeners = self._listeners, []
        for heard in listeners:
            if not heard.done():
                heard.set_result(None)

    def listen_to_updates(self) -> asyncio.Future[None]:
        """Return a future that is done as soon as there may be updates to be pushed; for one listener."""
        self._pusher = asyncio.get_running_loop().create_future()
        return self._pusher

    def ring_updates(self) -> None:
        """Wake whoever pushes updates."""
        if self._pusher is not None and not self._pusher.done():
            self._pusher.set_result(None)

    def add_bot(self, token: str, username: str, name: str | None = None) -> Bot:
        """Add the bot that calls with `token`, whose number is the part before the colon."""
        bot_id = int(token.partition(":")[0])
        about = {"id": bot_id, "is_bot": True, "first_name": name or username, "username": username}
        self.bots[token] = bot = Bot(about, updates=UpdateQueue(self.ring_updates))
        return bot

    def bot(self, username: str | None = None) -> Bot:
        """Return the bot called `username`, or the first one.

        Raises:
            ApiError: 400 where there is no such bot.
        """
        for bot in self.bots.values():
            if username is None or bot.username.lower() == username.lower():
                return bot
        raise bad_request("no such bot")

    def add_person(
        self,
        name: str,
        user_id: int | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> Json:
        """Add a person and return the User object; `user_id` is chosen when None."""
        about: Json = {"id": user_id or self._new_user_id(), "is_bot": False, "first_name": name}
        if username:
            about["username"] = username
        if language_code:
            about["language_code"] = language_code
        self.people[about["id"]] = about
        return about

    def _new_user_id(self) -> int:
        return next(number for number in self._user_ids if number not in self.people)

    def add_group(self, title: str) -> Chat:
        """Add an empty supergroup."""
        chat = Chat({"id": -next(self._group_ids), "type": "supergroup", "title": title}, Feed(self.ring))
        self.groups[chat.id] = chat
        return chat

    def new_query_id(self) -> str:
        """Return the id of a new callback query."""
        return str(next(self._query_ids))

    def find_user(self, user_id: int) -> Json | None:
        """Return the User object of a person or bot, None when there is none."""
        if user_id in self.people:
            return self.people[user_id]
        return next((bot.about for bot in self.bots.values() if bot.id == user_id), None)

    def private_chat(self, bot: Bot, user_id: int) -> Chat:
        """Return the chat of `bot` and a person, opened when it is new."""
        chat = bot.chats.get(user_id)
        if chat is None:
            person = self.people[user_id]
            about = {"id": user_id, "type": "private", "first_name": person["first_name"]}
            if "username" in person:
                about["username"] = person["username"]
            bot.chats[user_id] = chat = Chat(about, Feed(self.ring))
        return chat

    def chat_to_write(self, bot: Bot, chat_id: int) -> Chat:
        """Return the chat `chat_id` if `bot` may write in it.

        Raises:
            ApiError: 400 or 403 as Telegram refuses.
        """
        chat = self.chat_to_read(bot, chat_id)
        if chat.moved_to is not None:
            raise moved(chat.moved_to)
        if chat_id in self.deactivated:
            raise forbidden("user is deactivated")
        if chat_id in bot.blocked_by:
            raise forbidden("bot was blocked by the user")
        if not chat.is_private and chat.members.get(bot.id) in {None, "left", "kicked"}:
            raise forbidden("bot was kicked from the supergroup chat")
        return chat

    def chat_to_read(self, bot: Bot, chat_id: int) -> Chat:
        """Return the chat `chat_id` as far as `bot` knows it.

        Raises:
            ApiError: 400 or 403 as Telegram refuses.
        """
        chat = bot.chats.get(chat_id)
        if chat is not None and chat.started:
            return chat
        if chat_id in self.people:
            raise forbidden("bot can't initiate conversation with a user")
        if self.find_user(chat_id) is not None:
            raise forbidden("bots can't send messages to bots")
        raise bad_request("chat not found")

    def new_message(self, bot: Bot, chat: Chat, sender: Json, content: Json) -> Json:
        """Return a message of `sender` with `content`, numbered and dated but not shown yet.

        Numbers run through all private chats of a bot, and through each supergroup, as Telegram's do.
        """
        if chat.is_private:
            bot.last_message_id += 1
            message_id = bot.last_message_id
        else:
            chat.last_id += 1
            message_id = chat.last_id
        date = int(self.now().timestamp())
        return {"message_id": message_id, "from": sender, "chat": chat.about, "date": date, **content}

    def tell(self, bot: Bot, kind: str, message: Json) -> None:
        """Queue an update about `message` for `bot`."""
        bot.updates.put(kind, as_bot_sees(message))
