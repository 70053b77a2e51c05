"""Whether whoever a register names can be somebody: a role or a relation, and one that its entries have."""

from collections.abc import Iterable, Iterator

from forms.fields import FieldKind
from forms.reading.faults import FormFault, Place
from registers.checking.named import Found
from registers.checking.ways import reviewing
from registers.language import Register
from registers.relations import FIELD_SIGN, OF_AN_ENTRY, OF_THE_CHAIN, PERSONS, WHO, Relation


def who_faults(register: Register) -> Iterator[Found]:
    """Yield everybody who is named and can be nobody, and every move that nobody may make."""
    if not register.opened_by and not register.opens:
        yield "", FormFault((), "register-fault-empty", "opened_by", {"name": "opened_by"})
    everybody = [who for who in WHO if who not in OF_AN_ENTRY]
    yield from (("", fault) for fault in _known((), "opened_by", register.opened_by, everybody))
    for name, seeing in (("entries", register.seen.entries), ("counts", register.seen.counts)):
        yield from (("", fault) for fault in _known((), "seen", seeing, WHO, f"seen.{name}"))
    yield from _posts(register, everybody)
    for index, clock in enumerate(register.clocks):
        for letter in clock.letters:
            yield from _present(register, ("clocks", (index,)), "letters", letter.to)
    for index, state in enumerate(register.states):
        yield from _present(register, ("states", (index,)), "waits_for", state.waits_for or ())
    for index, move in enumerate(register.moves):
        yield from _present(register, ("moves", (index,)), "by", move.by)
        yield from _present(register, ("moves", (index,)), "tells", move.tells)
        yield from _present(register, ("moves", (index,)), "asks_of", tuple(move.asks_of))
        if move.confidential and (
            move.to or move.asked or move.asks_again or {*move.tells} - {Relation.LEVEL_ONE}
        ):
            yield (
                "moves",
                FormFault((index,), "register-fault-confidential", "confidential", {"move": move.id}),
            )
        never = move.reviewed is not None and move.reviewed not in reviewing(register)
        if never or not set(move.by) - ({Relation.OWNER} if move.is_others_only else set()):
            name = "reviewed" if never else "by"
            yield "moves", FormFault((index,), "register-fault-nobody", name, {"move": move.id})


def _posts(register: Register, everybody: list[str]) -> Iterator[Found]:
    """Yield who reviews, approves or answers for entries and can be nobody."""
    for index, chain in enumerate(register.chains):
        named = [("review", [chain.review] if chain.review else []), ("approve", [chain.approve])]
        for name, who in named:
            yield from (("chains", fault) for fault in _known((index,), name, who, everybody))
    for index, opening in enumerate(register.opens):
        yield from (("opens", fault) for fault in _known((index,), "who", opening.who, [*WHO]))
    for index, answering in enumerate(register.responsible):
        yield from (("responsible", fault) for fault in _known((index,), "who", [answering.who], everybody))


def _known(
    place: Place, name: str, who: Iterable[str], known: Iterable[str], said: str = ""
) -> Iterator[FormFault]:
    for wrong in who:
        if wrong not in known:
            details: dict[str, str | int] = {"name": said or name, "who": wrong, "known": ", ".join(known)}
            yield FormFault(place, "register-fault-who", name, details)


def _present(register: Register, at: tuple[str, Place], name: str, who: tuple[str, ...]) -> Iterator[Found]:
    """Yield whom `name` names though an entry of this register has nobody of that kind."""
    table, place = at
    fields = [f"{FIELD_SIGN}{field.key}" for field in register.form.fields if field.kind is FieldKind.PERSON]
    yield from ((table, fault) for fault in _known(place, name, who, [*WHO, *fields]))
    for person in who:
        details: dict[str, str | int] = {"name": name, "who": person}
        if person in PERSONS and getattr(register, person) is None:
            yield table, FormFault(place, "register-fault-no-person", name, details)
        reviewed = person != Relation.REVIEWER or True in reviewing(register)
        if person in OF_THE_CHAIN and not (register.chains and reviewed):
            yield table, FormFault(place, "register-fault-no-chain", name, details)
