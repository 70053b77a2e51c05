"""Papers that stand in 文书 (/documents) and are made by another wing: told to the house where it is put together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.grids import Grid
from domain.reporting.paper_facts import NO_FACTS, PaperFacts
from registers.library import RegisterLibrary
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper of `unit`, made `on` a day (in Shanghai), `about` a day that `WingPaper.about` named, "" for none."""

    registers: RegisterLibrary
    unit: Grid
    on: date
    about: str = ""
    facts: PaperFacts = NO_FACTS


@dataclass(frozen=True, slots=True)
class WingPaper:
    """One paper: `make` reads in a transaction and returns what draws it, outside of it.

    `id` is how it is called in locales/ ("documents-register-…"). `about` says in which unit there is one: [""] for one
    of today, or, `is_dated`, the days that there is one about, as ISO 8601. `make` raises RefusalError
    (documents-register-empty) for nothing to print. One with a `title` of its own, in every language, is a register's
    list: these stand behind a button of their own.
    """

    id: str
    make: Callable[[UnitOfWork, PaperWanted], Callable[[], bytes]]
    about: Callable[[UnitOfWork, str], Sequence[str]]
    is_dated: bool = False
    title: Mapping[str, str] | None = None
    is_filled_in: bool = False
    """Whether it has a line for 填报人, 联系电话 and 审核人."""


class LivePapers(Mapping[str, WingPaper]):
    """The papers by id: those that are always there, and those that follow from the registers in use."""

    def __init__(self, always: Iterable[WingPaper], following: Callable[[], Iterable[WingPaper]]) -> None:
        """Hold those that are `always` there; the others are asked for each time, since registers may be changed."""
        self._always = {paper.id: paper for paper in always}
        self._following = following

    def __getitem__(self, paper_id: str) -> WingPaper:
        """Return the paper; KeyError for an id that there is not."""
        return self._always[paper_id] if paper_id in self._always else self._now()[paper_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._now())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._now())

    def _now(self) -> dict[str, WingPaper]:
        return {**self._always, **{paper.id: paper for paper in self._following()}}
