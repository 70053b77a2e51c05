"""From a digest down by taps: branch, grid, report, correction; for level 1, and for inspectors below their grid.

A single report, with its corrections and its paper, is also read by who receives it (handlers/digests/received.py).
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.button_numbers import OLD_BUTTON
from domain.duties.duties import Duty
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.reporting.report_access import ReportPlace, may_read, may_read_branch
from domain.reporting.reviews import ReviewState, ReviewSubject, reviewing_level
from domain.threads import in_turn
from domain.time.clock import day_in_shanghai
from forms.changes import changes
from forms.fields import Form
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import InPrivate, Tapped, TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech, in_chinese
from locales.dates import dated_period_name, listed_title
from reports.digests.lists import DigestSubject, grid_reports
from reports.documents.filed_report import FiledBy, ReportPaper, report_document
from reports.known_figures import as_shown, known_until
from storage.audit import AuditEntry
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.received import receives
from windows.digests.drill import (
    OpenedBranch,
    OpenedItem,
    branch_window,
    change_window,
    filed_window,
    paper_window,
)
from windows.entries import (
    GRID,
    MY_BRANCH,
    RECEIVED,
    REPORT_PAPER,
    back_to_menu,
    digest_part,
    nudge_one,
    open_branch,
    open_change,
    open_document,
    open_filed,
    open_review,
    report_paper_of,
)
from windows.windows import Button, Window, told_apart

PERIODS_OFFERED = 8


async def choose_period(call: CallbackQuery, request: Request) -> None:
    """From 我的网格: which duty and period of the branch."""
    await show(call, request, await request.read(lambda uow: _periods_window(uow, request)))


async def see_branch(call: CallbackQuery, request: Request) -> None:
    """How the grids of a branch stand."""
    item_id, page = number_of(call, 1), number_of(call, 2)
    await show(call, request, await request.read(lambda uow: _branch(uow, request, item_id, page)))


async def see_filed(call: CallbackQuery, request: Request) -> None:
    """What a grid filed."""
    item_id, page = number_of(call, 1), number_of(call, 2)
    await show(call, request, await request.read(lambda uow: _filed(uow, request, item_id, page)))


async def see_change(call: CallbackQuery, request: Request) -> None:
    """A correction of it."""
    item_id, number, page = number_of(call, 1), number_of(call, 2), number_of(call, 3)
    await show(call, request, await request.read(lambda uow: _change(uow, request, item_id, number, page)))


async def send_paper(call: CallbackQuery, request: Request) -> None:
    """导出 docx: what a grid filed, as a document of its own; who took it stands in the audit log."""
    item_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> tuple[OpenedItem, ReportPaper, Viewer]:
        viewer, opened, _duty = _opened(uow, request, item_id)
        paper = _paper(uow, opened)
        uow.audit.add(AuditEntry(request.now, viewer.person_id, "report-paper", f"item {item_id}"))
        return opened, paper, viewer

    opened, paper, viewer = await request.run(work)
    content = await in_turn(lambda: report_document(paper))
    await show(call, request, paper_window(opened, content, speech_of(request, viewer)))


def _paper(uow: UnitOfWork, opened: OpenedItem) -> ReportPaper:
    item, filed = opened.item, opened.filed
    if filed is None or opened.form.document is not None:
        raise RefusalError(OLD_BUTTON)
    last = uow.reviews.last_of([filed.id]).get(filed.id)
    if filed.review_state is not ReviewState.ACCEPTED:
        last = None
    return ReportPaper(
        unit=uow.rosters.known([item.unit_code])[item.unit_code].name,
        grid=item.grid_name,
        form=opened.form,
        period_name=dated_period_name(in_chinese(), item.period_id),
        answers=filed.answers,
        filed=FiledBy(opened.names.get(filed.person_id, ""), day_in_shanghai(filed.submitted_at)),
        accepted=FiledBy(last.name, day_in_shanghai(last.reviewed_at)) if last else None,
        opinion=last.opinion if last else "",
    )


def _periods_window(uow: UnitOfWork, request: Request) -> Window:
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    duties, house = request.house.duties, request.house
    found = uow.item_paths.periods_of(viewer.inspected, PERIODS_OFFERED)
    found = [branch for branch in found if branch.duty_id in duties]
    branches = uow.rosters.known({branch.branch_code for branch in found})
    titles = [
        (
            listed_title(
                speech, house.form_of(duties[branch.duty_id]).title, branch.period_id, request.today
            ),
            branches[branch.branch_code].name,
        )
        for branch in found
    ]
    rows = [
        [Button(title, open_branch(branch.item_id))]
        for title, branch in zip(told_apart(titles), found, strict=True)
    ]
    text = speech.text("drill-mine-ask" if rows else "drill-mine-none")
    back = [Button(speech.label("report-back"), GRID), back_to_menu(speech)]
    return Window(text, [*rows, back])


def _branch(uow: UnitOfWork, request: Request, item_id: int, page: int) -> Window:
    viewer = request.viewer(uow)
    item, form, _duty = _item(uow, request, item_id)
    if not may_read_branch(viewer, item.branch_code, item.unit_code):
        raise RefusalError("access-not-your-grid")
    speech = speech_of(request, viewer)
    subject = DigestSubject(item.duty_id, form, item.period_id, item.unit_code, request.today)
    reports = grid_reports(uow, subject, request.now, item.branch_code)
    branch = uow.rosters.known([item.branch_code])[item.branch_code]
    if viewer.unit_code is None:
        back = Button(speech.label("report-back"), MY_BRANCH)
    else:
        back = Button(speech.label("drill-to-branches"), digest_part("b", item.duty_id, item.period_id))
    return branch_window(OpenedBranch(item, branch, form, reports), page, back, speech)


def _filed(uow: UnitOfWork, request: Request, item_id: int, page: int) -> Window:
    viewer, opened, duty = _opened(uow, request, item_id)
    speech = speech_of(request, viewer)
    return filed_window(opened, page, _ways_on(uow, request, viewer, opened, duty), request.now, speech)


def _change(uow: UnitOfWork, request: Request, item_id: int, number: int, page: int) -> Window:
    viewer, opened, _duty = _opened(uow, request, item_id)
    if not 1 <= number <= len(opened.revisions):
        raise RefusalError(OLD_BUTTON)
    speech = speech_of(request, viewer)
    revision = opened.revisions[number - 1]
    said = changes(opened.form, revision.old, revision.new, speech.language)
    return change_window(opened, number, page, said, speech)


def _item(uow: UnitOfWork, request: Request, item_id: int) -> tuple[DutyItem, Form, Duty]:
    item = uow.duty_items.find(item_id)
    duty = request.house.duties.get(item.duty_id) if item else None
    if item is None or duty is None:
        raise RefusalError(OLD_BUTTON)
    return item, request.house.form_of(duty), duty


def _opened(uow: UnitOfWork, request: Request, item_id: int) -> tuple[Viewer, OpenedItem, Duty]:
    """Return the item with all that is known of it; raises RefusalError for whom it is none of their business."""
    viewer = request.viewer(uow)
    item, form, duty = _item(uow, request, item_id)
    reads = may_read(viewer, _place(uow, item))
    if not reads and not receives(uow, request, viewer, item_id):
        raise RefusalError("access-not-your-grid")
    filed = uow.submissions.find_for(item_id)
    if filed is not None:
        form = request.house.forms.as_filed(filed.form_id, filed.form_version) or form
    if (
        filed is not None and reads
    ):  # what the bot counts by itself may be about tips: who receives reads what was filed
        filed = as_shown(uow, form, filed, item, known_until(viewer, item.grid_code, request.today))
    revisions = uow.submissions.revisions_of(filed.id) if filed else []
    holders = uow.holders.owing([item.grid_code], request.today)
    people = {revision.person_id for revision in revisions} | ({filed.person_id} if filed else set())
    opened = OpenedItem(
        item=item,
        branch=uow.rosters.known([item.branch_code])[item.branch_code],
        form=form,
        filed=filed,
        names=uow.people.names(people),
        revisions=revisions,
        holders=list(dict.fromkeys(holder.name for holder in holders if holder.role in duty.roles)),
        uncorrected=uow.reviews.is_uncorrected(item_id, request.today),
    )
    return viewer, opened, duty


def _place(uow: UnitOfWork, item: DutyItem) -> ReportPlace:
    tree = uow.rosters.paths([item.grid_code])
    above = [grid.code for grid in tree.path_up(item.grid_code)] if item.grid_code in tree else []
    return ReportPlace(item.grid_code, item.branch_code, item.unit_code, above)


def _ways_on(
    uow: UnitOfWork, request: Request, viewer: Viewer, opened: OpenedItem, duty: Duty
) -> list[list[Button]]:
    speech, item = speech_of(request, viewer), opened.item
    rows = []
    waits = opened.filed is None and item.exempt_reason is None and item.closes_on >= request.today
    if waits and viewer.unit_code is not None:
        rows.append([Button(speech.label("drill-chase"), nudge_one(item.id))])
    if opened.revisions:
        count = len(opened.revisions)
        rows.append([Button(speech.label("drill-changes", count=count), open_change(item.id, count))])
    if opened.filed is not None and not duty.hearing:
        reviewed = ReviewSubject(item.grid_code, item.branch_code, item.unit_code, opened.filed.person_id)
        if reviewing_level(viewer, reviewed) is not None:
            rows.append([Button(speech.label("drill-review"), open_review(opened.filed.id))])
    if opened.filed is not None and opened.form.document is None:
        rows.append([Button(speech.label("drill-paper"), report_paper_of(item.id))])
    elif opened.form.document is not None and viewer.unit_code is not None:
        there = open_document(opened.form.document, item.period_id)
        rows.append([Button(speech.label("report-document-open"), there)])
    beside = _beside(uow, viewer, item, speech)
    back = _back(uow, viewer, opened, speech)
    return [*rows, *([beside] if beside else []), [back]]


def _beside(uow: UnitOfWork, viewer: Viewer, item: DutyItem, speech: Speech) -> list[Button]:
    """Return the ways to what the grid filed before and after, as far as they are the viewer's to read."""
    row = []
    for key, other_id in zip(("drill-earlier", "drill-later"), uow.item_paths.around(item), strict=True):
        other = uow.duty_items.find(other_id) if other_id else None
        if other is not None and may_read(viewer, _place(uow, other)):
            row.append(Button(speech.label(key), open_filed(other.id)))
    return row


def _back(uow: UnitOfWork, viewer: Viewer, opened: OpenedItem, speech: Speech) -> Button:
    if not may_read(viewer, _place(uow, opened.item)):
        return Button(speech.label("received-back"), f"{RECEIVED}:0")
    if may_read_branch(viewer, opened.item.branch_code, opened.item.unit_code):
        return Button(speech.label("drill-to-branch", branch=opened.branch.name), open_branch(opened.item.id))
    return Button(speech.label("report-back"), GRID)


ASKED_AT = 430
ACTS: Acts = {
    ActorStanding.INSPECTOR: "drill-mine",
    ActorStanding.READER: "drill",
    ActorStanding.BOUND: f"drill-grid drill-change {REPORT_PAPER}",
}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="digests.drill_down")
    router.callback_query.register(choose_period, Tapped(MY_BRANCH), InPrivate())
    router.callback_query.register(see_branch, TappedOn("drill"), InPrivate())
    router.callback_query.register(see_filed, TappedOn("drill-grid"), InPrivate())
    router.callback_query.register(see_change, TappedOn("drill-change"), InPrivate())
    router.callback_query.register(send_paper, TappedOn(REPORT_PAPER), InPrivate())
    return router
