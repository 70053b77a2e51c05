"""The window of a digest with its files, as the office asks for it and as the clock sends it: one and the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.clock import day_in_shanghai
from domain.duties import Duty
from domain.entries import (
    ASSESS,
    DIGEST,
    MENU,
    TIP_FIGURES_OUTSIDE,
    digest_of,
    digest_part,
    exempt_from,
    nudge_missing,
)
from domain.periods import period_before, period_span
from domain.windows import Attachment, Button, Window
from forms.fields import Form
from locales import Speech, Words
from reports.digest import Digest, compile_digest, listed_items, listed_texts
from reports.digest_files import digest_picture, digest_xlsx, periods_shown
from reports.digest_text import closing_line, digest_text
from reports.tip_facts import NotShown, month_outside
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DigestReader:
    """Who reads a digest: level 1 with persons, others without; those who handle its tips read how many came.

    All others, level 1's inspectors too, read that number only where it can't be small (reports/tip_facts.py).
    """

    for_level_one: bool
    handles_tips: bool = False


OUTSIDE = DigestReader(for_level_one=False)
EXEMPT_NAMED = 20


@dataclass(frozen=True, slots=True)
class DigestPage:
    """A digest and the ones before it that its picture shows; `tips` is how many came, or why that is not shown."""

    digests: Sequence[Digest | None]
    tips: int | NotShown | None
    reader: DigestReader
    today: date
    has_earlier: bool
    exempt: Sequence[str] = ()
    """The grids that level 1 exempted, for level 1: they count neither as due nor as missing."""

    @property
    def latest(self) -> Digest:
        """The digest that was asked for."""
        found = self.digests[-1]
        if found is None:
            raise LookupError("a digest of nothing")
        return found

    @property
    def for_level_one(self) -> bool:
        """Whether persons stand in it."""
        return self.reader.for_level_one


def digest_page(
    uow: UnitOfWork,
    duty_form: tuple[Duty, Form],
    period: tuple[str, str],
    now: datetime,
    reader: DigestReader,
) -> DigestPage | None:
    """Return the digest of `period` = (period id, unit code) with its forerunners; None where nothing was due."""
    duty, form = duty_form
    period_id, unit_code = period
    digests = [compile_digest(uow, duty, form, (shown, unit_code), now) for shown in periods_shown(period_id)]
    if digests[-1] is None:
        return None
    today = day_in_shanghai(now)
    tips: int | NotShown | None
    if reader.handles_tips:
        tips = sum(uow.tips.count_by("state", *period_span(period_id)).values())
    else:
        tips = month_outside(uow, period_id, today)
    exempt: list[str] = []
    if reader.for_level_one:
        codes = [grid.code for grid in uow.rosters.tree().subtree(unit_code)]
        exempt = [one.grid_name for one in uow.duty_items.exempted(duty.id, period_id, codes)]
    return DigestPage(digests, tips, reader, today, digests[-2] is not None, exempt)


def overview(page: DigestPage, speech: Speech) -> Window:
    """Return the text and the buttons, without files."""
    digest = page.latest
    text = digest_text(digest, speech, for_level_one=page.for_level_one, tips=page.tips)
    if page.exempt:
        names = speech.label("list-comma").join(page.exempt[:EXEMPT_NAMED])
        text += "\n" + speech.text("exemption-in-digest", count=len(page.exempt), names=names)
    text += "\n" + closing_line(digest, speech, page.today)
    return Window(text, _rows(page, digest, speech))


def with_picture(page: DigestPage, words: Words, speech: Speech) -> Callable[[], Window]:
    """Return what makes the overview with its picture: about a second's work, to be done off the event loop."""

    def draw() -> Window:
        window = overview(page, speech)
        picture = digest_picture(page.digests, words, speech, for_level_one=page.for_level_one)
        files = [Attachment("lights.png", picture)] if picture else []
        return Window(window.text, window.rows, files)

    return draw


def with_xlsx(page: DigestPage, words: Words, speech: Speech) -> Window:
    """Return the xlsx of level 1 with the line and the buttons that go below it."""
    digest = page.latest
    name = f"{speech.label('digest-file-name')}-{digest.duty_id}-{digest.period_id}.xlsx"
    back = Button(speech.label("report-back"), digest_of(digest.duty_id, digest.period_id))
    file = Attachment(name, digest_xlsx(digest, words, speech))
    return Window(speech.text("digest-file"), [[back]], [file])


def _rows(page: DigestPage, digest: Digest, speech: Speech) -> list[list[Button]]:
    duty_id, period_id = digest.duty_id, digest.period_id
    rows: list[list[Button]] = []
    branches = Button(speech.label("digest-by-branch"), digest_part("b", duty_id, period_id))
    if page.for_level_one:
        missing = len(digest.missing())
        if missing and page.today <= digest.closes_on:
            chase = speech.label("digest-chase", count=missing)
            rows.append([Button(chase, nudge_missing(duty_id, period_id))])
        if page.today <= digest.closes_on and (missing or page.exempt):
            rows.append([Button(speech.label("exemption-open"), exempt_from(duty_id, period_id))])
        written = len(listed_items(digest)) + len(listed_texts(digest))
        texts = Button(speech.label("digest-read-texts", count=written), digest_part("t", duty_id, period_id))
        rows.append([branches, texts] if written else [branches])
        xlsx = Button(speech.label("digest-xlsx"), digest_part("x", duty_id, period_id))
        rows.append([xlsx, Button(speech.label("assess-open-it"), ASSESS)])
    else:
        rows.append([branches])
    if not page.reader.handles_tips:
        rows.append([Button(speech.label("digest-tip-figures"), TIP_FIGURES_OUTSIDE)])
    last = [Button(speech.label("digest-others"), f"{DIGEST}:list")]
    if page.has_earlier:
        last.insert(0, Button(speech.label("digest-earlier"), digest_of(duty_id, period_before(period_id))))
    return [*rows, last, [Button(speech.label("menu-back"), MENU)]]
