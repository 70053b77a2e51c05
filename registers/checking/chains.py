"""Whether every entry that there can be has somebody who approves it, and whether every chain is for one."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from domain.people.people import Rank
from forms.fields import Field, FieldKind
from forms.reading.faults import FormFault, Place
from registers.checking.named import Found
from registers.language import ApprovalChain, Register

Case = Mapping[str, bool | str | None]
"""The answers on which chains hang, None for what is not asked or skipped; the person's rank under RANK."""
RANK = "rank"


def chain_faults(register: Register) -> Iterator[Found]:
    """Yield what chains ask that cannot be, then the entries that no chain is for, and chains that are for none."""
    wrong = list(_wrong_conditions(register))
    yield from wrong
    if wrong or not register.chains:
        return
    used: set[int] = set()
    bare: list[str] = []
    for case in _cases(register):
        fits = next((n for n, chain in enumerate(register.chains) if _fits(chain, case)), None)
        if fits is None:
            bare.append(
                ", ".join(f"{key} = {value}" for key, value in case.items() if value is not None) or "–"
            )
        else:
            used.add(fits)
    last = len(register.chains) - 1
    if bare:
        yield "chains", FormFault((last,), "register-fault-uncovered", "", {"cases": "; ".join(bare)})
    for index in range(len(register.chains)):
        if index not in used:
            yield "chains", FormFault((index,), "register-fault-chain-never")


def _wrong_conditions(register: Register) -> Iterator[Found]:
    for index, chain in enumerate(register.chains):
        if chain.rank is not None and register.owner is None:
            yield "chains", FormFault((index,), "register-fault-rank-of-nobody", RANK)
        yield from (("chains", fault) for fault in when_faults(register, chain.when, (index,)))


def when_faults(register: Register, when: Mapping[str, bool | str], place: Place) -> Iterator[FormFault]:
    """Yield what is wrong with the condition `when` of the chain or move at `place`."""
    for key, value in when.items():
        details: dict[str, str | int] = {"name": key, "value": str(value)}
        field = _field(register, key)
        if field is None or value not in _values(field):
            yield FormFault(place, "register-fault-condition", "when", details)
        elif key in register.asked_later:
            yield FormFault(place, "register-fault-condition-later", "when", details)


def _fits(chain: ApprovalChain, case: Case) -> bool:
    answered = all(case.get(key) == value for key, value in chain.when.items())
    return answered and chain.rank in (None, case.get(RANK))


def _cases(register: Register) -> Iterator[Case]:
    """Go through what answers, and what rank of the person, there can be together, as far as chains ask for them."""
    ranked = register.owner if any(chain.rank for chain in register.chains) else None
    keys = _hang_on(register, {key for chain in register.chains for key in chain.when}, ranked)
    fields = [field for key in keys if (field := _field(register, key)) is not None and _values(field)]
    for values in product(*([*_values(field), None] for field in fields)):
        case = dict(zip((field.key for field in fields), values, strict=True))
        if not all(_may_be(field, case) for field in fields):
            continue
        person = _field(register, ranked) if ranked else None
        for rank in (None, *Rank) if person else (None,):
            if person is None or _may_be(person, {**case, person.key: rank}):
                yield {**case, RANK: rank} if person else case


def _hang_on(register: Register, keys: set[str], ranked: str | None) -> Sequence[str]:
    """Return `keys` and all on which it depends whether they are asked, in the register's order."""
    found, ahead = set[str](), [*keys, *([ranked] if ranked else [])]
    while ahead:
        key = ahead.pop()
        if key not in found and (field := _field(register, key)) is not None:
            found.add(key)
            ahead += [condition.field for condition in field.when]
    return [field.key for field in register.fields if field.key in found]


def _may_be(field: Field, case: Case) -> bool:
    """Tell whether `field` may be answered, or left out, as `case` has it; what hangs on figures may be either."""
    certain = True
    for condition in field.when:
        if condition.equals is None or condition.field not in case:
            certain = False
        elif case[condition.field] != condition.equals:
            return case[field.key] is None
    return case[field.key] is not None or not (field.required and certain)


def _field(register: Register, key: str) -> Field | None:
    return next((field for field in register.form.fields if field.key == key), None)


def _values(field: Field) -> tuple[bool | str, ...]:
    """Return what may be answered, where it can be counted."""
    if field.kind is FieldKind.YES_NO:
        return (True, False)
    return tuple(choice.value for choice in field.choices) if field.kind is FieldKind.ONE_OF else ()
