"""A report as it is shown: what was filed, with the figures that the bot itself knows as they are now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Protocol

from domain.people.people import Viewer
from forms.fields import Form
from storage.reporting.submissions import Submission
from storage.tips.known_figures import PeriodGrid
from storage.unit_of_work import UnitOfWork

ABOUT_TIPS = "tips_forwarded"
"""Which of forms.fields.COMPUTED tells of tips."""


class OfGrid(Protocol):
    """What a grid owes for a period."""

    @property
    def period_id(self) -> str:
        """The period."""

    @property
    def grid_code(self) -> str:
        """The grid."""


def known_until(viewer: Viewer, grid_code: str, today: date) -> date:
    """Return up to which day `viewer` is shown the figures that the bot knows of a grid.

    Up to today the grid's own people and level 1, who are told of each tip anyway. To a branch above they move with
    the day: whoever looks often would see at which minute a tip was forwarded.
    """
    knows = viewer.unit_code is not None or grid_code in viewer.grid_codes
    return today if knows else today - timedelta(days=1)


Counts = Mapping[str, Mapping[PeriodGrid, int]]
"""What the bot knows by itself: by the figure's name, of each period and grid."""


def count_known(
    uow: UnitOfWork,
    form: Form,
    period_ids: Sequence[str],
    until: date,
    grid_codes: Collection[str] | None = None,
) -> Counts:
    """Return the figures of a form that nobody gives, of periods and grids (all, where none are named)."""
    names = {field.computed for field in form.fields if field.computed is not None}
    return {name: uow.count_known(name, period_ids, until, grid_codes) for name in sorted(names)}


def known_answers(form: Form, place: PeriodGrid, counts: Counts) -> dict[str, int]:
    """Return the answers of a form that nobody gives, of a period and grid, from what was counted."""
    return {
        field.key: counts[field.computed].get(place, 0) for field in form.fields if field.computed is not None
    }


def as_shown(uow: UnitOfWork, form: Form, filed: Submission, of: OfGrid, until: date) -> Submission:
    """Return the report that was filed with `form`, with what the bot knows of it up to `until`."""
    if all(field.computed is None for field in form.fields):
        return filed
    counts = count_known(uow, form, [of.period_id], until, [of.grid_code])
    own = known_answers(form, (of.period_id, of.grid_code), counts)
    return replace(filed, answers={**filed.answers, **own})


def as_filed(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` as a report keeps them: without what the bot knows by itself."""
    computed = {field.key for field in form.fields if field.computed is not None}
    return {key: answer for key, answer in answers.items() if key not in computed}
