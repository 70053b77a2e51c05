"""Virtual users: what a person can do with a phone, without any HTTP.

The control API does everything through these; a benchmark calls them in the simulator's own process.
"""

import asyncio
import re
from collections.abc import Sequence

from simulator.messages.keyboards import find_button, find_labelled
from simulator.messages.texts import find_entities, split_text
from simulator.refusals import Json, bad_request
from simulator.state.chats import Chat, as_bot_sees
from simulator.state.world import Bot, Query, World
from simulator.wire.params import Upload

_LINK = re.compile(r"(?:https?://)?t\.me/(?P<bot>\w+)(?:\?start=(?P<code>[A-Za-z0-9_-]{0,64}))?")
_LANGUAGE = re.compile(r"[-_].*")
VISIBLE = frozenset({"message", "edited"})
"""Kinds of event by which something new can be read in a chat."""


class VirtualUser:
    """One person, seen from their private chat with one bot."""

    def __init__(self, world: World, user_id: int, bot: Bot | None = None) -> None:
        """Take the person `user_id` of `world`, in front of `bot` (default: the first)."""
        self._world = world
        self.about = world.people[user_id]
        self.bot = bot or world.bot()
        self.cursor = 0

    @property
    def id(self) -> int:
        """The person's id, which is the private chat's too."""
        return int(self.about["id"])

    @property
    def chat(self) -> Chat:
        """The private chat with the bot, opened when it is new."""
        return self._world.private_chat(self.bot, self.id)

    def find_chat(self, chat_id: int | None) -> Chat:
        """Return the private chat for None, else the group `chat_id`.

        Raises:
            ApiError: 400 for a group that this person is not in.
        """
        if chat_id is None or chat_id == self.id:
            return self.chat
        group = self._world.groups.get(chat_id)
        if group is None or self.id not in group.members:
            raise bad_request("not a member of this chat")
        return group

    def send(self, content: Json, chat_id: int | None = None, reply_to: int | None = None) -> Json:
        """Send a message with `content` (fields of a Message) and return its event.

        In a private chat this also unblocks the bot, as on a phone nothing can be sent before.
        """
        chat = self.find_chat(chat_id)
        chat.started = True
        if chat.is_private and self.id in self.bot.blocked_by:
            self.unblock()
        if reply_to is not None and reply_to in chat.messages:
            content = {**content, "reply_to_message": as_bot_sees(chat.messages[reply_to])}
        message = self._world.new_message(self.bot, chat, self.about, content)
        event = chat.show(message)
        if chat.is_private or self._concerns_bot(message, chat):
            self._world.tell(self.bot, "message", message)
        return event

    def _concerns_bot(self, message: Json, chat: Chat) -> bool:
        """Return whether the bot, in privacy mode, hears this message of a group."""
        if chat.members.get(self.bot.id) != "member":
            return False
        text = str(message.get("text", message.get("caption", "")))
        if text.startswith("/"):
            addressed = text.split(maxsplit=1)[0].partition("@")[2]
            return addressed.lower() in {"", self.bot.username.lower()}
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        return replied == self.bot.id or f"@{self.bot.username}".lower() in text.lower()

    def send_text(self, text: str, chat_id: int | None = None, reply_to: int | None = None) -> Json:
        """Send `text`, as a phone does in several messages when it is too long; return the last event.

        Raises:
            ApiError: 400 for a text that no phone would send.
        """
        if not text.strip():
            raise bad_request("message text is empty")
        event: Json = {}
        for part in split_text(text.strip()):
            content: Json = {"text": part}
            entities = find_entities(part, [])
            if entities:
                content["entities"] = entities
            event = self.send(content, chat_id, reply_to)
        return event

    def edit_text(self, message_id: int, text: str) -> Json:
        """Change a text that this person sent to the bot in private; return its event.

        Raises:
            ApiError: 400 for a message that is not there or not theirs.
        """
        message = self.chat.messages.get(message_id)
        if message is None or message["from"]["id"] != self.id or "text" not in message:
            raise bad_request("message can't be edited")
        edited = message | {"text": text, "edit_date": int(self._world.now().timestamp())}
        edited["entities"] = find_entities(text, [])
        event = self.chat.change(edited)
        self._world.tell(self.bot, "edited_message", edited)
        return event

    def open_link(self, link: str) -> Json:
        """Open a t.me link of the bot and press START; return the event of the /start.

        Raises:
            ApiError: 400 for a link that would open no chat with this bot.
        """
        match = _LINK.fullmatch(link)
        if match is None or match["bot"].lower() != self.bot.username.lower():
            raise bad_request("this link opens no chat with the bot")
        return self.send_text(f"/start {match['code']}" if match["code"] else "/start")

    def send_file(self, kind: str, upload: Upload, caption: str = "", chat_id: int | None = None) -> Json:
        """Send `upload` as a photo, document, voice, audio, video or sticker; return its event."""
        stored = self._world.files.add(kind, upload)
        content: Json = {kind: [stored.about] if kind == "photo" else stored.about}
        if caption:
            content["caption"] = caption
        return self.send(content, chat_id)

    def forward(self, text: str, writer: str | int) -> Json:
        """Forward a text and return its event; `writer` is a name, or the id of an account in the open."""
        origin: Json = {"date": int(self._world.now().timestamp())}
        if isinstance(writer, int):
            origin |= {"type": "user", "sender_user": self._world.people[writer]}
        else:
            origin |= {"type": "hidden_user", "sender_user_name": writer}
        return self.send({"text": text, "forward_origin": origin})

    def tap(self, message_id: int, data: str, chat_id: int | None = None, times: int = 1) -> Sequence[str]:
        """Press the inline button with `data`, `times` times before the bot can act; return the queries' ids.

        Raises:
            ApiError: 400 when the message or the button is not there.
        """
        chat = self.find_chat(chat_id)
        message = chat.messages.get(message_id)
        if message is None or find_button(message, data) is None:
            raise bad_request("no such button in the chat")
        asked_at = self._world.now()
        ids = [self._world.new_query_id() for _ in range(times)]
        for query_id in ids:
            self.bot.queries[query_id] = Query(chat, self.id, asked_at)
            query: Json = {"id": query_id, "from": self.about, "message": as_bot_sees(message), "data": data}
            self.bot.updates.put("callback_query", query | {"chat_instance": str(chat.id)})
        return ids

    def tap_label(self, message: Json, label: str) -> str:
        """Press the button of `message` whose label contains `label`; return the query's id.

        Raises:
            ApiError: 400 when there is none.
        """
        data = find_labelled(message, label)
        if data is None:
            raise bad_request("no such button in the chat")
        return self.tap(message["message_id"], data, message["chat"]["id"])[0]

    async def next_event(self, timeout_s: float = 10) -> Json:
        """Return the bot's next message or edit in the private chat.

        Raises:
            TimeoutError: nothing came within `timeout_s` seconds.
        """
        deadline = asyncio.get_running_loop().time() + timeout_s
        while True:
            left = deadline - asyncio.get_running_loop().time()
            for event in await self.chat.feed.wait_after(self.cursor, left):
                self.cursor = event["seq"]
                if event["kind"] in VISIBLE and event["message"]["from"]["is_bot"]:
                    return event
            if left <= 0:
                raise TimeoutError

    def block(self) -> None:
        """Block the bot."""
        self._set_blocked(blocked=True)

    def unblock(self) -> None:
        """Unblock the bot."""
        self._set_blocked(blocked=False)

    def _set_blocked(self, *, blocked: bool) -> None:
        was = "kicked" if self.id in self.bot.blocked_by else "member"
        if blocked:
            self.bot.blocked_by.add(self.id)
        else:
            self.bot.blocked_by.discard(self.id)
        tell_membership(
            self._world, self.bot, self.chat, self.about, (was, "kicked" if blocked else "member")
        )

    def commands(self, chat_id: int | None = None) -> list[Json]:
        """Return the commands that this client lists (core.telegram.org/bots/api#botcommandscope)."""
        if chat_id is None or chat_id == self.id:
            scopes = [f"chat:{self.id}", "all_private_chats", "default"]
        else:
            scopes = [f"chat_member:{chat_id}:{self.id}", f"chat:{chat_id}", "all_group_chats", "default"]
        language = _LANGUAGE.sub("", str(self.about.get("language_code", "")))
        for scope in scopes:
            for code in (language, ""):
                if (scope, code) in self.bot.commands:
                    return self.bot.commands[scope, code]
        return []


def tell_membership(world: World, bot: Bot, chat: Chat, by: Json, statuses: tuple[str, str]) -> None:
    """Tell `bot` that its own status in `chat` went from the first to the second of `statuses`."""
    old, new = (_own_membership(bot, status) for status in statuses)
    date = int(world.now().timestamp())
    change = {"chat": chat.about, "from": by, "date": date, "old_chat_member": old, "new_chat_member": new}
    bot.updates.put("my_chat_member", change)


def _own_membership(bot: Bot, status: str) -> Json:
    member = {"user": bot.about, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member


def make_group(world: World, bot: Bot, title: str, member_ids: Sequence[int]) -> Chat:
    """Make a group of people and `bot`, started by the first of them; the bot is told that it was added."""
    chat = world.add_group(title)
    chat.members = dict.fromkeys(member_ids, "member")
    starter = world.people[member_ids[0]]
    chat.members[starter["id"]] = "creator"
    chat.members[bot.id] = "member"
    chat.started = True
    bot.chats[chat.id] = chat
    tell_membership(world, bot, chat, starter, ("left", "member"))
    joined = world.new_message(bot, chat, starter, {"new_chat_members": [bot.about]})
    chat.show(joined)
    world.tell(bot, "message", joined)
    return chat
