"""What the conversations of up and down (一上一下) share: who may look at what, the letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from domain.errors import RefusalError
from domain.people.people import Role, Viewer
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.materials.material_readers import Posts
from storage.materials.materials import Material
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

MATERIAL = LetterKind(id="material", life=timedelta(days=30), trace=Trace.TOLD, keeps=True, keeps_number=True)
NOT_YOURS = "access-not-your-grid"


@dataclass(frozen=True, slots=True)
class ReadingScope:
    """Whose reading `viewer` may see: of the unit, or, below level 1, of these grids of it alone."""

    viewer: Viewer
    unit_code: str
    among: frozenset[str] | None

    @property
    def level_one(self) -> bool:
        """Whether the viewer sends, and may take back."""
        return self.among is None


def scope_of(uow: UnitOfWork, request: Request) -> ReadingScope:
    """Return what whoever is acting may see; raises RefusalError for who neither runs a unit nor a branch."""
    viewer = request.viewer(uow)
    if viewer.unit_code is not None:
        return ReadingScope(viewer, viewer.unit_code, None)
    tree = uow.rosters.tree()
    tops = [code for code in viewer.inspected if tree.children(code)]
    unit = tree.ancestor_at(tops[0], 1) if tops else None
    if unit is None:
        raise RefusalError(NOT_YOURS)
    return ReadingScope(viewer, unit.code, frozenset(grid.code for top in tops for grid in tree.subtree(top)))


def find_sent(uow: UnitOfWork, scope: ReadingScope, material_id: int) -> Material:
    """Return what was sent under this id; raises RefusalError where the viewer has nothing to do with it."""
    found = uow.materials.find(material_id)
    if found is None or found.unit_code != scope.unit_code:
        raise RefusalError(NOT_YOURS)
    if scope.among is not None and not uow.materials.count_read(material_id, scope.among)[1]:
        raise RefusalError(NOT_YOURS)
    return found


def posts_of(uow: UnitOfWork, request: Request, viewer: Viewer) -> Posts:
    """Return the grids that `viewer` inspects, each with everybody who inspects it today, deputies included."""
    away = uow.leaves.away(request.today)
    found = {}
    for code in viewer.inspected:
        own = set(uow.people.holders([Role.INSPECTOR], code, request.today))
        found[code] = own | {deputy for post in own if (deputy := away.get(post)) is not None}
    return found


def material_letters(request: Request, material_id: int, person_ids: Iterable[int]) -> list[Letter]:
    """Return the letters by which it reaches its readers."""
    return [
        MATERIAL.letter(
            letters_about(material_id, person_id), {"material": material_id}, request.now, person_id
        )
        for person_id in person_ids
    ]


def letters_about(material_id: int, person_id: int | None = None) -> str:
    """Return what the unique keys of those letters begin with; of one person's, which is its whole key."""
    about = f"{MATERIAL.id}:{material_id}:"
    return about if person_id is None else f"{about}{person_id}:"
