"""One call of a Bot API method: who calls, with what, in which world."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from simulator.refusals import Json, bad_request
from simulator.state.chats import Chat
from simulator.state.world import Bot, World
from simulator.wire.params import Params


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is allowed to run."""

    world: World
    bot: Bot
    params: Params

    def chat_id(self, name: str = "chat_id") -> int:
        """Return the id in the parameter `name`; @names of groups are not known here.

        Raises:
            ApiError: 400 when it is missing or is no number.
        """
        value = self.params.text(name)
        if not value:
            raise bad_request(f"{name} is empty")
        try:
            return int(value)
        except ValueError:
            raise bad_request("chat not found") from None

    def chat(self) -> Chat:
        """Return the chat to write in, or raise the ApiError with which Telegram refuses."""
        return self.world.chat_to_write(self.bot, self.chat_id())

    def show(self, chat: Chat, content: Json) -> Json:
        """Send a message of the bot and return it as people see it."""
        message = self.world.new_message(self.bot, chat, self.bot.about, content)
        chat.show(message)
        return message


Method = Callable[[Call], Any]
"""Returns the result of a call at once, or raises ApiError."""
WaitingMethod = Callable[[Call], Awaitable[Any]]
"""The same for a call that may wait."""
