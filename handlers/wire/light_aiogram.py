"""Imported before aiogram: has each of its 600 kinds of objects and calls built when first asked for, not at import.

aiogram builds a validator for each kind at import, pydantic's with all the kinds that it names: half of what it takes
the bot to start, and 100 MB that lie there for as long as it runs. Next to none of them is ever asked for.
"""

import re
import sys
from inspect import get_annotations
from typing import Any

from pydantic import BaseModel, ConfigDict

_NAME = re.compile(r"\w+")


def import_aiogram() -> None:
    """Import aiogram so that its kinds are built when first asked for; does nothing where it has been imported."""
    build, settings = vars(BaseModel)["model_rebuild"], BaseModel.model_config

    def put_off(kind: type[BaseModel], /, *, _types_namespace: dict[str, Any], **_how: Any) -> None:
        """Give the module of `kind` the names that it imports for type checkers alone: pydantic looks there later."""
        module = vars(sys.modules[kind.__module__])
        said = " ".join(str(field) for owner in kind.__mro__ for field in get_annotations(owner).values())
        for name in _types_namespace.keys() & set(_NAME.findall(said)):
            module.setdefault(name, _types_namespace[name])

    BaseModel.model_rebuild = classmethod(put_off)  # type: ignore[assignment,method-assign]
    # Calls are kinds too, of which aiogram itself does not say that they may wait.
    BaseModel.model_config = ConfigDict(defer_build=True)
    try:
        import aiogram.types  # noqa: F401,PLC0415 - not before now
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]
        BaseModel.model_config = settings


import_aiogram()
