"""收到的报告: reports that somebody receives, in a list and in the letter that tells of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.duties.duties import Duty
from domain.time.clock import day_in_shanghai
from forms.fields import Form
from forms.library import FormLibrary
from locales import Speech
from locales.dates import day_name, duty_title
from storage.reporting.received import ReceivedReport
from windows.entries import RECEIVED, back_to_menu, open_filed
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.windows import Button, Window, told_apart

LISTED, OPENED = 8, 4
"""So many reports have a line in a letter, and so many a button."""


def received_window(
    reports: Sequence[ReceivedReport],
    titles: Mapping[int, str],
    page: int,
    speech: Speech,
) -> Window:
    """Return a page of what was received, the latest first; `titles` are what each item's report is called."""
    named = [(titles[report.item_id], _day(report, speech)) for report in reports]
    listed = [
        Button(label, open_filed(report.item_id))
        for label, report in zip(told_apart(named), reports, strict=True)
    ]
    rows = paged_rows(listed, PageIn(page, ROWS_MOST - 1), lambda to: f"{RECEIVED}:{to}", speech)
    text = speech.text("received-list" if reports else "received-none")
    return Window(text, [*rows, [back_to_menu(speech)]])


def received_letter(
    reports: Sequence[ReceivedReport], corrected: Sequence[int], titles: Mapping[int, str], speech: Speech
) -> Window:
    """Return the letter that tells of reports; of items in `corrected`, that they were corrected."""
    lines = [speech.text("received-told", count=len(reports))]
    for report in reports[:LISTED]:
        key = "received-told-corrected" if report.item_id in corrected else "received-told-line"
        lines.append(speech.text(key, title=titles[report.item_id]))
    if len(reports) > LISTED:
        lines.append(speech.text("received-told-more", count=len(reports) - LISTED))
    rows = [[Button(titles[report.item_id], open_filed(report.item_id))] for report in reports[:OPENED]]
    if len(reports) > OPENED:
        rows.append([Button(speech.label("received-all"), f"{RECEIVED}:0")])
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def titles_of(
    reports: Sequence[ReceivedReport], forms: FormLibrary, duties: Mapping[str, Duty], speech: Speech
) -> dict[int, str]:
    """Return what each report is called, plain, as 5月采购活动情况 · 采购中心, by its item."""
    return {
        report.item_id: " · ".join(
            [
                duty_title(speech, _form(report, forms, duties).title, report.period_id),
                report.grid_name,
            ]
        )
        for report in reports
    }


def _form(report: ReceivedReport, forms: FormLibrary, duties: Mapping[str, Duty]) -> Form:
    duty = duties[report.duty_id]
    return forms[duty.form_id].called(duty.title)


def _day(report: ReceivedReport, speech: Speech) -> str:
    day: date = day_in_shanghai(report.filed_at)
    return day_name(speech, day)
