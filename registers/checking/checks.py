"""What can be wrong with a register whose types are right: names that name nothing, words, and what leads nowhere."""

from collections.abc import Iterator

from forms.fields import AddsUp, Carry, Field, FieldKind
from forms.reading.checks import KEY, faults, word_faults
from forms.reading.faults import FormFault
from registers.checking.chains import chain_faults, when_faults
from registers.checking.named import Found, named_faults
from registers.checking.named_who import who_faults
from registers.checking.past_level_one import past_faults
from registers.checking.people import people_faults
from registers.checking.ways import way_faults
from registers.language import Register

_NOT_HERE = {"zero": None, "computed": None, "source": None, "carry": Carry.NONE, "adds_up": AddsUp.NONE}
"""Keys of a form's field that say how many reports add up or follow each other: an entry is one of its kind."""


def register_faults(register: Register) -> list[Found]:
    """Return everything that is wrong with `register`, seen by itself; a fault may be why later ones follow."""
    found = [*_field_faults(register), *_words(register), *_ids(register), *named_faults(register)]
    found += who_faults(register)
    found += people_faults(register)
    found += chain_faults(register)
    found += past_faults(register)
    for index, move in enumerate(register.moves):
        found += [("moves", fault) for fault in when_faults(register, move.when, (index,))]
    for index, answering in enumerate(register.responsible):
        found += [("responsible", fault) for fault in when_faults(register, answering.when, (index,))]
    if not any(fault.key in ("register-fault-no-state", "register-fault-empty") for _, fault in found):
        # Where a state is misspelt, nobody can say what leads to it.
        found += way_faults(register)
    return found


def _field_faults(register: Register) -> Iterator[Found]:
    yield from (("fields", fault) for fault in faults(register.form, frozenset(FieldKind)))
    for index, field in enumerate(register.fields):
        yield from (("fields", fault) for fault in _form_only(field, index))
        yield from _asked_too_early(register, field, index)


def _form_only(field: Field, index: int) -> Iterator[FormFault]:
    for name, without in _NOT_HERE.items():
        if getattr(field, name) != without:
            yield FormFault((index,), "register-fault-form-only", name, {"name": name})


def _asked_too_early(register: Register, field: Field, index: int) -> Iterator[Found]:
    """What is asked at opening cannot hang on what is asked only on the way."""
    for condition in field.when:
        if condition.field in register.asked_later and field.key not in register.asked_later:
            details: dict[str, str | int] = {"name": condition.field}
            yield "fields", FormFault((index,), "register-fault-when-later", "when", details)


def _words(register: Register) -> Iterator[Found]:
    for table in ("states", "moves", "counts"):
        for index, item in enumerate(getattr(register, table)):
            yield from ((table, fault) for fault in word_faults((index,), "label", item.label))
    for index, sheet in enumerate(register.sheets):
        yield from (("sheets", fault) for fault in word_faults((index,), "title", sheet.title))
    for index, printed in enumerate(register.lists):
        yield from (("lists", fault) for fault in word_faults((index,), "title", printed.title))
        if printed.foot is not None:
            yield from (("lists", fault) for fault in word_faults((index,), "foot", printed.foot))


def _ids(register: Register) -> Iterator[Found]:
    for table in ("states", "moves", "lists", "sheets", "counts", "coverage"):
        seen: set[str] = set()
        if not getattr(register, table) and table in ("states", "moves"):
            yield "", FormFault((), "register-fault-empty", table, {"name": table})
        for index, item in enumerate(getattr(register, table)):
            if not KEY.fullmatch(item.id):
                yield table, FormFault((index,), "form-fault-key", "id", {"name": "id"})
            if item.id in seen:
                yield table, FormFault((index,), "register-fault-same-id", "id", {"name": item.id})
            seen.add(item.id)
