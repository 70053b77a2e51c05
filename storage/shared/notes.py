"""Notes of chats in Redis, names and values bytes that say nothing: a chat's are read at once, and written at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.shared.connections import reached
from storage.shared.family import Family
from storage.shared.update_turns import KEPT_S

KEPT_DAYS = 30
"""How long the notes of a chat that is not heard of stay; counted in whole days, so that nothing says the hour."""
_WRITE = """
local chat, recent, counter = KEYS[1], KEYS[2], KEYS[3]
local name, most, prefix, days, put = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
for at = 6, 5 + 2 * put, 2 do redis.call('HSET', chat, ARGV[at], ARGV[at + 1]) end
for at = 6 + 2 * put, #ARGV do redis.call('HDEL', chat, ARGV[at]) end
if redis.call('EXISTS', chat) == 0 then
  redis.call('ZREM', recent, name)
  return 1
end
local today = math.floor(tonumber(redis.call('TIME')[1]) / 86400)
redis.call('EXPIREAT', chat, (today + days) * 86400)
redis.call('ZADD', recent, redis.call('INCR', counter), name)
local over = redis.call('ZCARD', recent) - most
if over > 0 then
  local gone = redis.call('ZPOPMIN', recent, over)
  for at = 1, #gone, 2 do redis.call('DEL', prefix .. gone[at]) end
end
"""
_EXCHANGE = f"""
if (redis.call('HGET', KEYS[1], ARGV[6]) or '') ~= table.remove(ARGV) then return 0 end
{_WRITE}
return 1
"""


@dataclass(frozen=True, slots=True)
class NoteChanges:
    """What is to be kept of one chat by its name: fields that are set, and fields that are not there any more."""

    chat: bytes
    put: Mapping[bytes, bytes] = field(default_factory=dict)
    dropped: Sequence[bytes] = ()


class NoteStore:
    """The notes of all chats. Raises AwayError where Redis does not answer."""

    def __init__(self, family: Family, most: int) -> None:
        """Keep those of `most` chats; of others, those unheard of for longest go first."""
        self._family, self._most = family, most

    async def load(self, chats: Sequence[bytes]) -> tuple[bool, list[dict[bytes, bytes]]]:
        """Return whether the family's keys count, and the fields of each of `chats`: one round trip."""
        with reached():
            known, *found = await self._ask(chats)
        return self._family.is_ours(known), found

    async def _ask(self, chats: Sequence[bytes]) -> list[Any]:
        async with self._family.waiting.pipeline(transaction=False) as together:
            together.get(self._family.family_key)
            for chat in chats:
                together.hgetall(self._key(chat).decode())
            return await together.execute()

    async def write(self, changes: Sequence[NoteChanges], handled: str = "") -> None:
        """Keep `changes`: one round trip. With them, at one stroke, that the update of key `handled` was handled."""
        with reached():
            await self._send(changes, handled)

    async def _send(self, changes: Sequence[NoteChanges], handled: str) -> None:
        async with self._family.waiting.pipeline(transaction=bool(handled)) as together:
            if handled:
                together.set(handled, b"", ex=KEPT_S)
            for change in changes:
                together.eval(*self._asked(change))
            await together.execute()

    def find(self, chat: bytes, place: bytes) -> bytes | None:
        """Return one field, at once."""
        with reached():
            found: bytes | None = self._family.client.hget(self._key(chat), place)
        return found

    def write_now(self, change: NoteChanges) -> None:
        """Keep `change`, at once."""
        with reached():
            self._family.client.eval(*self._asked(change))

    def find_all(self, chat: bytes) -> dict[bytes, bytes]:
        """Return all fields of a chat, at once."""
        with reached():
            found: dict[bytes, bytes] = self._family.client.hgetall(self._key(chat))
        return found

    def exchange(self, chat: bytes, place: bytes, there: bytes | None, new: bytes) -> bool:
        """Set one field, at once, if it still is what was `there`; tell whether it was."""
        with reached():
            asked = self._asked(NoteChanges(chat, {place: new}))
            return bool(self._family.client.eval(_EXCHANGE, *asked[1:], there or b""))

    def _asked(self, change: NoteChanges) -> tuple[Any, ...]:
        keys = self._key(change.chat), self._family.key("recent"), self._family.key("recent-count")
        put = [part for pair in change.put.items() for part in pair]
        given = change.chat, self._most, self._key(b""), KEPT_DAYS, len(change.put)
        return _WRITE, len(keys), *keys, *given, *put, *change.dropped

    def _key(self, chat: bytes) -> bytes:
        return self._family.key("chat", chat)
