"""What a campaign's template is made of: phases one after another, with the tasks of each (docs/campaigns.md).

A template names no day: how long a phase lasts and on which of its days a task falls due. The days come of the day on
which a campaign is made to begin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from domain.people.grids import GridKind
from domain.people.people import Role
from forms.fields import Translated

_STRICT = ConfigDict(extra="forbid")
TASK_FORM = "campaign_task"
LAST_DAY = -1


@dataclass(frozen=True, slots=True)
class TaskTemplate:
    """What is to be done in a phase, by the holders of `roles` at the grids from `min_level` to `max_level`.

    `due` is the day of the phase on which it falls due, from 1; -1 is the last day, -2 the one before it. The other
    keys are those of a duty (docs/duties.md).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Translated
    form: str = TASK_FORM
    roles: frozenset[Role] = frozenset({Role.INSPECTOR})
    min_level: int = 2
    max_level: int | None = None
    grid_kinds: frozenset[GridKind] | None = None
    due: int = LAST_DAY
    late_days: int = 5
    nudge_before: tuple[int, ...] = (7, 3, 1)
    nudge_after: tuple[int, ...] = (1, 3)


@dataclass(frozen=True, slots=True)
class PhaseTemplate:
    """A phase that lasts `days` days, and begins on the day after the one before it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Translated
    days: int
    tasks: tuple[TaskTemplate, ...]


@dataclass(frozen=True, slots=True)
class CampaignTemplate:
    """A template of campaigns.

    `items` are those of rectification work (整治工作项目), `registers` and `papers` what belongs to it; `talks` tells
    whether everybody is to be talked with (谈心谈话), `old_clues` whether old clues are gone through again (起底).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    version: int
    title: Translated
    phases: tuple[PhaseTemplate, ...]
    items: tuple[Translated, ...] = ()
    registers: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    talks: bool = False
    old_clues: bool = False

    @property
    def days(self) -> int:
        """How long it lasts in all."""
        return sum(phase.days for phase in self.phases)

    def tasks(self) -> Iterator[tuple[int, TaskTemplate]]:
        """Yield each task with the place of its phase, from 0."""
        for place, phase in enumerate(self.phases):
            for task in phase.tasks:
                yield place, task
