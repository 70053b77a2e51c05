"""Every kind of what is remembered in the house is written and read again; what is not one of them is not."""

import dataclasses
import json
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from domain.duties.duty_block import DutyTerms
from domain.in_memory import InMemoryOnly
from domain.people.people import Role
from domain.time.periods import Period
from handlers.routers import routers
from usecases.memory import Remembered, place_of
from usecases.shared.written_notes import kinds, name_of, read_note, write_note
from usecases.shared.written_values import UnknownTypeError, written

NOW = datetime(2026, 5, 12, 2, 0, 1, 5, tzinfo=UTC)
DEEP: Any = {"多": [1, 2.5, None, True, {"日": date(2026, 5, 12)}], "钱": Decimal("1.10"), "对": ("a", NOW)}
PLAIN: Mapping[Any, Sequence[Any]] = {
    str: ("", "内科\n<b>\ud83d"),
    int: (0, -7_712_345_678),
    bool: (True, False),
    float: (0.1, 1.0),
    bytes: (b"", b"\0\xff"),
    datetime: (NOW,),
    date: (NOW.date(),),
    time: (time(8, 30),),
    timedelta: (timedelta(seconds=1.5),),
    Decimal: (Decimal("1.10"),),
    types.NoneType: (None,),
    Any: (DEEP, None),
    DutyTerms: (
        DutyTerms(form="f", rule="FREQ=MONTHLY", period=Period.MONTH, roles=frozenset({Role.INSPECTOR})),
    ),
}


@dataclass(frozen=True, slots=True)
class Held(Remembered):
    number: int | str
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Strange(Remembered):
    what: object


def examples(kind: Any, bound: Mapping[Any, Any]) -> list[Any]:  # noqa: PLR0911 - a sort of type each
    """Return one or two values of a type, and of what it holds."""
    kind = bound.get(kind, kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return list(PLAIN[kind])
    if origin is Literal:
        return list(inner)
    if origin in (Union, types.UnionType):
        return list(chain.from_iterable(examples(each, bound) for each in inner))
    if origin is tuple and ... not in inner:
        return [tuple(examples(each, bound)[-1] for each in inner)]
    if origin in (Mapping, dict):
        keys, values = (examples(each, bound) for each in inner)
        return [{}, dict.fromkeys(keys, values[-1])]
    if origin is not None and origin in (tuple, list, frozenset, set, Sequence):
        made = tuple if origin is Sequence else origin
        given = examples(inner[0], bound)
        return [made(), made(given)] + ([given] if origin is Sequence else [])
    made = origin or kind
    if issubclass(made, Enum):
        return list(made)[:2]
    return list(records(made, dict(zip(getattr(made, "__parameters__", ()), inner, strict=True))))


def records(kind: type, bound: Mapping[Any, Any]) -> Iterator[Any]:
    hints = get_type_hints(kind)
    fields = [each.name for each in dataclasses.fields(kind) if each.init]
    given = {name: examples(hints[name], bound) for name in fields}
    most = max((len(values) for values in given.values()), default=1)
    for turn in range(most):
        yield kind(**{name: values[turn % len(values)] for name, values in given.items()})


def of_the_house() -> list[type[Remembered]]:
    """Return the kinds that conversations put: found, not listed. A kind that only others inherit from is none."""
    routers()
    found = [kind for kind in kinds() if not kind.__module__.startswith("tests.")]
    return sorted((kind for kind in found if dataclasses.is_dataclass(kind)), key=name_of)


@pytest.mark.parametrize("kind", of_the_house(), ids=name_of)
def test_each_kind_is_read_as_it_was_written(kind: type[Remembered]) -> None:
    for note in records(kind, {}):
        found = read_note(write_note(note, NOW))
        assert found == (note, NOW)
        assert type(found[0]) is kind


def test_there_are_as_many_as_there_were_and_their_names_are_their_own() -> None:
    found = of_the_house()
    assert len(found) > 70
    assert len({name_of(kind) for kind in found}) == len(found)


def test_what_must_not_stay_is_of_a_place_that_forgets() -> None:
    """Its age limit is that of its place, by which it is sealed; an open question is another one's next."""
    for kind in of_the_house():
        if issubclass(kind, InMemoryOnly) and kind.life is not None:
            assert place_of(kind).life == kind.life, kind


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff",
        b"null",
        b"[]",
        b'["os.system", "", "2026-05-12T02:00:00+00:00", ["true"]]',
        b'["usecases.memory.Remembered", "", "2026-05-12T02:00:00+00:00", []]',
    ],
)
def test_what_is_no_note_is_none(said: bytes) -> None:
    assert read_note(said) is None


def test_another_versions_note_is_forgotten() -> None:
    said = json.loads(write_note(Held(1), NOW))
    assert read_note(json.dumps(said).encode()) == (Held(1), NOW)
    for place, other in (
        (1, "0" * 16),
        (2, "yesterday"),
        (3, [[0, "1"], []]),
        (3, [[0, 1]]),
        (3, [[0, 1], [], 1]),
    ):
        assert read_note(json.dumps([*said[:place], other, *said[place + 1 :]]).encode()) is None


def test_what_a_type_does_not_say_is_refused() -> None:
    for note in (Held(1.5), Held(True), Held(1, [date(2026, 5, 12)]), Held(1, (NOW,))):  # type: ignore[arg-type]
        with pytest.raises(UnknownTypeError):
            write_note(note, NOW)
    for kind in (object, type[int], BaseModel | object, list):
        with pytest.raises(UnknownTypeError):
            written(kind)
    with pytest.raises(UnknownTypeError):
        write_note(Strange(1), NOW)
    for value in ({1}, {1: 2}, object(), [Role.INSPECTOR.__class__]):
        with pytest.raises(UnknownTypeError):
            written(Any).write(value)
