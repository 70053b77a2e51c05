"""The menu's lines and rows for what came back from its review and what waits for one."""

from domain.people.people import Viewer
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.returned_reports import OPINION_LENGTH, SHOWN, returned_to
from usecases.reviews.house import report_title, waiting_for
from windows.entries import REVIEW, report_on
from windows.windows import Button


def menu_part(
    uow: UnitOfWork, request: Request, viewer: Viewer, speech: Speech
) -> tuple[list[str], list[list[Button]]]:
    """Return the menu's lines and rows: what came back, then what waits to be reviewed."""
    lines: list[str] = []
    rows: list[list[Button]] = []
    returned = returned_to(uow, request, viewer)
    if returned:
        last = uow.reviews.last_of([report.submission_id for report in returned[:SHOWN]])
        lines.append(speech.text("reviews-returned", count=len(returned)))
    for report in returned[:SHOWN]:
        title = report_title(request, speech, report)
        opinion = last[report.submission_id].opinion[:OPINION_LENGTH]
        lines.append(speech.text("reviews-returned-line", title=title, opinion=opinion))
        rows.append([Button(speech.label("reviews-correct-one", title=title), report_on(report.item_id))])
    waiting = len(waiting_for(uow, request, viewer))
    if waiting:
        rows.append([Button(speech.label("reviews-menu", count=waiting), REVIEW)])
    return lines, rows
