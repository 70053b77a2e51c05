"""A digest to be read from beginning to end by level 1: the overview, then everything by branch, none left out.

One window with [下一页] rather than a row of messages: a digest that fills the chat buries what came before it, and
its buttons; paged, the chat stays as it is, and each page fits a phone.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from domain.duties.standing import MISSED, Standing
from domain.time.clock import day_in_shanghai
from forms.fields import AddsUp, FieldKind
from forms.summary import say_item
from locales import Speech
from reports.digests.digest import Digest
from reports.digests.lists import GridReport, ListedAnswer, listed_fields
from reports.standing_words import name_said
from reports.totals import light_field
from usecases.digests.whole import WholeDigest
from windows.digests.text import branch_lines, figure_said, share_said
from windows.text_parts import LINES_ON_A_PHONE, parts

LINES_A_PART = LINES_ON_A_PHONE - 2
"""The headline with the number of the part stands above it."""
PART_LENGTH = 3800
"""UTF-16 units; the number of the part stands above it."""


def whole_parts(digest: Digest, whole: WholeDigest, now: datetime, speech: Speech) -> list[list[str]]:
    """Return what follows the overview of a digest, in parts; each fits a message and a phone.

    `now` (aware) tells how long what is missing has been overdue.
    """
    sections = [
        [speech.text("digest-section-branches"), *branch_lines(digest, speech, for_level_one=True)],
        _missing(digest, whole.reports, now, speech),
        _late(whole.reports, speech),
        _shares(digest, speech),
        *written_sections(digest, whole.written, speech),
    ]
    return parts([line for section in sections for line in section], PART_LENGTH, LINES_A_PART)


def _shares(digest: Digest, speech: Speech) -> list[str]:
    """Return what the overview has no line for: how often each choice was taken, and what items of groups come to."""
    lines = []
    for key, field in digest.form.all_fields():
        total = digest.totals.get(key)
        if total is None or not total.answered:
            continue
        if total.counts and field != light_field(digest.form):
            said = share_said(field, total, speech)
        elif "." in key and field.adds_up in (AddsUp.SUM, AddsUp.COUNT):
            said = figure_said(field, digest.totals[key], speech)
        else:
            continue
        of = digest.form.field(key.partition(".")[0])
        name = (
            field.label[speech.language]
            if of is field
            else f"{of.label[speech.language]} · {field.label[speech.language]}"
        )
        lines.append(speech.text("digest-section-share", label=name, said=said))
    return [speech.text("digest-section-shares"), *lines] if lines else []


def written_parts(
    digest: Digest, written: Sequence[ListedAnswer], head: str, speech: Speech
) -> list[list[str]]:
    """Return what was `written` alone, items of groups and texts, in parts; `head` is the first line."""
    lines = [line for section in written_sections(digest, written, speech) for line in section]
    return parts([head, *lines], PART_LENGTH, LINES_A_PART)


def written_sections(digest: Digest, written: Sequence[ListedAnswer], speech: Speech) -> Iterator[list[str]]:
    """Give what all grids wrote, whole, a section for each field under its own label; none where it is empty."""
    for field in listed_fields(digest.form):
        if found := [listed for listed in written if listed.field is field]:
            head = speech.text(
                "digest-section-written",
                label=field.label[speech.language],
                count=digest.listed_count(field),
            )
            yield [head, *(line for listed in found for line in _said(listed, speech))]


def _said(listed: ListedAnswer, speech: Speech) -> list[str]:
    is_item = listed.field.kind is FieldKind.GROUP
    said = say_item(listed.field, listed.said, speech.language) if is_item else str(listed.said)
    first, *more = said.split("\n")
    return [
        speech.text("digest-section-said", grid=listed.grid_name, said=first),
        *(escape(line, quote=False) for line in more),
    ]


def _missing(digest: Digest, reports: Sequence[GridReport], now: datetime, speech: Speech) -> list[str]:
    found = [report for report in reports if report.standing in (Standing.OPEN, *MISSED)]
    if not found:
        return []
    days = (day_in_shanghai(now) - digest.due_on).days
    if days > 0:
        head = speech.text("digest-section-overdue", count=len(found), days=days)
    else:
        head = speech.text("digest-section-missing", count=len(found))
    return [head, *_by_branch(found, speech)]


def _late(reports: Sequence[GridReport], speech: Speech) -> list[str]:
    found = [report for report in reports if report.standing is Standing.LATE]
    return [speech.text("digest-section-late", count=len(found)), *_by_branch(found, speech)] if found else []


def _by_branch(found: Sequence[GridReport], speech: Speech) -> list[str]:
    names: dict[str, list[str]] = {}
    for listed in found:
        names.setdefault(listed.branch.name, []).append(name_said(listed, speech))
    return [
        speech.text("digest-section-line", branch=branch, names=speech.label("list-comma").join(some))
        for branch, some in names.items()
    ]
