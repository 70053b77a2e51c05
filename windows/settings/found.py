"""What the parts of /settings bring, found by walking this wing: nothing is listed anywhere else.

`SETTINGS_PARTS` of a module are its buttons in /settings, by their place: 100 duties, 200 the roster, 300 forms and
registers, 400 people, 500 the hospital, 900 what was changed last. `CHANGE_WORDS` say how its changes read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from locales import Speech
from storage.setting_changes import SettingChange
from windows import settings as wing


@dataclass(frozen=True, slots=True)
class SettingsPart:
    """A button of /settings: the key of its label, and what it opens."""

    label: str
    opens: str


SettingsParts = Mapping[int, SettingsPart]
"""What a module brings to /settings, by its place."""


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A change in plain words: what was set, what it was and what it became; empty for nothing."""

    what: str
    old: str
    new: str


CallChange = Callable[[SettingChange, Speech], ChangeWords]
CalledChanges = Mapping[str, CallChange]
"""How a module's changes read, by what their `what` begins with before the colon."""


@cache
def settings_parts() -> list[SettingsPart]:
    """Return the parts in their order; raises ValueError for two at one place."""
    found: dict[int, SettingsPart] = _joined("SETTINGS_PARTS")
    return [part for _place, part in sorted(found.items())]


@cache
def called_changes() -> CalledChanges:
    """Return how the changes of every part read; raises ValueError for a part that two modules call."""
    return _joined("CHANGE_WORDS")


def _joined(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for module in _modules():
        for key, declared in getattr(module, name, {}).items():
            if key in found:
                raise ValueError(f"{module.__name__}: {key} is declared elsewhere, too")
            found[key] = declared
    return found


def _modules() -> Iterator[ModuleType]:
    for entry in walk_packages(wing.__path__, f"{wing.__name__}."):
        yield import_module(entry.name)
