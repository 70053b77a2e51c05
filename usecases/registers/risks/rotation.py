"""轮岗提示: whose years in a post with a grave risk are full, or will be within a year; for level 1 alone.

Source: docs/domain.md section 5. What is counted is in domain/registers/rotation.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.people import Viewer
from domain.registers.rotation import RiskPost, Rotation, RotationRule, rotations
from reports.registers.rotation_sheet import rotation_sheet
from storage.audit import AuditEntry, subject_of
from storage.registers.officials.risk_posts import RisksAsked
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.risks.risk_papers import APPROVED, RISK
from usecases.site import OnSite


@dataclass(frozen=True, slots=True)
class ShownRotations:
    """What level 1 sees of its unit."""

    viewer: Viewer
    rule: RotationRule
    unit_name: str
    rotations: Sequence[Rotation]


def risk_posts(uow: UnitOfWork, site: OnSite, unit_code: str, day: date) -> list[RiskPost]:
    """Return the leading officials of a unit whose post has a risk of the rule's levels on `day`, by staff number.

    Who has gone to another unit is that one's, whatever they left behind.
    """
    register, rule = site.registers.get(RISK), site.rotation
    if register is None or not rule.levels:
        return []
    asked = RisksAsked(RISK, APPROVED, rule.levels, register.owner or "")
    found = uow.risk_posts.held(unit_code, asked, day)
    tree = uow.rosters.paths({held.grid_code for held in found})
    return [
        held for held in found if held.grid_code not in tree or tree.place_of(held.grid_code)[0] == unit_code
    ]


def show_rotations(uow: UnitOfWork, request: Request) -> ShownRotations:
    """Return who is past and who will be within a year; raises RefusalError (access-not-level-one) for others."""
    viewer, unit_code = request.level_one(uow)
    house = request.house
    posts = risk_posts(uow, house, unit_code, request.today)
    unit = uow.rosters.known([unit_code]).get(unit_code)
    name = unit.name if unit is not None else house.hospital_name
    return ShownRotations(viewer, house.rotation, name, rotations(house.rotation, posts, request.today))


def read_rotation_sheet(uow: UnitOfWork, request: Request) -> tuple[ShownRotations, Callable[[], bytes]]:
    """Return them with what draws the xlsx; raises as `show_rotations`."""
    shown, register = show_rotations(uow, request), request.house.registers.get(RISK)
    return shown, lambda: rotation_sheet(shown.unit_name, shown.rotations, register, request.today)


def note_rotation_sheet(uow: UnitOfWork, request: Request) -> None:
    """Note in the audit log that they had it."""
    viewer, _unit_code = request.level_one(uow)
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "entries_exported", subject_of(RISK, "rotation")))
