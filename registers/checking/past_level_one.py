"""Whether level 1 really learns nothing of what goes past it (`past_level_one`): neither shown, counted nor told."""

from collections.abc import Iterable, Iterator, Mapping

from forms.reading.faults import FormFault
from registers.checking.named import Found
from registers.language import ABOUT, Register
from registers.relations import FIELD_SIGN, PERSONS, Relation

_NAMED = frozenset({Relation.LEVEL_ONE, Relation.OPENER, *PERSONS})
"""Who may be named to see, move or hear of what goes past level 1, beside persons in fields; others may open it."""


def past_faults(register: Register) -> Iterator[Found]:
    """Yield what would let level 1 learn of an entry of a register that goes past it; nothing of any other."""
    if not register.past_level_one:
        return
    for name, who in (("entries", register.seen.entries), ("counts", register.seen.counts)):
        yield from (("", fault) for fault in _named(who, f"seen.{name}", "seen"))
    for index, state in enumerate(register.states):
        if state.public:
            yield "states", FormFault((index,), "register-fault-past", "public", {"name": "public"})
        wrong = _named(state.waits_for or (), "waits_for", "waits_for", index)
        yield from (("states", fault) for fault in wrong)
    for index, move in enumerate(register.moves):
        for name, who in (("by", move.by), ("tells", move.tells)):
            yield from (("moves", fault) for fault in _named(who, name, name, index))
    for name in ("clocks", "opens", "parts", "chains", "responsible"):
        # What the clock reminds of, and who else has to do with it, is told where it can't be delivered.
        if getattr(register, name):
            yield name, FormFault((0,), "register-fault-past", "", {"name": name})
    if register.about not in ABOUT:
        yield "", FormFault((), "register-fault-past", "about", {"name": "about"})


def _named(who: Iterable[str], said: str, key: str, *place: int) -> Iterator[FormFault]:
    for name in who:
        if name not in _NAMED and not name.startswith(FIELD_SIGN):
            yield FormFault(place, "register-fault-past", key, {"name": f"{said} = {name}"})


def beside_faults(registers: Mapping[str, Register], register: Register) -> Iterator[Found]:
    """Yield where `register` leads to, or shows, entries of another that goes past level 1, and must not."""
    above = registers.get(register.directly) if register.directly is not None else None
    if register.directly is not None and (above is None or not above.past_level_one):
        yield "", FormFault((), "register-fault-directly", "directly", {"name": register.directly})
    for index, field in enumerate(register.fields):
        if field.register is not None and _goes_past(registers, field.register):
            yield "fields", FormFault((index,), "register-fault-past", "register", {"name": field.register})
    for index, opening in enumerate(register.opens):
        if _goes_past(registers, opening.of):
            yield "opens", FormFault((index,), "register-fault-past", "of", {"name": opening.of})


def _goes_past(registers: Mapping[str, Register], register_id: str) -> bool:
    return register_id in registers and registers[register_id].past_level_one
