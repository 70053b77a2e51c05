"""Chats and the messages in them."""

from dataclasses import dataclass, field

from simulator.refusals import Json
from simulator.state.feeds import KEPT, Feed


@dataclass(slots=True)
class Chat:
    """One chat as both sides see it: a private one of a bot and a user, or a group."""

    about: Json
    feed: Feed = field(default_factory=Feed)
    messages: dict[int, Json] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_id: int = 0
    topics: set[int] = field(default_factory=set)
    moved_to: int | None = None
    """The supergroup that this group has become."""
    started: bool = False
    """Whether the bot may write here: a person wrote first, or the bot was added to the group."""

    @property
    def id(self) -> int:
        """The chat's id: the user's for a private chat, negative for a group."""
        return int(self.about["id"])

    @property
    def is_private(self) -> bool:
        """Whether this is a private chat."""
        return bool(self.about["type"] == "private")

    def show(self, message: Json) -> Json:
        """Add `message` at the end; return its event."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > KEPT:
            del self.messages[next(iter(self.messages))]
        return self.feed.add({"kind": "message", "message": message})

    def change(self, message: Json) -> Json:
        """Put `message` in the place of the one with its id; return its event."""
        self.messages[message["message_id"]] = message
        return self.feed.add({"kind": "edited", "message": message})

    def remove(self, message_id: int) -> None:
        """Take a message away for both sides."""
        del self.messages[message_id]
        if message_id in self.pinned:
            self.pinned.remove(message_id)
        self.feed.add({"kind": "deleted", "message_id": message_id})


def as_bot_sees(message: Json) -> Json:
    """Return `message` as the Bot API shows it: of keyboards, only those under the message itself."""
    markup = message.get("reply_markup")
    if markup is not None and "inline_keyboard" not in markup:
        message = {key: value for key, value in message.items() if key != "reply_markup"}
    return message
