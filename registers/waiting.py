"""Who is meant by what a register names (registers/relations.py), and for whom an entry waits. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.people.people import Role
from domain.registers.entries import EntryPeople, EntryPlace, WaitsFor
from registers.language import Register
from registers.moves import EntryNow, is_there
from registers.relations import FIELD_SIGN, OF_THE_CHAIN, Relation

_POSTS = {
    Relation.HEAD: Role.DEPARTMENT_HEAD,
    Relation.LEADER: Role.LEADER_IN_CHARGE,
    Relation.BRANCH: Role.INSPECTOR,
    Relation.PRESIDENT: Role.PRESIDENT,
    Relation.COMMITTEE: Role.COMMITTEE,
}
"""The posts behind relations."""
_NEXT_UP = {
    Relation.HEAD: Relation.LEADER,
    Relation.LEADER: Relation.PRESIDENT,
    Relation.PRESIDENT: Relation.COMMITTEE,
}
"""To whom a step of a chain goes where only those hold the post whose own entry it is."""


@dataclass(frozen=True, slots=True)
class AroundEntry:
    """What is known around an entry: whose it is, its grid and those above it, and who holds which post there.

    `line` are the codes of its grid and of all above, nearest first. `held` are the holders of each post of these
    grids, on leave or not. `named` are the persons in fields, by the field's key; `gone` those of all who have left.
    """

    place: EntryPlace
    people: EntryPeople
    line: Sequence[str]
    held: Mapping[tuple[str, Role], Collection[int]]
    named: Mapping[str, int] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()

    @property
    def own(self) -> frozenset[int]:
        """Those whose own entry it is, and who opened it: they review and approve nothing here."""
        people = self.people
        return frozenset({people.opener_id, *({people.owner_id} if people.owner_id else ())})


def meant(who: str, now: EntryNow, around: AroundEntry) -> tuple[WaitsFor, ...]:
    """Return whom the name `who` means for this entry; nobody where it has no such person.

    Who has left is nobody: level 1 takes their place. So it does for a role that nobody holds, and it is said for whom.
    """
    if who in OF_THE_CHAIN:
        return _of_chain(who, now, around)
    if who == Relation.LEVEL_ONE:
        return (_level_one(around),)
    if who == Relation.EVERYONE:
        return ()
    role = _role(who)
    if role is None:
        return _person(who, around)
    code = _where_held(who, role, around)
    if code is None:
        return (_level_one(around, instead_of=role),)
    return (WaitsFor(role=role, grid_code=code),)


def waiting(register: Register, now: EntryNow, around: AroundEntry) -> tuple[WaitsFor, ...]:
    """Return for whom the entry waits as it stands; nobody where it may rest."""
    named = _waited_for(register, now)
    found = dict.fromkeys(found for who in named for found in meant(who, now, around))
    return tuple(found)


def _waited_for(register: Register, now: EntryNow) -> Sequence[str]:
    state = register.state(now.state)
    if state.waits_for is not None or state.end:
        return state.waits_for or ()
    onward = (
        move
        for move in register.moves
        if now.state in move.sources and move.leads_to(now.state) != now.state and is_there(move, now)
    )
    first = next(onward, None)
    return first.by if first else ()


def _of_chain(who: str, now: EntryNow, around: AroundEntry) -> tuple[WaitsFor, ...]:
    """Return who reviews or approves: never one whose own entry it is; then it goes one up."""
    if now.chain is None:
        return ()
    named = now.chain.review if who == Relation.REVIEWER else now.chain.approve
    while named is not None:
        found = meant(named, now, around)
        if any(not _holders(post, around) <= around.own for post in found) or named not in _NEXT_UP:
            return found
        named = _NEXT_UP[Relation(named)]
    return ()


def _holders(post: WaitsFor, around: AroundEntry) -> frozenset[int]:
    """Return who it is; for level 1, whose people are not asked for here, nobody known, which is never all own."""
    if post.person_id is not None:
        return frozenset({post.person_id})
    if post.role is None or post.role is Role.OFFICE:
        return frozenset({0})
    return frozenset(around.held.get((post.grid_code, post.role), ()))


def _person(who: str, around: AroundEntry) -> tuple[WaitsFor, ...]:
    people = around.people
    known: Mapping[str, int | None] = {
        Relation.OPENER: people.opener_id,
        Relation.OWNER: people.owner_id,
        Relation.ADDRESSEE: people.addressee_id,
        **{f"{FIELD_SIGN}{key}": person_id for key, person_id in around.named.items()},
    }
    person_id = known.get(who)
    if person_id is None:
        return ()
    return (_level_one(around) if person_id in around.gone else WaitsFor(person_id=person_id),)


def _level_one(around: AroundEntry, instead_of: Role | None = None) -> WaitsFor:
    return WaitsFor(role=Role.OFFICE, grid_code=around.place.unit_code, instead_of=instead_of)


def _role(who: str) -> Role | None:
    for relation, role in _POSTS.items():
        if who == relation:
            return role
    return next((role for role in Role if who == role), None)


def _where_held(who: str, role: Role, around: AroundEntry) -> str | None:
    return next((code for code in _grids(who, around) if around.held.get((code, role))), None)


def _grids(who: str, around: AroundEntry) -> Iterator[str]:
    """Yield the grids at which the post is looked for, nearest first."""
    place = around.place
    match who:
        case Relation.HEAD:
            yield place.grid_code
        case Relation.BRANCH:
            yield place.branch_code
        case Relation.PRESIDENT | Relation.COMMITTEE:
            yield place.unit_code
        case _:
            yield from around.line
