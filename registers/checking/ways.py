"""Where the moves of a register lead: what is never reached, where an entry is stuck, which day is not known yet."""

from collections.abc import Iterable, Iterator

from forms.reading.faults import FormFault
from registers.language import Register, RegisterMove
from registers.relations import Relation


def reviewing(register: Register) -> tuple[bool | None, ...]:
    """Return whether entries are reviewed before they are approved: both may occur; None alone without chains.

    Where a chain is about persons, one of them may be its own reviewer, and is then approved without.
    """
    if not register.chains:
        return (None,)
    reviewed = {chain.review is not None for chain in register.chains}
    return tuple(sorted(reviewed | ({False} if register.owner else set()), reverse=True))


def usable(register: Register, reviewed: bool | None) -> list[RegisterMove]:  # noqa: FBT001 - as the file has it
    """Return the moves that somebody may make of an entry that is reviewed, or is not."""
    return [
        move
        for move in register.moves
        if move.reviewed in (None, reviewed)
        and not (reviewed is False and set(move.by) <= {Relation.REVIEWER})
    ]


def reached(register: Register, moves: Iterable[RegisterMove]) -> set[str]:
    """Return the states to which `moves` lead from the first."""
    known = list(moves)
    found, ahead = set[str](), [register.states[0].id]
    while ahead:
        state = ahead.pop()
        if state not in found:
            found.add(state)
            ahead += [move.leads_to(state) for move in known if state in move.sources]
    return found


def way_faults(register: Register) -> Iterator[tuple[str, FormFault]]:
    """Yield states that nothing reaches or that lead to no end, chains without effect, clocks before their day."""
    met: set[str] = set()
    for reviewed in reviewing(register):
        moves = usable(register, reviewed)
        here = reached(register, moves)
        met |= here
        stuck = _stuck(register, moves) & here
        for index, state in enumerate(register.states):
            if state.id in stuck:
                key = "register-fault-stuck-unreviewed" if reviewed is False else "register-fault-stuck"
                yield "states", FormFault((index,), key, "id", {"state": state.id})
        acting = [
            *([Relation.REVIEWER] if reviewed else []),
            *([] if reviewed is None else [Relation.APPROVER]),
        ]
        for who in acting:
            if not any(who in move.by and here.intersection(move.sources) for move in moves):
                details: dict[str, str | int] = {"who": who.value, "reviewed": int(bool(reviewed))}
                yield "", FormFault((), "register-fault-never-acts", "chains", details)
    for index, state in enumerate(register.states):
        if state.id not in met:
            yield "states", FormFault((index,), "register-fault-unreached", "id", {"state": state.id})
    yield from _clocks_before_their_day(register)


def _stuck(register: Register, moves: Iterable[RegisterMove]) -> set[str]:
    """Return the states from which no end is reached: of them those without any way out, if there are some."""
    # A move that is there for some entries only is no way out for the others.
    always = [(state, move.leads_to(state)) for move in moves if not move.when for state in move.sources]
    ways = {(state, to) for state, to in always if state != to}
    ending, more = set[str](), {state.id for state in register.states if state.end}
    while more:
        ending |= more
        more = {state for state, to in ways if to in ending} - ending
    stuck = {state.id for state in register.states} - ending
    return (stuck - {state for state, _ in ways}) or stuck


def _clocks_before_their_day(register: Register) -> Iterator[tuple[str, FormFault]]:
    for index, clock in enumerate(register.clocks):
        if clock.due in register.asked_later:
            early = reached(register, (move for move in register.moves if clock.due not in move.asked))
            if states := [state for state in clock.during if state in early]:
                details: dict[str, str | int] = {"name": str(clock.due), "state": states[0]}
                yield "clocks", FormFault((index,), "register-fault-clock-early", "due", details)
