"""Reports that somebody receives because their duty says so (`received_by`, domain/reporting/received.py)."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from domain.duties.duties import Duty
from domain.people.people import Viewer
from domain.reporting.received import Held, grids_named, receiving_posts, with_tagged
from domain.reporting.report_access import ReportPlace
from storage.delivery.letters import LetterKind, Trace
from storage.reporting.received import ReceivedReport
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

RECEIVED_REPORTS = LetterKind(id="received", life=timedelta(days=14), trace=Trace.TOLD)
LOOKED_THROUGH = 300
"""So many of the latest reports are looked through for somebody's."""


def posts_of_each(
    uow: UnitOfWork, duties: Mapping[str, Duty], reports: Iterable[ReceivedReport]
) -> dict[int, frozenset[Held]]:
    """Return, by its item, which posts receive each report; none for a duty that is configured no more."""
    some = [report for report in reports if report.duty_id in duties]
    received_by = {duty_id: duties[duty_id].received_by for duty_id in {report.duty_id for report in some}}
    named = {code for names in received_by.values() for code in grids_named(names)}
    tagged = uow.rosters.tagged(named) if named else []
    named |= {grid.code for grid in tagged}
    tree = uow.rosters.paths({report.grid_code for report in some} | named)
    units = {code: tree.place_of(code)[0] for code in named if code in tree}
    found = {}
    for report in some:
        above = tree.path_up(report.grid_code) if report.grid_code in tree else []
        place = ReportPlace(
            report.grid_code, report.branch_code, report.unit_code, [grid.code for grid in above]
        )
        of_unit = [code for code, unit_code in units.items() if unit_code == report.unit_code]
        found[report.item_id] = receiving_posts(
            with_tagged(received_by[report.duty_id], tagged), place, of_unit
        )
    return found


def receives(uow: UnitOfWork, request: Request, viewer: Viewer, item_id: int) -> bool:
    """Tell whether `viewer`, or whom they stand in for, receives what was filed for the item."""
    if not may_receive(request, viewer):
        return False
    filed = uow.received.found([item_id])
    held = _held(viewer)
    return any(not held.isdisjoint(posts) for posts in posts_of_each(uow, _duties(request), filed).values())


def received(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[ReceivedReport]:
    """Return what `viewer` received, the latest first, of the latest reports of duties that are received."""
    if not may_receive(request, viewer):
        return []
    latest = uow.received.latest(list(_duties(request)), LOOKED_THROUGH)
    posts, held = posts_of_each(uow, _duties(request), latest), _held(viewer)
    return [report for report in latest if not held.isdisjoint(posts[report.item_id])]


def may_receive(request: Request, viewer: Viewer) -> bool:
    """Tell whether any duty is received by a post that `viewer` holds or stands in for; asks no table."""
    named = {name for duty in _duties(request).values() for name in duty.received_by}
    return any(
        not named.isdisjoint((post.grid_code, post.role.value, *post.grid_tags))
        for post in (*viewer.posts, *viewer.stands_in)
    )


def _held(viewer: Viewer) -> set[Held]:
    return {(post.grid_code, post.role) for post in (*viewer.posts, *viewer.stands_in)}


def _duties(request: Request) -> dict[str, Duty]:
    return received_duties(request.house.duties)


def received_duties(duties: Mapping[str, Duty]) -> dict[str, Duty]:
    """Return those of `duties` that somebody receives."""
    return {duty.id: duty for duty in duties.values() if duty.received_by}
