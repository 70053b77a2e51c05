"""Which calls are made again when they fail, and how long that takes; what fails for good, the error tells of."""

from asyncio import sleep, timeout
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetUpdates, Response, TelegramMethod

from handlers.wire.calls import turns
from handlers.wire.calls.window_calls import AnswerTap, TakeButtons

PAUSES_S: Final = (0.2, 1.0, 3.0)
"""Before a call is made again that failed for a reason which may pass."""
FLOOD_S: Final = 60
"""How long one call waits in all where Telegram says that it is too fast; a person looks at the phone meanwhile."""
FLOOD_WAITED_FOR_S: Final = 15
"""The same while the chat's next update waits behind it."""
FLOOD_BESIDE_S: Final = 5
"""The same for what stands beside a window: without it the window is there all the same."""
ADDING: Final = ("send", "forward", "copy")
"""What the names of calls begin with that, made twice, leave two messages; all others may be made again."""


class LostError(TelegramNetworkError):
    """The call went out, and no answer came back: nobody knows whether it was taken."""

    def __init__(self, method: TelegramMethod[Any], message: str, *, stood_still: bool = False) -> None:
        """Of `method`; `stood_still`: given up, after a while in which nothing moved."""
        super().__init__(method=method, message=message)
        self.stood_still = stood_still

    @property
    def may_have_added(self) -> bool:
        """Whether a message may be there that nobody knows of."""
        return adds(self.method)


def adds(method: TelegramMethod[Any]) -> bool:
    """Tell whether a message more is there each time that the call is taken."""
    return method.__api_method__.startswith(ADDING)


async def persist(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> Response[Any]:
    """Make a call until it is taken, as long as that makes sense; raises what it met last.

    The fetching of updates has pauses of its own.
    """
    if isinstance(method, GetUpdates):
        return await make_request(bot, method)
    turn, pauses, flooded_s = turns.turn(), list(reversed(PAUSES_S)), 0.0
    while True:
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            failed: Exception = error
            wait_s: float = max(error.retry_after, 1)
            flooded_s += wait_s
            if flooded_s > _flood_most_s(method, turn):
                _tire(turn)
                raise
        except (TelegramNetworkError, TelegramServerError) as error:
            # One after another, calls that fail would keep the person waiting for no word at all.
            if not pauses or (turn is not None and turn.is_tired) or not _may_go_again(error):
                _tire(turn)
                raise
            failed, wait_s = error, pauses.pop()
        if not await _waited(wait_s, turn):
            raise failed


async def _waited(wait_s: float, turn: turns.ChatTurn | None) -> bool:
    """Wait; return False where somebody else has come meanwhile and must not be kept waiting for so long."""
    if turn is None:
        await sleep(wait_s)
        return True
    try:
        async with timeout(None) as limit:
            with turn.waiting(limit, FLOOD_WAITED_FOR_S):
                await sleep(wait_s)
    except TimeoutError:
        _tire(turn)
        return False
    return True


def _tire(turn: turns.ChatTurn | None) -> None:
    if turn is not None:
        turn.is_tired = True


def _flood_most_s(method: TelegramMethod[Any], turn: turns.ChatTurn | None) -> float:
    if isinstance(method, AnswerTap | TakeButtons) or (turn is not None and turn.is_tired):
        return FLOOD_BESIDE_S
    return FLOOD_WAITED_FOR_S if turn is not None and turn.is_waited_for else FLOOD_S


def _may_go_again(error: TelegramNetworkError | TelegramServerError) -> bool:
    if not isinstance(error, LostError):
        # Nobody took it: there was no connection, or the answer said so.
        return True
    return not error.may_have_added and not error.stood_still
