"""What is remembered of a chat, as bytes: safe to read whoever wrote them, and known by what its type looks like.

Another version of the program may have written them: what looks otherwise there is forgotten, as after a restart.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from usecases.memory import Remembered
from usecases.shared.written_values import Written, written

_LOOKS_BYTES = 8


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    how: Written
    looks: str


def kinds() -> Iterator[type[Remembered]]:
    """Yield every kind of what is remembered that the program has by now, each once."""
    seen: set[type[Remembered]] = set()
    below: list[type[Remembered]] = [Remembered]
    while below:
        for kind in below.pop().__subclasses__():
            if kind not in seen:
                seen.add(kind)
                below.append(kind)
                # What a dataclass with slots was made of goes by the same name, and is none.
                if getattr(sys.modules.get(kind.__module__), kind.__qualname__, None) is kind:
                    yield kind


def write_note(note: Remembered, put_at: datetime) -> bytes:
    """Return `note`, put at `put_at` (aware), as bytes, which are to be sealed. Raises UnknownTypeError."""
    kind = _written(type(note))
    said = [kind.name, kind.looks, put_at.isoformat(), kind.how.write(note)]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_note(said: bytes) -> tuple[Remembered, datetime] | None:
    """Return what `write_note` wrote, and when it was put; None for anything else, and of another version."""
    try:
        name, looks, put_at, given = json.loads(said.decode("utf-8", "surrogatepass"))
        kind = _written(_by_name(name))
        return (kind.how.read(given), datetime.fromisoformat(put_at)) if kind.looks == looks else None
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None


def _written(kind: type[Remembered]) -> _Kind:
    if (found := _KINDS.get(kind)) is None:
        how = written(kind)
        looks = blake2b(how.looks.encode(), digest_size=_LOOKS_BYTES).hexdigest()
        found = _KINDS[kind] = _Kind(name_of(kind), how, looks)
    return found


def name_of(kind: type[Any]) -> str:
    """Return by what name a kind is known."""
    return f"{kind.__module__}.{kind.__qualname__}"


def _by_name(name: str) -> type[Remembered]:
    if (found := _NAMED.get(name)) is None:
        _NAMED.update({name_of(kind): kind for kind in kinds()})
        found = _NAMED[name]
    return found


_NAMED: dict[str, type[Remembered]] = {}
_KINDS: dict[type[Remembered], _Kind] = {}
