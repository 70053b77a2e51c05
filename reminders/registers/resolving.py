"""For whom open entries wait is found anew when posts change hands (docs/registers.md, Who).

Whoever has left is nobody, a role that nobody holds any more is level 1's, and comes back from it once somebody holds
it again. It is looked at after every change of the roster, and on a day on which an appointment begins or ends; leave
changes nothing, deputies act for those away. A few thousand entries a tick, beside what people do; only those are
written of which it is another now. Who has newly come to be waited for is told, once, in one letter.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial

from domain.registers.entries import Entry, WaitsFor
from domain.time.clock import day_in_shanghai
from registers.waiting import waiting
from reminders.desk import Batch, Desk, InBatches, Steps
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import look_at
from usecases.registers.letters import tell_come, tell_waiting, who_are

READ_AT_ONCE, WRITTEN_AT_ONCE = 200, 20
A_TICK = 2000
"""So many entries are looked at in one tick."""
_RESOLVED = "entries_resolved"
"""The setting that holds how far it has come: of which roster, on which day, up to which entry."""


@dataclass(frozen=True, slots=True)
class _Resolved:
    """All open entries up to `entry_id` of the unit `unit` stand as of the roster `version` on `day`.

    And all of the units before it; all that there are, where `is_done`.
    """

    version: str
    day: str
    is_done: bool = False
    unit: str = ""
    entry_id: int = 0


def find_changed(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the entries that are to wait for others, and how far it has come with them."""
    today = day_in_shanghai(now)
    known = _known(uow)
    begun = _Resolved(uow.rosters.version(), today.isoformat())
    if known is None:
        return [partial(_note, resolved=replace(begun, is_done=True))]
    if (known.version, known.day) == (begun.version, begun.day):
        if known.is_done:
            return []
        begun = known
    elif _is_same(uow, known, begun):
        return [partial(_note, resolved=replace(begun, is_done=True))]
    looked, changed = begun, list[Entry]()
    for count, entry in enumerate(_open_behind(uow, begun)):
        if count == A_TICK:
            break
        looked = replace(begun, unit=entry.place.unit_code, entry_id=entry.id)
        if _waits_now(uow, desk, entry, today) not in (None, _waits_before(uow, entry)):
            changed.append(entry)
    else:
        looked = replace(begun, is_done=True)
    stamp = f"{today}:{begun.version}"
    resolving = [
        partial(_resolve, desk=desk, entries=some, stamp=stamp, now=now)
        for some in in_chunks(changed, WRITTEN_AT_ONCE)
    ]
    return [*resolving, partial(_note, resolved=looked)]


def _known(uow: UnitOfWork) -> _Resolved | None:
    known = uow.settings.find(_RESOLVED)
    return None if known is None else _Resolved(**json.loads(known))


def _note(uow: UnitOfWork, resolved: _Resolved) -> int:
    uow.settings.put(_RESOLVED, json.dumps(asdict(resolved)))
    return 0


def _is_same(uow: UnitOfWork, known: _Resolved, now: _Resolved) -> bool:
    """Tell whether a new day alone has begun, on which nobody's appointment begins or has ended."""
    if not known.is_done or known.version != now.version:
        return False
    return not uow.rosters.has_turned(date.fromisoformat(known.day), date.fromisoformat(now.day))


def _open_behind(uow: UnitOfWork, resolved: _Resolved) -> Iterator[Entry]:
    """Yield the open entries that have not been looked at."""
    for unit in sorted(uow.rosters.units()):
        if unit < resolved.unit:
            continue
        after = resolved.entry_id if unit == resolved.unit else 0
        while found := uow.entries.open_of(unit, after, READ_AT_ONCE):
            yield from found
            after = found[-1].id


def _waits_now(uow: UnitOfWork, desk: Desk, entry: Entry, today: date) -> frozenset[WaitsFor] | None:
    """Return for whom an entry is to wait; None where its register, or its state of it, is no longer in use."""
    register = desk.registers.get(entry.register_id)
    if register is None or all(state.id != entry.standing.state for state in register.states):
        return None
    found = look_at(uow, register, entry, today)
    return frozenset(waiting(register, found.now, found.around))


def _waits_before(uow: UnitOfWork, entry: Entry) -> frozenset[WaitsFor]:
    return frozenset(uow.entries.waits_of(entry.id))


def _resolve(uow: UnitOfWork, desk: Desk, entries: Sequence[Entry], stamp: str, now: datetime) -> int:
    """Have these entries wait for whom they are to wait for now, and tell those to whom they have come."""
    today = day_in_shanghai(now)
    come: dict[int, list[int]] = {}
    for entry in uow.entries.find_many(entry.id for entry in entries):
        waits, before = _waits_now(uow, desk, entry, today), _waits_before(uow, entry)
        if waits is None or waits == before:
            continue
        uow.entries.set_waits(entry.id, sorted(waits, key=str))
        newly = set(who_are(uow, waits, today)) - set(who_are(uow, before, today))
        register = desk.registers[entry.register_id]
        if (
            register.past_level_one
        ):  # one letter of all that has come would be told of where it can't be delivered
            tell_waiting(uow, look_at(uow, register, entry, today), newly, now)
            continue
        for person_id in newly:
            come.setdefault(person_id, []).append(entry.id)
    tell_come(uow, stamp, come, now)
    return len(come)


STEPS: Steps = {105: InBatches(find_changed)}
