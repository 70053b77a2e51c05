"""What registers say of one another: whose part each is, whose entries a field refers to, which columns a part has."""

from collections.abc import Iterator, Mapping

from forms.reading.faults import FormFault
from registers.checking.chains import when_faults
from registers.checking.named import Found
from registers.checking.past_level_one import beside_faults
from registers.language import ABOUT, Register
from registers.moves import COLUMNS, MOVE_COLUMNS


def across_faults(registers: Mapping[str, Register], register: Register) -> Iterator[Found]:
    """Yield what is wrong with `register`, one of `registers`, beside the others."""
    if register.about not in ABOUT:
        whole = registers.get(register.about)
        if whole is None or register.id not in {part.register for part in whole.parts}:
            details: dict[str, str | int] = {"name": register.about, "known": ", ".join(ABOUT)}
            yield "", FormFault((), "register-fault-about", "about", details)
    for index, field in enumerate(register.fields):
        if field.register is not None and field.register not in registers:
            named: dict[str, str | int] = {"name": field.register}
            yield "fields", FormFault((index,), "register-fault-no-register", "register", named)
    yield from _opens(registers, register)
    yield from beside_faults(registers, register)
    wrong = list(_parts(registers, register))
    yield from wrong
    if not wrong:
        yield from _columns(registers, register)


def _parts(registers: Mapping[str, Register], register: Register) -> Iterator[Found]:
    for index, part in enumerate(register.parts):
        other = registers.get(part.register)
        details: dict[str, str | int] = {"name": part.register}
        if other is None:
            yield "parts", FormFault((index,), "register-fault-no-register", "register", details)
        elif register.id in _below(registers, part.register):
            yield "parts", FormFault((index,), "register-fault-circle", "register", details)
        elif part.register in {move.id for move in register.moves}:  # "sign.by" would be of which?
            yield "parts", FormFault((index,), "register-fault-same-id", "register", details)
        elif other.about != register.id:
            details = {**details, "about": register.id}
            yield "parts", FormFault((index,), "register-fault-part-about", "register", details)


def _opens(registers: Mapping[str, Register], register: Register) -> Iterator[Found]:
    for index, opening in enumerate(register.opens):
        other = registers.get(opening.of)
        if other is None:
            details: dict[str, str | int] = {"name": opening.of}
            yield "opens", FormFault((index,), "register-fault-no-register", "of", details)
            continue
        states = {state.id for state in other.states}
        for state in opening.states:
            if state not in states:
                details = {"name": "states", "state": state}
                yield "opens", FormFault((index,), "register-fault-no-state", "states", details)
        for key, values in opening.when.items():
            for value in values:
                yield from (("opens", fault) for fault in when_faults(other, {key: value}, (index,)))


def _below(registers: Mapping[str, Register], register_id: str) -> set[str]:
    """Return the ids of the register and of all parts below it."""
    found, ahead = set[str](), [register_id]
    while ahead:
        here = ahead.pop()
        if here not in found and here in registers:
            found.add(here)
            ahead += [part.register for part in registers[here].parts]
    return found


def _columns(registers: Mapping[str, Register], register: Register) -> Iterator[Found]:
    """Yield the columns "part.field" for which there is no such part or move, or no such field in it.

    Who made a move that is confidential is printed nowhere.
    """
    known = {
        f"{part.register}.{key}"
        for part in register.parts
        for key in (*COLUMNS, *(field.key for field in registers[part.register].fields))
    }
    known |= {f"{move.id}.{key}" for move in register.moves if not move.confidential for key in MOVE_COLUMNS}
    for index, printed in enumerate(register.lists):
        for name, columns in (("columns", printed.columns), ("order", (printed.order or "",))):
            for column in columns:
                if "." in column and column not in known:
                    details: dict[str, str | int] = {"name": name, "target": column}
                    yield "lists", FormFault((index,), "register-fault-no-field", name, details)
