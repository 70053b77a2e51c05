"""Reports that came back from their review: whose they are, how long they can be corrected, how the menu shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.people.people import Viewer
from domain.reporting.reviews import WAITING, ReviewState
from storage.duty_items import DutyItem
from storage.reporting.reviewed import FiledReport, Review
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

SHOWN = 3


def returned_to(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[FiledReport]:
    """Return what came back and `viewer` is to correct, soonest due first."""
    duties = request.house.duties
    return [
        report
        for report in uow.reviews.returned_to(viewer.grid_codes)
        if report.duty_id in duties and viewer.answers_for(duties[report.duty_id].roles, report.grid_code)
    ]


def with_returned(uow: UnitOfWork, request: Request, viewer: Viewer, items: list[DutyItem]) -> list[DutyItem]:
    """Return `items` with what came back first, also where its period has closed: it counts as not filed."""
    found = [uow.duty_items.find(report.item_id) for report in returned_to(uow, request, viewer)]
    returned = [replace(item, submitted_at=None) for item in found if item is not None]
    ids = {item.id for item in returned}
    return [*returned, *(item for item in items if item.id not in ids)]


def can_be_corrected(uow: UnitOfWork, item: DutyItem, today: date) -> bool:
    """Tell whether a report whose period has closed may be corrected all the same: it came back."""
    if item.submitted_at is None or item.closes_on >= today:
        return False
    return uow.reviews.state_of(item.id) is ReviewState.RETURNED


def is_returned(filed: Submission | None) -> bool:
    """Tell whether a report came back and has not been corrected yet."""
    return filed is not None and filed.review_state is ReviewState.RETURNED


def review_of(uow: UnitOfWork, filed: Submission | None) -> Review | None:
    """Return the last review of a report, None while it waits for one."""
    if filed is None or filed.review_state in WAITING:
        return None
    return uow.reviews.last_of([filed.id]).get(filed.id)


@dataclass(frozen=True, slots=True)
class ReturnedReports:
    """What came back and is to be corrected: how many, and the first few with the opinion of the last review."""

    count: int
    shown: Sequence[tuple[FiledReport, str]]


def returned_reports(uow: UnitOfWork, request: Request, viewer: Viewer) -> ReturnedReports:
    """Return what came back to `viewer`, soonest due first."""
    found = returned_to(uow, request, viewer)
    last = uow.reviews.last_of([report.submission_id for report in found[:SHOWN]])
    return ReturnedReports(
        len(found), [(report, last[report.submission_id].opinion) for report in found[:SHOWN]]
    )
