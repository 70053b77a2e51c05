"""What every boot of a hospital would do again with the same outcome, done once a process.

A test boots a bot of its own; half of that time went into reading the same signatures (aiogram asks each handler and
each filter) and the certificates of the whole world (twice, for connections that speak no TLS).
"""

import copy
import functools
import gc
import inspect
import ssl
import tomllib
from collections.abc import Callable
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import segno
from aiogram.dispatcher.event import handler
from aiogram.methods import Response
from aiogram.types import User
from aiohttp import web_app
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from domain.duties import duties
from domain.duties.duty_seams import check_periods
from domain.people import sought_names
from domain.time.cadences import Rule
from reports.digests import pictures
from storage import database, schema
from storage.tips import receipt_keys
from tests.migrated import is_empty, lay_tables

__all__ = ["set_apart", "share_what_never_differs"]

PRODUCTS_KIB = receipt_keys.MEMORY_KIB
LIGHT_KIB = 8
"""As little as Argon2 takes. The codes that tests hand in are looked up by whoever made them, in half a second each."""
SELDOM = 20_000
"""After so many new objects the collector looks through them."""
KEPT = [Response[User]]
"""What aiogram asks for at each start, and pydantic builds anew unless somebody keeps it."""


def _code(callback: object) -> tuple[type, CodeType] | None:
    """Return what alone decides the parameters of a function, a method or an object that is called; None: ask."""
    if isinstance(callback, FunctionType):
        return FunctionType, callback.__code__
    if isinstance(callback, MethodType) and isinstance(callback.__func__, FunctionType):
        return MethodType, callback.__func__.__code__
    called = inspect.getattr_static(type(callback), "__call__", None)
    return (type(callback), called.__code__) if isinstance(called, FunctionType) else None


class _Inspect(ModuleType):
    """The module `inspect`, whose `signature` remembers."""

    def __init__(self) -> None:
        super().__init__("inspect")
        self._read: dict[tuple[type, CodeType], inspect.Signature] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(inspect, name)

    def signature(self, callback: Any, **how: Any) -> inspect.Signature:
        code = _code(callback)
        if code is None or how:
            return inspect.signature(callback, **how)
        if code not in self._read:
            self._read[code] = inspect.signature(callback)
        return self._read[code]


class _LaidAtOnce:
    """alembic's `command`, by which an empty SQLite file gets what all migrations together make, in one go."""

    def upgrade(self, config: Config, revision: str) -> None:
        connection = config.attributes["connection"]
        if revision == "head" and connection.dialect.name == "sqlite" and is_empty(connection):
            lay_tables(connection)
        else:
            command.upgrade(config, revision)


def _alike(dialect: SQLiteDialect_pysqlite, other: object) -> bool:
    return type(other) is type(dialect)


def _share_statements() -> None:
    """Have all databases of a process share what SQLAlchemy made of a statement: one dialect is as another."""
    SQLiteDialect_pysqlite.__eq__ = _alike  # type: ignore[method-assign,assignment]
    SQLiteDialect_pysqlite.__hash__ = lambda dialect: hash(type(dialect))  # type: ignore[method-assign,assignment]
    shared: LRUCache[Any, Any] = LRUCache(4096)
    open_engine = database.open_engine

    def opened(url: str) -> Engine:
        engine = open_engine(url)
        if type(engine.dialect) is SQLiteDialect_pysqlite:
            engine._compiled_cache = shared
        return engine

    database.open_engine = opened


def _drawn_once(draw: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return `draw`, which remembers what it drew: the sample hospital's months look the same in many tests."""
    drawn: dict[str, bytes] = {}

    @functools.wraps(draw)
    def known(picture: object, *how: object) -> bytes:
        shown = repr((picture, [word for word in how if isinstance(word, str)]))
        if shown not in drawn:
            drawn[shown] = draw(picture, *how)
        return drawn[shown]

    return known


def _read_once(loads: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return `loads`, which keeps what it read of a text and gives everybody a copy."""
    kept = functools.lru_cache(64)(loads)

    def read(text: str, /, **how: Any) -> dict[str, Any]:
        if how or type(text) is not str:
            return loads(text, **how)
        return copy.deepcopy(kept(text))

    return read


def share_what_never_differs() -> None:
    """Have aiogram ask each signature once, every client without certificates of its own use one context, and so on.

    Half a million objects of the libraries are set apart from what the collector looks through: that took a fifth of
    the time.
    """
    handler.inspect = _Inspect()  # type: ignore[attr-defined]
    ssl.create_default_context = functools.cache(ssl.create_default_context)  # type: ignore[assignment]
    # aiohttp remembers the last 1024 of these, and with each a whole simulator with all its chats and files.
    web_app._cached_build_middleware = functools.lru_cache(64)(web_app._build_middlewares)
    schema.command = _LaidAtOnce()  # type: ignore[attr-defined,assignment]
    _share_statements()
    # Every boot reads the same duties, of each rule 28 years, and the same names.
    sought_names._readings = functools.cache(sought_names._readings)
    vars(duties).update(check_periods=functools.cache(check_periods), Rule=functools.cache(Rule))
    for name in ("light_picture", "trend_picture"):
        setattr(pictures, name, _drawn_once(getattr(pictures, name)))
    receipt_keys.MEMORY_KIB = LIGHT_KIB
    tomllib.loads = _read_once(tomllib.loads)
    # Any of the eight masks is read by a phone: the best one of them took nine tenths of a code's time.
    segno.make_qr = functools.partial(segno.make_qr, mask=0)
    set_apart()
    gc.set_threshold(SELDOM, 20, 20)


def set_apart() -> None:
    """Set what there is by now apart from what the collector looks through: it stays until the process ends."""
    gc.collect()
    gc.freeze()
