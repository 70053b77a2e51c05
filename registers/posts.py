"""What posts have to do with registers, as their files say it: whom entries can wait for, who reviews and approves."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from domain.people.people import Role
from registers.language import Register
from registers.relations import Relation
from registers.waiting import role_of


@dataclass(frozen=True, slots=True)
class ChainWork:
    """The registers of which somebody reviews (审核) entries, approves (审定) them, or does both."""

    both: Sequence[Register] = ()
    reviews: Sequence[Register] = ()
    approves: Sequence[Register] = ()

    @property
    def is_any(self) -> bool:
        """Whether there is any."""
        return bool(self.both or self.reviews or self.approves)


def roles_waited_for(register: Register) -> frozenset[Role]:
    """Return the roles for whose holders an entry of `register` can wait, or who can move it on."""
    chains = (who for chain in register.chains for who in (chain.review, chain.approve) if who is not None)
    moves = (who for move in register.moves for who in move.by)
    states = (who for state in register.states for who in state.waits_for or ())
    return frozenset(role for who in (*chains, *moves, *states) if (role := role_of(who)) is not None)


def chain_work(registers: Iterable[Register], roles: Collection[Role]) -> ChainWork:
    """Return what whoever holds these roles reviews and approves, by the chains of `registers`."""
    found: tuple[list[Register], list[Register], list[Register]] = ([], [], [])
    for register in registers:
        reviews = any(chain.review and role_of(chain.review) in roles for chain in register.chains)
        approves = any(role_of(chain.approve) in roles for chain in register.chains)
        if reviews or approves:
            found[0 if reviews and approves else 1 if reviews else 2].append(register)
    return ChainWork(*found)


def opened_by_role(registers: Iterable[Register], roles: Collection[Role]) -> list[Register]:
    """Return those whose entries are for some to open, these roles among them."""
    return [
        register
        for register in registers
        if Relation.EVERYONE not in register.opened_by
        and any(role_of(who) in roles for who in register.opened_by)
    ]


def moved_by(registers: Iterable[Register], relation: Relation) -> list[Register]:
    """Return those whose entries are moved on by who is that to them."""
    return [register for register in registers if any(relation in move.by for move in register.moves)]
