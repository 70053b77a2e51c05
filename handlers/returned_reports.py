"""Reports that came back from their review: whose they are, how long they can be corrected, how the menu shows them."""

from dataclasses import replace
from datetime import date

from domain.entries import REVIEW, report_on
from domain.people.people import Viewer
from domain.reporting.reviews import WAITING, ReviewState
from domain.windows import Button
from handlers.house import Request
from handlers.review_house import report_title, waiting_for
from locales import Speech
from storage.duty_items import DutyItem
from storage.reporting.reviews import FiledReport, Review
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork

SHOWN = 3
OPINION_LENGTH = 60


def returned_to(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[FiledReport]:
    """Return what came back and `viewer` is to correct, soonest due first."""
    duties = request.house.duties
    return [
        one
        for one in uow.reviews.returned_to(viewer.grid_codes)
        if one.duty_id in duties and viewer.answers_for(duties[one.duty_id].roles, one.grid_code)
    ]


def with_returned(uow: UnitOfWork, request: Request, viewer: Viewer, items: list[DutyItem]) -> list[DutyItem]:
    """Return `items` with what came back first, also where its period has closed: it counts as not filed."""
    found = [uow.duty_items.find(one.item_id) for one in returned_to(uow, request, viewer)]
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


def menu_part(
    uow: UnitOfWork, request: Request, viewer: Viewer, speech: Speech
) -> tuple[list[str], list[list[Button]]]:
    """Return the menu's lines and rows: what came back, then what waits to be reviewed."""
    lines: list[str] = []
    rows: list[list[Button]] = []
    returned = returned_to(uow, request, viewer)
    if returned:
        last = uow.reviews.last_of([one.submission_id for one in returned[:SHOWN]])
        lines.append(speech.text("reviews-returned", count=len(returned)))
    for one in returned[:SHOWN]:
        title = report_title(request, speech, one)
        opinion = last[one.submission_id].opinion[:OPINION_LENGTH]
        lines.append(speech.text("reviews-returned-line", title=title, opinion=opinion))
        rows.append([Button(speech.label("reviews-correct-one", title=title), report_on(one.item_id))])
    waiting = len(waiting_for(uow, request, viewer))
    if waiting:
        rows.append([Button(speech.label("reviews-menu", count=waiting), REVIEW)])
    return lines, rows
