"""What is set is written down with what it was before, tied to the audit log, and can be taken back.

A part of the settings (what `what` begins with, before the colon) says in its module of this wing how it is put back:
`UNDO = {"hospital": put_back}`. Nothing else lists it. `put_back(uow, request, change)` makes it as `change.old` says,
raises RefusalError where that cannot be any more, and notes nothing itself: the taking back is noted here.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, Final

from domain.errors import RefusalError
from storage.audit import COMMAND_LINE, AuditEntry, subject_of
from storage.setting_changes import SettingChange
from storage.unit_of_work import UnitOfWork
from usecases import settings as wing
from usecases.house import Request

ACT: Final = "setting_changed"
_DIGITS: Final = 16
PutBack = Callable[[UnitOfWork, Request, SettingChange], None]
Undo = Mapping[str, PutBack]
"""How a module's parts are put back, by what their changes begin with."""


@dataclass(frozen=True, slots=True)
class SetBy:
    """Who set something at `now` (aware): a person for their unit; by default the command line, for all."""

    now: datetime
    person_id: int | None = None
    unit_code: str = ""
    undoes: int | None = None
    """The number of the change that this takes back."""


@dataclass(frozen=True, slots=True)
class ReadChange:
    """A change, and whether nothing was changed since, so that it can be taken back."""

    change: SettingChange
    is_newest: bool


def note_change(uow: UnitOfWork, request: Request, what: str, old: Any, new: Any) -> int:
    """Write down that the office set `what` (at most 64 characters) from `old` to `new`; return the change's number.

    `old` and `new` are of JSON, None where there was nothing. Raises RefusalError for whom the settings are not.
    """
    viewer, unit_code = request.office(uow)
    return write_change(uow, SetBy(request.now, viewer.person_id, unit_code), what, old, new)


def check_one_unit(uow: UnitOfWork, refusal: str) -> None:
    """Raise the RefusalError `refusal` where the office would set what is said of other hospitals, too."""
    if len(uow.rosters.units()) > 1:
        raise RefusalError(refusal)


def write_change(uow: UnitOfWork, by: SetBy, what: str, old: Any, new: Any) -> int:
    """Write down the same for whoever it was; return the change's number."""
    change = SettingChange(0, by.unit_code, what, old, new, by.person_id, by.now, by.undoes)
    number = uow.setting_changes.add(change)
    actor = COMMAND_LINE if by.person_id is None else ""
    uow.audit.add(AuditEntry(by.now, by.person_id, ACT, subject(number, what, old, new), actor=actor))
    return number


def subject(number: int, what: str, old: Any, new: Any) -> str:
    """Return what the audit log calls a change: its digest has the chain cover what it was and what it became."""
    content = json.dumps([old, new], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
    return subject_of("setting", what, str(number), digest)


def read_change(uow: UnitOfWork, request: Request, number: int) -> ReadChange:
    """Return a change for the office to look at; raises RefusalError (setting-no-change) for none of theirs."""
    _viewer, unit_code = request.office(uow)
    found = uow.setting_changes.find(number)
    if found is None or found.unit_code not in {"", unit_code}:
        raise RefusalError("setting-no-change")
    newest = uow.setting_changes.find_newest(found.what)
    return ReadChange(found, newest is not None and newest.number == number)


def take_back(uow: UnitOfWork, request: Request, number: int) -> int:
    """Put back what a change changed; return the number of the change that this is itself.

    Raises RefusalError: setting-no-change, setting-undone where it was taken back before, setting-changed-since where
    somebody set the same since, setting-not-undone where its part knows no way back, and whatever the part refuses.
    """
    read = read_change(uow, request, number)
    change = read.change
    if not read.is_newest:
        newest = uow.setting_changes.find_newest(change.what)
        undone = newest is not None and newest.undoes == number
        raise RefusalError("setting-undone" if undone else "setting-changed-since")
    put_back = undos().get(change.part)
    if put_back is None:
        raise RefusalError("setting-not-undone")
    put_back(uow, request, change)
    viewer, unit_code = request.office(uow)
    by = SetBy(request.now, viewer.person_id, unit_code, undoes=number)
    return write_change(uow, by, change.what, change.new, change.old)


def is_covered(uow: UnitOfWork, change: SettingChange) -> bool:
    """Tell whether the audit log has the change as it is kept: its old and new are those of the day."""
    named = subject(change.number, change.what, change.old, change.new)
    return any(entry.act == ACT for entry in uow.audit.all_about(named))


def modules() -> Iterator[ModuleType]:
    """Yield the modules of this wing."""
    for found in walk_packages(wing.__path__, f"{wing.__name__}."):
        yield import_module(found.name)


@cache
def undos() -> Undo:
    """Return how every part is put back; raises ValueError for one that two modules put back."""
    found: dict[str, PutBack] = {}
    for module in modules():
        own: Undo = getattr(module, "UNDO", {})
        for part, put_back in own.items():
            if part in found:
                raise ValueError(f"{module.__name__}: {part} is put back elsewhere, too")
            found[part] = put_back
    return found
