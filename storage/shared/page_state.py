"""What the page's servers share: which challenges were used, and parcels in pieces. All of it sealed, or names."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.shared.connections import reached
from storage.shared.family import Family
from storage.shared.key_ring import Lasting

_KEPT_DAYS = 1
_USE = """
for at = 1, #KEYS do
  if redis.call('SISMEMBER', KEYS[at], ARGV[1]) == 1 then return 0 end
end
redis.call('SADD', KEYS[1], ARGV[1])
local today = math.floor(tonumber(redis.call('TIME')[1]) / 86400)
redis.call('EXPIREAT', KEYS[1], (today + 1 + tonumber(ARGV[2])) * 86400)
return 1
"""
_EXPIRE = """
local soon = math.ceil((tonumber(redis.call('TIME')[1]) + tonumber(ARGV[1])) / tonumber(ARGV[1])) * tonumber(ARGV[1])
redis.call('EXPIREAT', parcel, soon)
"""
"""In steps of what it may rest: when exactly it was last heard of does not follow."""
_COUNT = """
local all, parcel = KEYS[1], KEYS[2]
local held, many = 0, 0
local there = redis.call('HGETALL', all)
for at = 1, #there, 2 do
  if redis.call('EXISTS', ARGV[2] .. there[at]) == 0 then redis.call('HDEL', all, there[at])
  else held, many = held + tonumber(there[at + 1]), many + 1 end
end
"""
_BEGIN = f"""
{_COUNT}
if many >= tonumber(ARGV[4]) then return 0 end
redis.call('HSET', parcel, 'm', ARGV[5])
redis.call('HSET', all, ARGV[3], 0)
{_EXPIRE}
return 1
"""
_TAKE = f"""
{_COUNT}
if redis.call('EXISTS', parcel) == 0 then return -1 end
{_EXPIRE}
local expected = redis.call('HLEN', parcel) - 1
if redis.call('HEXISTS', parcel, 'd') == 1 or tonumber(ARGV[6]) < expected then return 1 end
if tonumber(ARGV[6]) > expected then return -1 end
if held + tonumber(ARGV[5]) > tonumber(ARGV[4]) then return 0 end
redis.call('HSET', parcel, ARGV[6], ARGV[7])
redis.call('HINCRBY', all, ARGV[3], ARGV[5])
return 1
"""
_FINISH = f"""
local all, parcel = KEYS[1], KEYS[2]
local manifest = redis.call('HGET', parcel, 'm')
if not manifest then return 0 end
redis.call('DEL', parcel)
redis.call('HSET', parcel, 'm', manifest, 'd', '')
redis.call('HSET', all, ARGV[3], 0)
{_EXPIRE}
return 1
"""


class SharedChallenges:
    """Challenges of all the servers of a page (web.admission.Challenges). Raises AwayError."""

    def __init__(self, family: Family) -> None:
        """Begin with those that are there."""
        self._family = family

    def seal(self, open_part: bytes) -> bytes:
        """Return what only the family can put after the open part of a challenge."""
        return bytes.fromhex(self._family.ring.name("challenge", open_part.hex()).decode())

    def use(self, challenge: bytes, _at_s: float) -> bool:
        """Note that it is used now; return False where it was before, at any of the servers."""
        ring, now = self._family.ring, self._family.clock.now()
        current = self._set(ring.name_of_moment(now, "used"))
        sets = [current, *(each for each in self._sets(now) if each != current)]
        with reached():
            used = self._family.client.eval(
                _USE, len(sets), *sets, ring.name("used", challenge.hex()), _KEPT_DAYS
            )
        return bool(used)

    def used_lately(self, _at_s: float) -> int:
        """Return about how many were used in the last hour: of the last forty minutes half as many more."""
        sets = self._sets(self._family.clock.now())
        with reached():
            many = sum(self._family.client.scard(each) for each in sets)
        return int(many * 3 // 2)

    def _sets(self, now: datetime) -> list[bytes]:
        return [self._set(name) for name in self._family.ring.names_of_moments(now, "used")]

    def _set(self, name: bytes) -> bytes:
        return self._family.key("used", name)


class ParcelStore:
    """Parcels, by names that whoever sends them was given: a manifest and pieces, sealed. Raises AwayError."""

    def __init__(self, family: Family, idle_s: int) -> None:
        """Forget a parcel that is not heard of for `idle_s` seconds, or a little longer."""
        self._family, self._idle_s = family, idle_s

    def begin(self, name: str, manifest: bytes, most: int) -> bool:
        """Open one; return False where `most` are open."""
        place = self._place(name, "m")
        return self._run(_BEGIN, name, most, self._seal(manifest, place)) == 1

    def manifest(self, name: str) -> bytes | None:
        """Return the manifest of one; None where there is none."""
        with reached():
            sealed = self._family.client.hget(self._key(name), "m")
        return None if sealed is None else self._open(sealed, self._place(name, "m"))

    def take(self, name: str, number: int, piece: bytes, most: int) -> bool | None:
        """Take a piece, from 0; one that was taken before is passed over.

        Return None for one out of turn or of no parcel, False where `most` bytes are held of all.
        """
        sealed = self._seal(piece, self._place(name, str(number)))
        done = self._run(_TAKE, name, most, len(piece), number, sealed)
        return None if done < 0 else done == 1

    def whole(self, name: str) -> tuple[bytes, bool, bytes] | None:
        """Return the manifest of one, whether it is done, and all its pieces; None where there is none."""
        with reached():
            found: Mapping[bytes, bytes] = self._family.client.hgetall(self._key(name))
        if b"m" not in found:
            return None
        manifest = self._open(found[b"m"], self._place(name, "m"))
        numbers = sorted(int(field) for field in found if field.isdigit())
        pieces = [self._open(found[str(n).encode()], self._place(name, str(n))) for n in numbers]
        if manifest is None or None in pieces:
            return None
        return manifest, b"d" in found, b"".join(piece for piece in pieces if piece is not None)

    def finish(self, name: str) -> None:
        """Drop the pieces of one; that it was there stays known."""
        self._run(_FINISH, name, 0)

    def _run(self, script: str, name: str, *given: Any) -> int:
        called = self._name(name)
        keys = self._family.key("parcels"), self._key(name)
        before = self._idle_s, self._family.key("parcel", b""), called
        with reached():
            return int(self._family.client.eval(script, len(keys), *keys, *before, *given))

    def _name(self, name: str) -> bytes:
        return self._family.ring.name("parcel", name)

    def _key(self, name: str) -> bytes:
        return self._family.key("parcel", self._name(name))

    def _place(self, name: str, field: str) -> bytes:
        return self._family.ring.name("parcel", name, field)

    def _seal(self, plain: bytes, place: bytes) -> bytes:
        return self._family.ring.seal(plain, place, Lasting.SOON, self._family.clock.now())

    def _open(self, sealed: bytes, place: bytes) -> bytes | None:
        return self._family.ring.open(sealed, place, Lasting.SOON, self._family.clock.now())
