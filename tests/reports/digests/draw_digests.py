"""Draws docs/lights.png and docs/trend.png: a made-up year of the sample hospital (make docs-digest)."""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from domain.reporting.lights import Light
from forms.sums import Total
from locales import Speech, Words
from reports.digests.digest import Counts, Digest
from reports.digests.pictures import lights_png, trends_png
from reports.sheets.sample_hospital import sample_roster
from storage.reporting.figure_values import GridFigures
from tests.reports.digests.digests_made_up import YEAR, counts, digest

TODAY = date(2026, 7, 6)
ROSTER = sample_roster(date(2025, 7, 1))
BRANCHES = [grid for grid in ROSTER.grids if grid.level == 2]
A_MONTH = {
    "education_sessions": (1, 3),
    "education_attendance": (15, 60),
    "talks": (3, 14),
    "tendencies": (0, 2),
    "warnings": (0, 3),
    "tips_forwarded": (0, 1),
    "red_packets": (0, 1),
    "red_packets_amount": (0, 800),
}
"""Of a branch, at least and at most."""


def made_up_year(seed: int = 7) -> tuple[Digest, list[GridFigures]]:
    """Return a year's digest of the sample hospital and what each grid filed, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - an example, not a secret
    grids = [
        _filed(dice, period_id, grid.code) for period_id in YEAR for grid in ROSTER.grids if grid.level > 1
    ]
    months = {
        period_id: [_branch(dice, branch.name, _below(grids, period_id, branch.code)) for branch in BRANCHES]
        for period_id in YEAR
    }
    coded = {
        period_id: [
            replace(branch_counts, code=branch.code)
            for branch_counts, branch in zip(some, BRANCHES, strict=True)
        ]
        for period_id, some in months.items()
    }
    return digest(coded), grids


def _filed(dice: random.Random, period_id: str, code: str) -> GridFigures:
    due_on = date.fromisoformat(f"{period_id}-28")
    grid = next(there for there in ROSTER.grids if there.code == code)
    branch_code = grid.code if grid.level == 2 else grid.parent_code or ""
    missing = dice.random() < 0.015
    light = None if missing else dice.choices(list(Light), [93, 6, 1])[0].value
    filed_on = due_on + timedelta(days=dice.choice([-6, -4, -2, -1, 0]) if dice.random() > 0.05 else 2)
    at = None if missing else datetime(filed_on.year, filed_on.month, filed_on.day, 2, tzinfo=UTC)
    return GridFigures(
        period_id, code, grid.name, branch_code, 0, due_on, due_on, at, light, None, None, None
    )


def _below(grids: Iterable[GridFigures], period_id: str, branch_code: str) -> list[GridFigures]:
    return [grid for grid in grids if (grid.period_id, grid.branch_code) == (period_id, branch_code)]


def _branch(dice: random.Random, name: str, grids: Sequence[GridFigures]) -> Counts:
    lights = Counter(grid.light for grid in grids)
    late = sum(grid.submitted_at is not None and grid.submitted_at.date() > grid.due_on for grid in grids)
    found = counts(name, [lights[light.value] for light in Light], late, lights[None])
    sums = {key: Total(len(grids), dice.randint(*bounds)) for key, bounds in A_MONTH.items()}
    return replace(found, totals=sums)


def draw(folder: Path) -> None:
    """Draw both pictures into `folder`."""
    words = Words()
    speech = Speech(words, "zh")
    year, grids = made_up_year()
    lights = lights_png(year, grids, TODAY, words, speech)
    trends = trends_png(year, speech, for_level_one=True)
    if lights is None or trends is None:
        raise ValueError("a year without lights")
    (folder / "lights.png").write_bytes(lights)
    (folder / "trend.png").write_bytes(trends)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
