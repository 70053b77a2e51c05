"""By what a register's list is narrowed: kept for the chat, of one register at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.errors import RefusalError
from forms.fields import Choice
from registers.language import Register
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question, Remembered

STATE, LEVEL, GRID, WORDS = "s", "l", "g", "w"
"""What a list is narrowed by, as buttons name it."""


@dataclass(frozen=True, slots=True)
class ListFilters(Remembered):
    """What a chat wants to see of a register; "" for no matter what. `words` may be a number, a title or initials."""

    register_id: str
    state: str = ""
    level: str = ""
    grid_code: str = ""
    words: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.state or self.level or self.grid_code or self.words)

    def get(self, kind: str) -> str:
        """Return what it is narrowed to by this kind."""
        return str(getattr(self, _NAMES[kind]))


@dataclass(frozen=True, slots=True)
class FilterWords(Question):
    """The words by which a register's list is to be narrowed."""

    register_id: str


def filters_of(request: Request, register: Register) -> ListFilters:
    """Return by what this chat narrows the register's list; what another version of the register had is forgotten."""
    kept = request.memory.get(ListFilters)
    if kept is None or kept.register_id != register.id:
        return ListFilters(register.id)
    state = kept.state if any(kept.state == known.id for known in register.states) else ""
    level = kept.level if any(kept.level == known.value for known in levels_of(register)) else ""
    return replace(kept, state=state, level=level)


def narrow(request: Request, register: Register, kind: str, value: str) -> None:
    """Narrow the list by this as well, "" for no longer. Raises RefusalError (access-old-button) for what is not."""
    if kind not in _NAMES:
        raise RefusalError("access-old-button")
    changed: Mapping[str, str] = {_NAMES[kind]: value}
    request.memory.put(replace(filters_of(request, register), **changed))


def show_all(request: Request) -> None:
    """Forget by what the list was narrowed."""
    request.memory.take(ListFilters)


def levels_of(register: Register) -> tuple[Choice, ...]:
    """Return the choices of the field by which the register's lists are filtered; none where it names none."""
    return register.form.field(register.level).choices if register.level else ()


def codes_of(uow: UnitOfWork, filters: ListFilters) -> tuple[str, ...]:
    """Return the grid to which a list is narrowed, with all below it; empty for every grid."""
    if not filters.grid_code:
        return ()
    return tuple(sorted({filters.grid_code, *uow.rosters.below([filters.grid_code])}))


_NAMES = {STATE: "state", LEVEL: "level", GRID: "grid_code", WORDS: "words"}
