"""What of a digest is told to whom, and how a figure changed: the same in windows, pictures and papers."""

from decimal import Decimal

from forms.fields import Field
from locales import Speech
from reports.digests.digest import Counts, Digest, PeriodCounts
from reports.digests.small_groups import groups_outside
from reports.known_figures import ABOUT_TIPS


def figures_told(digest: Digest, *, for_level_one: bool) -> list[Field]:
    """Return the fields whose sums are told: to others not how many tips were forwarded.

    That is a figure about tips of one source: where small ones are hidden, it is left out.
    """
    return [field for field in digest.figures() if for_level_one or field.computed != ABOUT_TIPS]


def groups_shown(period: PeriodCounts, speech: Speech, *, for_level_one: bool) -> list[Counts]:
    """Return the branches as level 1 sees them, or as others do: none smaller than SMALLEST_GROUP."""
    if for_level_one:
        return list(period.branches)
    return groups_outside(period, speech.label("digest-other-branches"))


def change_between(
    then: float | Decimal | None, now: float | Decimal | None, speech: Speech, places: int = 2
) -> str:
    """Return how far a figure rose or fell, "↑13", in words where it did not; empty where one is unknown.

    What is not whole has so many decimal `places`.
    """
    if then is None or now is None:
        return ""
    by = Decimal(str(now)) - Decimal(str(then))
    if not by:
        return speech.label("digest-change-same")
    size = f"{abs(by):,.{places}f}" if by % 1 else f"{abs(by):.0f}"
    return f"{'↑' if by > 0 else '↓'}{size}"
