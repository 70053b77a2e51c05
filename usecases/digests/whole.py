"""What a digest says of every grid, read in one transaction: how each stands, and all that was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.digests.digest import Digest
from reports.digests.lists import GridReport, ListedAnswer, grid_reports, list_items, list_texts
from storage.reporting.figure_values import PageRange
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WholeDigest:
    """Every grid as it stands, and everything that was written."""

    reports: Sequence[GridReport]
    written: Sequence[ListedAnswer]


def read_whole(uow: UnitOfWork, digest: Digest, now: datetime) -> WholeDigest:
    """Return what follows the overview of `digest`, as it stands `now` (aware)."""
    return WholeDigest(grid_reports(uow, digest.subject, now), read_written(uow, digest))


def read_written(uow: UnitOfWork, digest: Digest) -> list[ListedAnswer]:
    """Return what all grids wrote: items of groups, then texts."""
    every = PageRange(max(digest.all.reported, 1))
    return [*list_items(uow, digest.subject, every), *list_texts(uow, digest.subject, every)]
