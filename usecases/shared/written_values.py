"""Values as JSON, found from their types: what a type does not say is refused, and nothing is ever called by a name.

A reader is made of a type once. Of what was written it takes exactly that, and gives back an equal value.
"""

import base64
import dataclasses
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

Json = Any
Bound = Mapping[Any, Any]
"""What type variables stand for."""


class UnknownTypeError(TypeError):
    """A type, or a value of another one, that is not written."""


@dataclass(frozen=True, slots=True)
class Written:
    """How values of one type are written and read, and what the type looks like: another version's looks otherwise.

    `write` raises UnknownTypeError; `read` raises ValueError, TypeError, LookupError or ArithmeticError.
    """

    looks: str
    write: Callable[[Any], Json]
    read: Callable[[Json], Any]


def written(kind: Any, bound: Bound | None = None, within: tuple[Any, ...] = ()) -> Written:
    """Return how values of `kind` are written. Raises UnknownTypeError where it holds what is not.

    `bound`: what its type variables stand for; `within`: the types that it is looked at for.
    """
    kind = (bound or {}).get(kind, kind)
    kind = getattr(kind, "__supertype__", kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _plain(kind, *_PLAIN[kind])
    if kind is Any:
        return Written("any", _write_any, _read_any)
    if origin is Literal:
        return Written(repr(inner), lambda value: _one_of(value, inner), lambda value: _one_of(value, inner))
    made = origin or kind
    if isinstance(made, type) and dataclasses.is_dataclass(made) and made not in within:
        given = dict(zip(getattr(made, "__parameters__", ()), inner, strict=True))
        return _record(made, given, (*within, made))
    if origin is None:
        return _named(kind)
    return _of_others(
        origin, [written(each, bound, within) for each in inner if each is not ...], ... in inner
    )


def _named(kind: Any) -> Written:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _plain(kind, lambda value: value.name, lambda said: kind[said])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _model(kind)
    raise UnknownTypeError(f"{kind!r} is not written")


def _of_others(origin: Any, inner: list[Written], any_number: bool) -> Written:  # noqa: FBT001 - one of a tuple's two kinds
    if origin in (Union, types.UnionType):
        return _union(inner)
    if origin is tuple and not any_number:
        return _row(inner)
    if origin in (dict, Mapping):
        return _mapping(*inner)
    if origin is Sequence:
        return _sequence(*inner)
    if origin in _GATHERED:
        return _gathered(_GATHERED[origin], *inner)
    raise UnknownTypeError(f"{origin!r} is not written")


def _exactly(kind: type, value: Any) -> Any:
    if kind is str and isinstance(value, str):
        # A name out of a StrEnum is the same name.
        return str.__str__(value)
    if type(value) is not kind and (kind, type(value)) != (float, int):
        raise UnknownTypeError(f"{type(value).__name__} where {kind.__name__} was to be")
    return value


def _plain(kind: type, write: Callable[[Any], Json], read: Callable[[Json], Any]) -> Written:
    members = list(getattr(kind, "__members__", ()))
    looks = f"{kind.__name__}{members or ''}"
    return Written(looks, lambda value: write(_exactly(kind, value)), read)


def _itself(kind: type) -> tuple[Callable[[Any], Json], Callable[[Json], Any]]:
    return (lambda value: value), (lambda value: _exactly(kind, value))


_PLAIN: Mapping[Any, tuple[Callable[[Any], Json], Callable[[Json], Any]]] = {
    str: _itself(str),
    int: _itself(int),
    bool: _itself(bool),
    float: _itself(float),
    types.NoneType: _itself(types.NoneType),
    None: _itself(types.NoneType),
    bytes: (
        lambda value: base64.b64encode(value).decode(),
        lambda said: base64.b64decode(said, validate=True),
    ),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    timedelta: (timedelta.total_seconds, lambda said: timedelta(seconds=said)),
    Decimal: (str, Decimal),
}
_GATHERED: Mapping[Any, type] = {each: each for each in (list, tuple, frozenset, set)}
_IN_ANY: Mapping[str, type] = {"date": date, "datetime": datetime, "Decimal": Decimal}


def _one_of(value: Any, known: Iterable[Any]) -> Any:
    for each in known:
        if type(each) is type(value) and each == value:
            return value
    raise UnknownTypeError("a value that is none of those known")


def _union(kinds: list[Written]) -> Written:
    def write(value: Any) -> Json:
        for place, kind in enumerate(kinds):
            try:
                return [place, kind.write(value)]
            except UnknownTypeError:
                continue
        raise UnknownTypeError(f"{type(value).__name__} is none of {looks}")

    looks = f"({'|'.join(kind.looks for kind in kinds)})"
    return Written(looks, write, lambda said: kinds[said[0]].read(said[1]))


def _row(kinds: list[Written]) -> Written:
    return Written(
        f"({','.join(kind.looks for kind in kinds)})",
        lambda value: [kind.write(each) for kind, each in zip(kinds, _exactly(tuple, value), strict=True)],
        lambda said: tuple(kind.read(each) for kind, each in zip(kinds, said, strict=True)),
    )


def _gathered(made: type, kind: Written) -> Written:
    return Written(
        f"{made.__name__}[{kind.looks}]",
        lambda value: [kind.write(each) for each in _exactly(made, value)],
        lambda said: made(kind.read(each) for each in _exactly(list, said)),
    )


def _sequence(kind: Written) -> Written:
    def write(value: Any) -> Json:
        if type(value) not in (list, tuple):
            raise UnknownTypeError(f"{type(value).__name__} where a sequence was to be")
        return [type(value) is list, [kind.write(each) for each in value]]

    def read(said: Json) -> Any:
        is_list, given = said
        found = [kind.read(each) for each in _exactly(list, given)]
        return found if is_list else tuple(found)

    return Written(f"Sequence[{kind.looks}]", write, read)


def _mapping(key: Written, value: Written) -> Written:
    return Written(
        f"[{key.looks}:{value.looks}]",
        lambda given: [[key.write(k), value.write(v)] for k, v in _exactly(dict, given).items()],
        lambda said: {key.read(k): value.read(v) for k, v in said},
    )


def _model(kind: type[BaseModel]) -> Written:
    looks = f"{kind.__name__}{sorted((name, str(f.annotation)) for name, f in kind.model_fields.items())}"
    return Written(
        looks,
        lambda value: _exactly(kind, value).model_dump(mode="json"),
        kind.model_validate,
    )


def _record(kind: type, bound: Bound, within: tuple[Any, ...]) -> Written:
    hints = get_type_hints(kind)
    fields = {
        each.name: written(hints[each.name], bound, within) for each in dataclasses.fields(kind) if each.init
    }
    looks = f"{kind.__name__}({','.join(f'{name}:{each.looks}' for name, each in fields.items())})"

    def write(value: Any) -> Json:
        _exactly(kind, value)
        return [each.write(getattr(value, name)) for name, each in fields.items()]

    def read(said: Json) -> Any:
        pairs = zip(fields.items(), _exactly(list, said), strict=True)
        return kind(**{name: each.read(given) for (name, each), given in pairs})

    return Written(looks, write, read)


def _write_any(value: Any) -> Json:
    """Answers of forms: what JSON has, and days, moments and amounts."""
    if value is None or type(value) in (str, int, bool, float):
        return value
    name = type(value).__name__
    if type(value) in (list, tuple):
        return {name: [_write_any(each) for each in value]}
    if type(value) is dict:
        return {name: [[_exactly(str, key), _write_any(each)] for key, each in value.items()]}
    if _IN_ANY.get(name) is type(value):
        return {name: _PLAIN[type(value)][0](value)}
    raise UnknownTypeError(f"{name} is not written")


def _read_any(said: Json) -> Any:
    if not isinstance(said, dict):
        return said
    ((name, given),) = said.items()
    if name in ("list", "tuple"):
        found = [_read_any(each) for each in given]
        return found if name == "list" else tuple(found)
    if name == "dict":
        return {_exactly(str, key): _read_any(each) for key, each in given}
    return _PLAIN[_IN_ANY[name]][1](given)
