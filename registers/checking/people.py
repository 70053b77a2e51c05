"""Whether what a register says of people one by one can be told: which entry is whose, of which year."""

from collections.abc import Iterator

from forms.fields import FieldKind
from forms.reading.faults import FormFault
from registers.checking.chains import when_faults
from registers.checking.named import Found, field_faults, state_faults
from registers.language import Register


def people_faults(register: Register) -> Iterator[Found]:
    """Yield what is wrong with what the register says of people one by one."""
    for key in register.of_unit:
        yield from field_faults(register, ("", ()), "of_unit", key, frozenset({FieldKind.PERSON}))
    yield from _unique(register)


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
