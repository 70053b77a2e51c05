"""Whether what a register says of people one by one can be told: which entry is whose, of which year."""

from collections.abc import Iterator

from domain.people.people import Rank, Role
from forms.fields import FieldKind
from forms.reading.checks import word_faults
from forms.reading.faults import FormFault, Place
from registers.checking.chains import when_faults
from registers.checking.named import Found, field_faults, state_faults
from registers.language import Register
from registers.people.coverage import REACHING, SEEING, RegisterCoverage
from registers.relations import PERSONS, Relation


def people_faults(register: Register) -> Iterator[Found]:
    """Yield what is wrong with what the register says of people one by one."""
    for key in register.of_unit:
        yield from field_faults(register, ("", ()), "of_unit", key, frozenset({FieldKind.PERSON}))
    yield from _unique(register)
    yield from _once(register)
    for index, coverage in enumerate(register.coverage):
        yield from (("coverage", fault) for fault in _who(register, coverage, (index,)))
        yield from _counted(register, coverage, index)


def _who(register: Register, coverage: RegisterCoverage, place: Place) -> Iterator[FormFault]:
    """Yield who is named and can be nobody, and words that are missing."""
    for name in ("label", "done", "missing"):
        yield from word_faults(place, name, getattr(coverage, name))
    named = (
        ("person", () if coverage.person is None else (coverage.person,), REACHING),
        ("whom", coverage.whom, (*Rank, *Role)),
        ("seen_by", coverage.seen_by, (Relation.LEVEL_ONE, *SEEING)),
    )
    for name, those, known in named:
        for who in those:
            if who not in known:
                details: dict[str, str | int] = {"name": name, "who": who, "known": ", ".join(known)}
                yield FormFault(place, "register-fault-who", name, details)
    if coverage.person in PERSONS and getattr(register, str(coverage.person)) is None:
        details = {"name": "person", "who": str(coverage.person)}
        yield FormFault(place, "register-fault-no-person", "person", details)


def _counted(register: Register, coverage: RegisterCoverage, index: int) -> Iterator[Found]:
    """Yield states, answers and a field that there are not."""
    at = ("coverage", (index,))
    if (coverage.person is None) == (coverage.move is None):
        yield "coverage", FormFault((index,), "register-fault-coverage-one-of", "person")
    if coverage.move is not None:
        yield from _by_move(register, coverage, index)
        return
    yield from state_faults(register, "coverage", index, {"states": coverage.states})
    if not coverage.states:
        yield "coverage", FormFault((index,), "register-fault-empty", "states", {"name": "states"})
    yield from (("coverage", fault) for fault in when_faults(register, coverage.when, (index,)))
    if coverage.year_in is not None:
        kinds = frozenset({FieldKind.WHOLE_NUMBER, FieldKind.DATE})
        yield from field_faults(register, at, "year_in", coverage.year_in, kinds)


def _by_move(register: Register, coverage: RegisterCoverage, index: int) -> Iterator[Found]:
    """Yield what is wrong with a coverage of each entry: it goes by a move that each makes once, and no more."""
    if coverage.move not in {move.id for move in register.moves if move.each_once}:
        details: dict[str, str | int] = {"move": str(coverage.move)}
        yield "coverage", FormFault((index,), "register-fault-not-once", "move", details)
    for name in ("states", "whom", "when", "year_in"):
        if getattr(coverage, name):
            yield "coverage", FormFault((index,), "register-fault-coverage-move", name, {"name": name})
    for name, key in (("wanted_in", coverage.wanted_in), ("reached_in", coverage.reached_in)):
        if key is not None:
            numbers = frozenset({FieldKind.WHOLE_NUMBER})
            yield from field_faults(register, ("coverage", (index,)), name, key, numbers)


def _once(register: Register) -> Iterator[Found]:
    """Yield what a move that each makes once cannot have: it changes nothing, and is one alone."""
    those = [index for index, move in enumerate(register.moves) if move.each_once]
    for index in those:
        move = register.moves[index]
        if move.to or move.asked or move.asks_again or move.reason or move.tells or move.confidential:
            yield "moves", FormFault((index,), "register-fault-once", "each_once", {"move": move.id})
    for index in those[1:]:
        yield "moves", FormFault((index,), "register-fault-once-more", "each_once")
    for index, move in enumerate(register.moves):
        if move.on_day is not None:
            at = ("moves", (index,))
            yield from field_faults(register, at, "on_day", move.on_day, frozenset({FieldKind.DATE}))
            if not move.each_once:
                yield "moves", FormFault((index,), "register-fault-not-once", "on_day", {"move": move.id})


def _unique(register: Register) -> Iterator[Found]:
    for index, unique in enumerate(register.unique):
        at = ("unique", (index,))
        yield from state_faults(register, "unique", index, {"states": unique.states})
        yield from (("unique", fault) for fault in when_faults(register, unique.when, (index,)))
        if not unique.states:
            yield "unique", FormFault((index,), "register-fault-empty", "states", {"name": "states"})
        for key in unique.fields:
            yield from field_faults(register, at, "fields", key)
        # By whom else would the others be found among all entries that there are?
        if not {register.owner, register.addressee}.intersection(unique.fields):
            yield "unique", FormFault((index,), "register-fault-unique-whose", "fields")
