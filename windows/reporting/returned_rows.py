"""The menu's lines and rows for what came back from its review and what waits for one."""

from locales import Speech
from usecases.house import Request
from usecases.reporting.returned_reports import ReturnedReports
from windows.entries import REVIEW, report_on
from windows.reports_named import report_title
from windows.windows import Button

OPINION_LENGTH = 60


def menu_part(
    returned: ReturnedReports, waiting: int, request: Request, speech: Speech
) -> tuple[list[str], list[list[Button]]]:
    """Return the menu's lines and rows: what came back, then how many reports are `waiting` to be reviewed."""
    lines: list[str] = []
    rows: list[list[Button]] = []
    if returned.count:
        lines.append(speech.text("reviews-returned", count=returned.count))
    for report, opinion in returned.shown:
        title = report_title(request, speech, report)
        lines.append(speech.text("reviews-returned-line", title=title, opinion=opinion[:OPINION_LENGTH]))
        rows.append([Button(speech.label("reviews-correct-one", title=title), report_on(report.item_id))])
    if waiting:
        rows.append([Button(speech.label("reviews-menu", count=waiting), REVIEW)])
    return lines, rows
