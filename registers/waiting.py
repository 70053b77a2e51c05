"""Who is meant by what a register names (registers/relations.py), and for whom an entry waits. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.people.people import Rank, Role, Viewer
from domain.registers.entries import EntryPeople, EntryPlace, WaitsFor, desks_of
from registers.language import ApprovalChain, Register
from registers.moves import EntryNow, chain_of, is_there
from registers.relations import FIELD_SIGN, OF_THE_CHAIN, Relation

POSTS_OF: Mapping[str, Role] = {
    Relation.HEAD: Role.DEPARTMENT_HEAD,
    Relation.LEADER: Role.LEADER_IN_CHARGE,
    Relation.BRANCH: Role.INSPECTOR,
    Relation.PRESIDENT: Role.PRESIDENT,
    Relation.COMMITTEE: Role.COMMITTEE,
}
"""The roles behind relations."""
_ROLE_OF: Mapping[str, Role] = {**{role: role for role in Role}, **POSTS_OF}
_NEXT_UP = {
    Relation.HEAD: Relation.LEADER,
    Relation.LEADER: Relation.PRESIDENT,
    Relation.PRESIDENT: Relation.COMMITTEE,
}
"""To whom an approval goes where only those hold the post whose own entry it is."""


@dataclass(frozen=True, slots=True)
class AroundEntry:
    """What is known around an entry: whose it is, its grid and those above it, and who holds which post there.

    `line` are the codes of its grid and of all above, nearest first. `held` are the holders of each post of these
    grids, on leave or not. `named` are the persons in fields, by the field's key; `gone` those of all who have left.
    With `past_level_one` it goes past level 1, whose place the organ above (驻组) takes.
    """

    place: EntryPlace
    people: EntryPeople
    line: Sequence[str]
    held: Mapping[tuple[str, Role], Collection[int]]
    named: Mapping[str, int] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    past_level_one: bool = False

    @property
    def own(self) -> frozenset[int]:
        """Whose own entry it is, and who opened it: they review and approve nothing here."""
        people = self.people
        return frozenset({people.opener_id, *({people.owner_id} if people.owner_id else ())})


def role_of(who: str) -> Role | None:
    """Return the role behind the name `who`; None for a relation that is no post."""
    return _ROLE_OF.get(who)


def is_everyone(viewer: Viewer) -> bool:
    """Tell whether `everyone` means `viewer`, who is bound in the unit: all but those of the organ above (驻组)."""
    return not viewer.is_of_organ_above


def is_level_one(register: Register, viewer: Viewer, unit_code: str) -> bool:
    """Tell whether `viewer` is level 1 of that unit to the entries of `register`, or the organ above in its place."""
    if register.past_level_one:
        return viewer.is_of_organ_above and any(post.grid_code == unit_code for post in viewer.posts)
    return viewer.unit_code == unit_code


def is_named(who: Collection[str], viewer: Viewer) -> bool:
    """Tell whether `who` (names that hold before there is an entry) names `viewer`, as deputy or themselves."""
    if Relation.EVERYONE in who and is_everyone(viewer):
        return True
    if Relation.LEVEL_ONE in who and viewer.unit_code is not None:
        return True
    held = {post.role for post in desks_of(viewer)}
    return any(POSTS_OF.get(name, name) in held for name in who)


def meant(who: str, chain: ApprovalChain | None, around: AroundEntry) -> tuple[WaitsFor, ...]:
    """Return whom the name `who` means for an entry with that `chain` (`chain_for`); nobody where it has nobody such.

    Who has left is nobody: level 1 takes their place. So it does for a role that nobody holds, and it is said for whom.
    """
    if who in OF_THE_CHAIN:
        named = _of_chain(who, chain)
        return () if named is None else meant(named, None, around)
    if who == Relation.LEVEL_ONE:
        return (_level_one(around),)
    if who == Relation.EVERYONE:
        return ()
    role = role_of(who)
    if role is None:
        return _person(who, around)
    code = next((code for code in _grids(who, around) if around.held.get((code, role))), None)
    if code is None:
        return (_level_one(around, instead_of=role),)
    return (WaitsFor(role=role, grid_code=code),)


def chain_for(
    register: Register, answers: Mapping[str, Any], rank: Rank | None, around: AroundEntry
) -> ApprovalChain | None:
    """Return who reviews and who approves the entry, None where its register has no chain for it.

    `rank` is that of its owner. Nobody reviews or approves what is their own: a review is passed over, an approval goes
    one up (docs/domain.md section 5).
    """
    named = {who for chain in register.chains for who in (chain.review, chain.approve) if who is not None}
    chain = chain_of(register, answers, rank, {who for who in named if _is_own(who, around)})
    while chain is not None and _is_own(chain.approve, around) and chain.approve in _NEXT_UP:
        chain = replace(chain, approve=_NEXT_UP[Relation(chain.approve)])
    return chain


def waiting(register: Register, now: EntryNow, around: AroundEntry) -> tuple[WaitsFor, ...]:
    """Return for whom the entry waits as it stands; nobody where it may rest."""
    named = _waited_for(register, now)
    return tuple(dict.fromkeys(found for who in named for found in meant(who, now.chain, around)))


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


def _of_chain(who: str, chain: ApprovalChain | None) -> str | None:
    if chain is None:
        return None
    return chain.review if who == Relation.REVIEWER else chain.approve


def _is_own(who: str, around: AroundEntry) -> bool:
    """Tell whether nobody but those whose own the entry is holds the post."""
    held = {holder for post in meant(who, None, around) for holder in _holders(post, around)}
    return bool(held) and held <= around.own


def _holders(post: WaitsFor, around: AroundEntry) -> Collection[int]:
    return [] if post.role is None else around.held.get((post.grid_code, post.role), ())


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
    role = Role.SUPERVISOR if around.past_level_one else Role.OFFICE
    return WaitsFor(role=role, grid_code=around.place.unit_code, instead_of=instead_of)


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
