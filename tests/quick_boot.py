"""What every boot of a hospital would do again with the same outcome, done once a process.

A test boots a bot of its own; half of that time went into reading the same signatures (aiogram asks each handler and
each filter) and the certificates of the whole world (twice, for connections that speak no TLS).
"""

import functools
import gc
import inspect
import ssl
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from aiogram.dispatcher.event import handler

__all__ = ["share_what_never_differs"]


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


def share_what_never_differs() -> None:
    """Have aiogram ask each signature once, and every client without certificates of its own use one context.

    Half a million objects of the libraries are set apart from what the collector looks through: that took a seventh
    of the time.
    """
    handler.inspect = _Inspect()  # type: ignore[attr-defined]
    ssl.create_default_context = functools.cache(ssl.create_default_context)  # type: ignore[assignment]
    gc.collect()
    gc.freeze()
