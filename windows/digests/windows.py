"""The window of a digest with its files, as the office asks for it and as the clock sends it: one and the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from domain.small_groups import SMALLEST_GROUP
from domain.time.periods import period_before
from locales import Speech, Words
from reports.digests.digest import Digest
from reports.digests.files import digest_xlsx
from reports.digests.lists import GridReport, listed_fields
from reports.digests.pictures import has_pictures, lights_png, lights_png_outside, trends_png
from reports.standing_words import name_said
from storage.reporting.figure_values import GridFigures
from usecases.digests.page import DigestPage
from windows.digests.entry_lines import entry_lines
from windows.digests.text import (
    branch_line,
    branch_lines,
    branches_text,
    closing_line,
    digest_text,
    title_line,
)
from windows.entries import (
    ASSESS,
    DIGEST,
    TIP_FIGURES_OUTSIDE,
    back_to_menu,
    digest_of,
    digest_part,
    exempt_from,
    nudge_missing,
    open_branch,
    review_state_of,
)
from windows.page_turns import PageOf, numbered, turn_rows
from windows.text_parts import LINES_ON_A_PHONE, TEXT_MOST, parts, phone_lines, units
from windows.windows import Attachment, Button, Window

EXEMPT_NAMED = 20
BRANCHES_A_PAGE = 10


def overview(page: DigestPage, speech: Speech) -> Window:
    """Return the text, its first page where it is higher than a phone, and the buttons, without files."""
    first, *more = overview_parts(page, speech)
    return Window("\n".join(first), _rows(page, speech, has_more=bool(more)))


def overview_parts(page: DigestPage, speech: Speech) -> list[list[str]]:
    """Return the lines of the text (HTML), as many at a time as a phone shows."""
    lines = overview_lines(page, speech)
    # Where there are several parts, the number of the part stands behind the headline and may want a line more.
    taller = phone_lines(numbered(lines[0], 0, 2, speech)) - phone_lines(lines[0])
    return parts(lines, TEXT_MOST, LINES_ON_A_PHONE - taller)


def overview_lines(page: DigestPage, speech: Speech) -> list[str]:
    """Return all lines of the text (HTML)."""
    digest = page.latest
    text = digest_text(digest, speech, for_level_one=page.for_level_one, tips=page.tips)
    lines = text.split("\n")
    if page.entries is not None:
        lines += entry_lines(page.entries, speech, for_level_one=page.for_level_one)
    if page.exempt:
        names = speech.label("list-comma").join(
            name_said(grid, speech) for grid in page.exempt[:EXEMPT_NAMED]
        )
        lines.append(speech.text("exemption-in-digest", count=len(page.exempt), names=names))
    return [*lines, closing_line(digest, speech, page.today)]


def with_pictures(
    page: DigestPage, grids: Sequence[GridFigures], words: Words, speech: Speech
) -> Callable[[], Window]:
    """Return what makes the overview with its pictures: a second's work or two, to be done off the event loop.

    The lights come first, the trends below them, then the text: two photos of the whole width each, since an album
    shows them side by side, half as wide. `grids` are what `reports.digest_pictures.read_grids` gives for level 1.
    """

    def draw() -> Window:
        digest, inside = page.latest, page.for_level_one
        if inside:
            lights = lights_png(digest, grids, page.today, words, speech)
        else:
            lights = lights_png_outside(digest, words, speech)
        pictures = (("lights.png", lights), ("trends.png", trends_png(digest, speech, for_level_one=inside)))
        window = overview(page, speech)
        return Window(
            window.text, window.rows, [Attachment(name, picture) for name, picture in pictures if picture]
        )

    return draw


def for_a_group(page: DigestPage, window: Window, speech: Speech) -> Window:
    """Return the window as a group gets it: without buttons, which anybody there could tap, but with the branches.

    A group turns no pages: where a message or a phone has no room for all of it the branches are left out, then the
    registers.
    """
    whole = overview_lines(page, speech)
    without = overview_lines(replace(page, entries=None), speech)
    branches = branch_lines(page.latest, speech, for_level_one=False)
    texts = ["\n".join(lines) for lines in ([*whole, *branches], whole, without)]
    fitting = (text for text in texts if units(text) <= TEXT_MOST and phone_lines(text) <= LINES_ON_A_PHONE)
    text = next(fitting, texts[-1])
    return Window(text, (), window.attachments)


def branches_window(page: DigestPage, items: Mapping[str, int], number: int, speech: Speech) -> Window:
    """Return a line and a button a branch for level 1, a page at a time; to others the lines alone.

    `items` names each branch by one of its items. Level 1 goes on from there to departments and reports.
    """
    digest = page.latest
    back = Button(speech.label("report-back"), digest_of(digest.duty_id, digest.period_id))
    if not page.for_level_one:
        return Window(branches_text(digest, speech, for_level_one=False), [[back]])
    pages = (len(digest.branches) - 1) // BRANCHES_A_PAGE + 1
    number = min(number, pages - 1)
    shown = digest.branches[number * BRANCHES_A_PAGE : (number + 1) * BRANCHES_A_PAGE]
    lines = [
        numbered(title_line(digest, speech), number, pages, speech),
        *(branch_line(branch, speech) for branch in shown),
    ]
    buttons = [
        Button(branch.name, open_branch(items[branch.code])) for branch in shown if branch.code in items
    ]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    turn = turn_rows(
        PageOf(number, pages), lambda to: digest_part("b", digest.duty_id, digest.period_id, to), speech
    )
    return Window("\n".join(lines), [*rows, *turn, [back]])


def part_window(
    page: DigestPage, part: str, found: Sequence[Sequence[str]], number: int, speech: Speech
) -> Window:
    """Return one of the parts that a text was cut into, its number, and the buttons that turn to the others."""
    digest = page.latest
    number = min(number, len(found) - 1)
    first, *more = found[number] or [""]
    turn = turn_rows(
        PageOf(number, len(found)), lambda to: digest_part(part, digest.duty_id, digest.period_id, to), speech
    )
    back = Button(speech.label("drill-to-digest"), digest_of(digest.duty_id, digest.period_id))
    lines = [numbered(first, number, len(found), speech), *more]
    if number:
        # Only the first page begins with a headline of its own.
        lines = [numbered(title_line(digest, speech), number, len(found), speech), first, *more]
    return Window("\n".join(lines), [*turn, [back]])


def with_xlsx(page: DigestPage, rows: Sequence[GridReport], words: Words, speech: Speech) -> Window:
    """Return the xlsx of level 1, of the `rows` read for it, with the line and the buttons that go below it."""
    digest = page.latest
    form = digest.form.title[speech.language]
    name = f"{speech.label('digest-file-name')}-{form}-{digest.period_id}.xlsx"
    back = Button(speech.label("report-back"), digest_of(digest.duty_id, digest.period_id))
    file = Attachment(name, digest_xlsx(digest, rows, words, speech, page.entries))
    return Window(speech.text("digest-file"), [[back]], [file])


def _rows(page: DigestPage, speech: Speech, *, has_more: bool) -> list[list[Button]]:
    digest = page.latest
    duty_id, period_id = digest.duty_id, digest.period_id
    rows: list[list[Button]] = []
    branches = Button(speech.label("digest-by-branch"), digest_part("b", duty_id, period_id))
    if page.for_level_one:
        rows += _rows_of_level_one(page, digest, branches, speech)
    elif digest.all.due >= SMALLEST_GROUP:
        # The first page is this window's own text.
        more = Button(speech.label("digest-read-on"), digest_part("w", duty_id, period_id, 1))
        rows.append([more, branches] if has_more else [branches])
    if not page.reader.handles_tips:
        rows.append([Button(speech.label("digest-tip-figures"), TIP_FIGURES_OUTSIDE)])
    last = [Button(speech.label("digest-others"), f"{DIGEST}:list")]
    if has_pictures(digest, for_level_one=page.for_level_one):
        last.append(Button(speech.label("digest-pictures"), digest_part("p", duty_id, period_id)))
    if page.has_earlier:
        last.insert(0, Button(speech.label("digest-earlier"), digest_of(duty_id, period_before(period_id))))
    return [*rows, last, [back_to_menu(speech)]]


def _rows_of_level_one(
    page: DigestPage, digest: Digest, branches: Button, speech: Speech
) -> list[list[Button]]:
    duty_id, period_id = digest.duty_id, digest.period_id
    missing, is_open = digest.all.missing, page.today <= digest.closes_on
    rows = []
    if missing and is_open:
        chase = speech.label("digest-chase", count=missing)
        rows.append([Button(chase, nudge_missing(duty_id, period_id))])
    written = sum(digest.listed_count(field) for field in listed_fields(digest.form))
    texts = Button(speech.label("digest-read-texts", count=written), digest_part("t", duty_id, period_id))
    rows.append([branches, texts] if written else [branches])
    # The first page is this window's own text.
    whole = Button(speech.label("digest-read-on"), digest_part("w", duty_id, period_id, 1))
    rows.append([whole, Button(speech.label("digest-xlsx"), digest_part("x", duty_id, period_id))])
    reviews = Button(speech.label("digest-reviews"), review_state_of(duty_id, period_id))
    others = [*([reviews] if page.reviewed else []), Button(speech.label("assess-open-it"), ASSESS)]
    if is_open and (missing or page.exempt):
        others.append(Button(speech.label("exemption-open"), exempt_from(duty_id, period_id)))
    return [*rows, others]
