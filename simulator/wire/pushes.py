"""Updates pushed to a bot's webhook, as Telegram's own server does it (tdlib/telegram-bot-api, WebhookActor.cpp).

Up to max_connections at once, each in a POST with the secret in a header. What was not answered 2xx within a minute is
sent again: at once the first time, then after a delay that doubles, or when Retry-After says. Telegram sends what it
queues together (the messages of one chat) one after the other; here nothing waits for anything, so that whoever relies
on an order is found out.
"""

import asyncio
import json
import random
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from simulator.refusals import Json
from simulator.state.webhooks import Attempt, Webhook
from simulator.state.world import Bot, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_ANSWER_S = 60
_DELAY_MOST_S = 60


class Pushing:
    """The updates of all bots of a world, on their way."""

    def __init__(self, world: World, first_delay_s: float, *, in_lanes: bool = False) -> None:
        """Push nothing yet; what failed twice waits `first_delay_s` seconds, then twice as long, and so on.

        `in_lanes`: a message waits until those of its chat before it are taken, and a tap for those of its person, as
        with Telegram (WebhookActor.cpp, queue_id); else all go beside each other, which is harder on the bot.
        """
        self._world = world
        self._in_lanes = in_lanes
        self._first_delay_s = first_delay_s
        self._under_way: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """Push while the block runs."""
        connector = TCPConnector(limit=0)
        async with ClientSession(connector=connector, cookie_jar=DummyCookieJar()) as session:
            serving = asyncio.ensure_future(self._serve(session))
            try:
                yield
            finally:
                for task in (serving, *self._under_way):
                    task.cancel()
                await asyncio.gather(serving, *self._under_way, return_exceptions=True)

    async def _serve(self, session: ClientSession) -> None:
        while True:
            heard = self._world.listen_to_updates()
            due = [self._start(session, bot) for bot in list(self._world.bots.values())]
            wait_s = min((at for at in due if at is not None), default=None)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await heard

    def _start(self, session: ClientSession, bot: Bot) -> float | None:
        """Send what may be sent to `bot` now; return in how many seconds there is more, None for not by itself."""
        hook, now = bot.webhook, asyncio.get_running_loop().time()
        if hook is None:
            return None
        free = hook.max_connections - sum(each.is_under_way for each in hook.attempts.values())
        soonest: float | None = None
        lanes: set[object] = set()
        for update in bot.updates.pending():
            if free <= 0:
                return None
            lane = _lane(update) if self._in_lanes else update["update_id"]
            if lane in lanes:
                continue
            lanes.add(lane)
            attempt = hook.attempts.get(update["update_id"])
            if attempt is not None and attempt.is_under_way:
                continue
            if attempt is not None and attempt.due_at > now:
                soonest = min(soonest or attempt.due_at, attempt.due_at)
                continue
            if attempt is None:
                attempt = hook.attempts[update["update_id"]] = Attempt()
            attempt.is_under_way = True
            free -= 1
            task = asyncio.ensure_future(self._push(session, bot, hook, update))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return None if soonest is None else max(0.0, soonest - now)

    async def _push(self, session: ClientSession, bot: Bot, hook: Webhook, update: Json) -> None:
        number = update["update_id"]
        body = json.dumps(update, ensure_ascii=False).encode()
        fault, retry_after_s = await _post(session, hook, body)
        attempt = hook.attempts[number]
        attempt.is_under_way = False
        if not fault:
            del hook.attempts[number]
            if bot.webhook is hook:
                bot.updates.confirm_one(number)
        else:
            hook.failed_at, hook.failed_with = self._world.now(), fault
            attempt.due_at = asyncio.get_running_loop().time() + (
                retry_after_s or self._delay_s(attempt.fails)
            )
            attempt.fails += 1
        self._world.ring_updates()

    def _delay_s(self, fails: int) -> float:
        if not fails:
            return 0
        most_s = random.uniform(_DELAY_MOST_S, 2 * _DELAY_MOST_S)  # noqa: S311 - as Telegram spreads them
        return float(min(most_s, self._first_delay_s * 2 ** (fails - 1)))


def _lane(update: Json) -> object:
    """Return the lane of an update: a chat's, of a tap its person's, or its own."""
    (kind,) = update.keys() - {"update_id"}
    for whose in ("chat", "from"):
        if whose in update[kind]:
            return whose, update[kind][whose]["id"]
    return update["update_id"]


async def _post(session: ClientSession, hook: Webhook, body: bytes) -> tuple[str, float]:
    """Send `body` once; return what went wrong (an empty text for nothing) and the seconds of a Retry-After."""
    headers = {"Content-Type": "application/json"}
    if hook.secret:
        headers[SECRET_HEADER] = hook.secret
    try:
        trusted = ssl.create_default_context(cadata=hook.certificate.decode()) if hook.certificate else True
        async with session.post(
            hook.url,
            data=body,
            headers=headers,
            ssl=trusted,
            timeout=ClientTimeout(total=_ANSWER_S),
            allow_redirects=False,
        ) as answer:
            await answer.read()
            if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
                return "", 0
            after = answer.headers.get("Retry-After", "")
            wrong = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return wrong, float(after) if after.isdigit() else 0
    except TimeoutError:
        return "Read timeout expired", 0
    except (ClientError, OSError, ValueError) as error:
        return f"Connection failed: {type(error).__name__}", 0
