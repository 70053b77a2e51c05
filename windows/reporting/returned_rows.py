"""The menu's lines and buttons for what came back from its review."""

from locales import Speech
from usecases.house import Request
from usecases.reporting.returned_reports import ReturnedReports
from windows.entries import report_on
from windows.reports_named import report_title
from windows.windows import Button

OPINION_LENGTH = 60


def returned_lines(returned: ReturnedReports, request: Request, speech: Speech) -> list[str]:
    """Return how much came back, and why."""
    if not returned.count:
        return []
    lines = [speech.text("reviews-returned", count=returned.count)]
    for report, opinion in returned.shown:
        title = report_title(request, speech, report)
        lines.append(speech.text("reviews-returned-line", title=title, opinion=opinion[:OPINION_LENGTH]))
    return lines


def returned_buttons(returned: ReturnedReports, request: Request, speech: Speech) -> list[Button]:
    """Return the ways to correct what came back."""
    return [
        Button(
            speech.label("reviews-correct-one", title=report_title(request, speech, report)),
            report_on(report.item_id),
        )
        for report, _opinion in returned.shown
    ]
