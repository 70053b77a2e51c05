"""Digests made up of figures alone, for what is drawn and said of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.people.grids import Grid
from domain.reporting.lights import Light
from forms.fields import FieldKind, Form
from forms.sums import Total
from reports.digests.digest import Counts, Digest, PeriodCounts, together
from reports.digests.lists import DigestSubject
from tests.desks import FORMS

FORM = FORMS["monthly_report"]
UNIT = Grid("1", "绍兴某某医院", 1)
TODAY = date(2026, 6, 10)
YEAR = [*(f"2025-{month:02}" for month in range(7, 13)), *(f"2026-{month:02}" for month in range(1, 7))]


def counts(name: str, lights: Sequence[int], late: int = 0, missing: int = 0, sums: int = 0) -> Counts:
    """Return a branch that reported so many green, yellow and red lights; every figure of its form is `sums`."""
    reported = sum(lights)
    totals = {
        key: Total(reported, sums)
        for key, field in FORM.all_fields()
        if field.kind in (FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP, FieldKind.LONG_TEXT)
    }
    return Counts(
        name=name,
        due=reported + missing,
        on_time=reported - late,
        late=late,
        missing=missing,
        lights=dict(zip(Light, lights, strict=True)),
        code=name,
        totals=totals,
    )


def digest(periods: Mapping[str, Sequence[Counts]], form: Form = FORM, back: Sequence[str] = YEAR) -> Digest:
    """Return the digest of the last of `back` with these branches in each period."""
    found = {
        period_id: PeriodCounts(
            period_id,
            date.fromisoformat(f"{period_id}-28"),
            date.fromisoformat(f"{period_id}-28"),
            together(UNIT.name, branches),
            branches,
        )
        for period_id, branches in periods.items()
    }
    subject = DigestSubject("monthly_report", form, back[-1], UNIT.code, TODAY)
    return Digest(subject, UNIT, found, back, [], {Light.RED: [], Light.YELLOW: []}, [], [])
