"""Who receives a tip, and who may see it (docs/domain.md section 4, "Routing").

A tip goes to level 1 (the office and the commissioner); one that concerns them goes past them to the supervisor, and
they never learn of it. Each body has a register of its own, with numbers of its own, so that nothing is missing from
the one that was passed by.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.people.people import LEVEL_ONE_ROLES, Role


class Body(StrEnum):
    """A receiving body (受理机构), as stored; Fluent keys are `tips-body-<name>`."""

    OFFICE = "office"
    SUPERVISOR = "supervisor"


class Concern(StrEnum):
    """Whom on the tip's path the reporter says it concerns, in callback data; never stored."""

    NOBODY = "nobody"
    INSPECTOR = "inspector"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Reach:
    """Where else word can go from here: `past_office`, to the supervisor, by letter and by the page ("": nowhere)."""

    past_office: bool = True
    letters_to: str = ""
    page: str = ""
    """The page's address, without a path."""


ROLES = {Body.OFFICE: LEVEL_ONE_ROLES, Body.SUPERVISOR: frozenset({Role.SUPERVISOR})}
"""Who handles a body's tips, by an appointment at the unit's own grid. No inspector does, not even level 1's."""


def receiving_body(concern: Concern) -> Body:
    """Return where a tip goes. No inspector is on a tip's path, so a concern about one changes nothing."""
    return Body.SUPERVISOR if concern is Concern.OFFICE else Body.OFFICE


def body_of(roles: Collection[Role]) -> Body | None:
    """Return whose tips a holder of `roles` at the unit's grid handles, or None.

    Whoever holds roles of both bodies is of the office: what concerns the office must not reach them.
    """
    return next((body for body in Body if not ROLES[body].isdisjoint(roles)), None)


def recipients(handlers: Collection[int], own: Mapping[int, str], shared: Sequence[str]) -> tuple[str, ...]:
    """Return the public keys that a tip is sealed to, sorted: every handler who may read it, and nobody else.

    `handlers` are those who may (people's ids), `own` the public keys of people who have one of their own, `shared` the
    body's shared keys (config.toml): they are for handlers without a key of their own, and used while there are any.
    """
    keys = {own[person_id] for person_id in handlers if person_id in own}
    if not handlers or any(person_id not in own for person_id in handlers):
        keys.update(shared)
    return tuple(sorted(keys))
