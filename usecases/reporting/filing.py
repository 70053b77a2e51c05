"""What filling in a form does to the tables: open, continue, file, correct. Each function is one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from domain.drafts import GIVE_REASON, ZERO, Draft
from domain.errors import RefusalError
from domain.people.people import Viewer
from forms.fields import Form
from forms.filling import begin, correct, go_to, review
from forms.filling import tap as answer
from forms.steps import applicable, unanswered, zero_answers
from reports.known_figures import as_filed, as_shown, known_until
from storage.duty_items import DutyItem
from storage.reporting.submissions import Revision, Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import AT_FIRST, Change, PageLook, Tap, offered
from usecases.reporting.form_pages import FormPage, forget_last, with_question
from usecases.reporting.form_versions import form_of, with_draft
from usecases.reporting.register_answers import known_of, register_answers
from usecases.reporting.reported_suggestions import keep_suggestion
from usecases.reporting.returned_reports import can_be_corrected, is_returned, review_of, with_returned
from usecases.reporting.year_sums import year_sums

REASON_LENGTH = 200
HELD_ON = "held_on"


def open_items(uow: UnitOfWork, request: Request, *, hearings: bool = False) -> tuple[Viewer, list[DutyItem]]:
    """Return who is acting and all that is open and theirs to file, filed or not; `hearings`: these as well."""
    viewer = request.viewer(uow)
    own = with_returned(uow, request, viewer, request.own_items(uow, viewer))
    items = [item for item in own if hearings or not request.house.duties[item.duty_id].hearing]
    if not items and not viewer.inspected:
        raise RefusalError("access-not-inspector")
    return viewer, items


def open_page(uow: UnitOfWork, request: Request, item_id: int) -> FormPage:
    """Return the page at which the person stands with this item: first, question, summary or filed."""
    page = _page(uow, request, item_id)
    draft = uow.drafts.find_for(item_id, page.viewer.person_id)
    return with_question(uow, request, with_draft(uow, request, page, draft))


def begin_page(uow: UnitOfWork, request: Request, item_id: int) -> FormPage:
    """Start the draft of this item, or go on with it; a filed report opens for correction."""
    page = open_page(uow, request, item_id)
    if page.draft is None and page.form.document is None:
        if page.closed:
            raise RefusalError("report-closed")
        page = _save(uow, request, page, _new_draft(uow, request, page))
    return with_question(uow, request, page)


def zero_page(uow: UnitOfWork, request: Request, item_id: int) -> FormPage:
    """Ask to confirm the empty report; what has been filled in stays as it is until then."""
    page = open_page(uow, request, item_id)
    if page.filed is not None or page.form.document is not None:
        return page
    draft = page.draft or _new_draft(uow, request, page)
    return _save(uow, request, page, go_to(draft, ZERO))


def change_draft(
    uow: UnitOfWork, request: Request, tap: Tap, change: Change, look: PageLook = AT_FIRST
) -> FormPage:
    """Apply a tap to the draft. An old button changes nothing: the page comes back as it is, marked stale.

    `look` is how the same window is shown on; another begins as it always does.
    """
    page = tapped(uow, request, tap)
    if page.stale or page.draft is None:
        return page
    changed = change(page.form, page.draft)
    if changed is None:
        return replace(page, draft=None)
    look = look if changed.place == page.draft.place else AT_FIRST
    return with_question(uow, request, replace(_save(uow, request, page, changed), look=look))


def take_offer(uow: UnitOfWork, request: Request, tap: Tap) -> FormPage:
    """Answer with what the first button offers (沿用). Raises RefusalError where nothing is offered any more."""
    page = tapped(uow, request, tap)
    if page.stale or page.draft is None:
        return page
    value = offered(page)
    if value is None:
        raise RefusalError("report-button-old")
    changed = answer(page.form, page.draft, value, request.today)
    return with_question(uow, request, _save(uow, request, page, changed))


def tapped(uow: UnitOfWork, request: Request, tap: Tap, look: PageLook = AT_FIRST) -> FormPage:
    """Return the page of the draft that was tapped; of its item, marked stale, where the button is an old one.

    `look` is which part of its window is to be shown.
    """
    viewer = request.viewer(uow)
    found = uow.drafts.find(tap.draft_id, viewer.person_id)
    if found is None:
        # It has been filed: a second tap on 提交, or the colleague was faster.
        page = open_page(uow, request, tap.item_id)
        return replace(page, stale=True, counts=_counts(uow, page.item) if page.filed else None)
    draft, item = found
    page = with_draft(uow, request, _page_of(uow, request, viewer, item), draft)
    old = page.renewed or draft.turn != tap.turn or draft.has_seen(request.update_id)
    return with_question(uow, request, replace(page, stale=old, look=look))


def type_answer(
    uow: UnitOfWork, request: Request, change: Change
) -> tuple[FormPage, RefusalError | None] | None:
    """Apply typed words or a file to the draft touched last; None where the person has none.

    A refusal comes back beside the page, so that the question is asked again with nothing lost. What has closed, or
    belongs to a grid no longer theirs, asks nothing any more.
    """
    viewer = request.find_viewer(uow)
    found = uow.drafts.find_latest(viewer.person_id) if viewer else None
    if viewer is None or found is None or not _may_fill(uow, request, viewer, found[1]):
        return None
    draft, item = found
    page = with_draft(uow, request, _page_of(uow, request, viewer, item), draft)
    if page.draft is None:
        return None
    if page.renewed or draft.has_seen(request.update_id):
        return with_question(uow, request, page), None
    try:
        changed = change(page.form, draft)
    except RefusalError as refusal:
        return with_question(uow, request, page), refusal
    return with_question(uow, request, _save(uow, request, page, changed or draft)), None


def file_draft(uow: UnitOfWork, request: Request, tap: Tap, returned: Callable[[Viewer], str]) -> FormPage:
    """提交: file the draft, once. What is required and missing is asked for; a correction is asked its reason.

    That of a report that came back is known: what `returned` says, in the words of whoever corrects it.
    """
    page = tapped(uow, request, tap)
    draft = page.draft
    if page.stale or draft is None:
        return page
    if draft.place == ZERO:
        return _file(uow, request, page, zero_answers(page.form), zero=True)
    if unanswered(page.form, draft.answers):
        return with_question(uow, request, _save(uow, request, page, review(page.form, draft)))
    if is_returned(page.filed):
        return file_correction(uow, request, draft, returned(page.viewer))[0]
    if page.filed is not None:
        if _told(page.form, draft.answers) == _told(page.form, page.filed.answers):
            raise RefusalError("report-correction-unchanged")
        return _save(uow, request, page, go_to(draft, GIVE_REASON))
    return _file(uow, request, page, draft.answers, zero=False)


def file_correction(
    uow: UnitOfWork, request: Request, draft: Draft, reason: str
) -> tuple[FormPage, RefusalError | None]:
    """Store the corrected report beside the old one, with the reason typed."""
    page = with_draft(uow, request, _page(uow, request, draft.item_id), draft)
    reason = " ".join(reason.split())
    if not reason or len(reason) > REASON_LENGTH:
        return page, RefusalError("report-reason-length", limit=REASON_LENGTH)
    if not any(sign.isalpha() for sign in reason):
        # Meant for a figure of the report, most likely: it would be kept as why it was corrected.
        return page, RefusalError("report-reason-words")
    if page.filed is None:
        raise RefusalError("report-button-old")
    answers, was = (as_filed(page.form, given) for given in (draft.answers, page.filed.answers))
    answers = applicable(page.form, answers)
    uow.submissions.revise(
        replace(page.filed, form_id=page.form.id, form_version=page.form.version),
        Revision(0, page.viewer.person_id, request.now, reason, was, answers),
    )
    keep_suggestion(uow, request, page, answers)
    uow.drafts.delete_for(draft.item_id)
    forget_last(uow, request, page.item)
    return replace(open_page(uow, request, draft.item_id), counts=_counts(uow, page.item)), None


def _told(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person answered, without what was skipped and what the bot knows by itself."""
    return {key: answer for key, answer in as_filed(form, answers).items() if answer is not None}


def _page(uow: UnitOfWork, request: Request, item_id: int) -> FormPage:
    """Return the item's page. Raises RefusalError where it isn't this person's, or is closed."""
    return _page_of(uow, request, request.viewer(uow), uow.duty_items.find(item_id))


def _page_of(uow: UnitOfWork, request: Request, viewer: Viewer, item: DutyItem | None) -> FormPage:
    if item is None or not _is_theirs(uow, request, viewer, item):
        raise RefusalError("access-not-your-grid")
    if item.exempt_reason is not None:
        raise RefusalError("exemption-nothing-to-file")
    closed = not _may_fill(uow, request, viewer, item)
    filed = uow.submissions.find_for(item.id) if item.submitted_at else None
    if closed and (filed is None or item.duty_id not in request.house.duties):
        raise RefusalError("report-closed")
    form = form_of(request, item, filed)
    if filed is not None:
        filed = as_shown(uow, form, filed, item, known_until(viewer, item.grid_code, request.today))
    return FormPage(
        viewer=viewer,
        item=item,
        form=form,
        today=request.today,
        grid_code=item.grid_code,
        filed=filed,
        review=review_of(uow, filed),
        closed=closed,
        known=known_of(uow, request, form, item),
        counted=register_answers(uow, request.house, form, item, request.today),
        uncorrected=filed is not None and uow.reviews.is_uncorrected(item.id, request.today),
    )


def _may_fill(uow: UnitOfWork, request: Request, viewer: Viewer, item: DutyItem) -> bool:
    is_open = item.opens_on <= request.today <= item.closes_on and item.exempt_reason is None
    is_open = is_open or can_be_corrected(uow, item, request.today)
    return is_open and item.duty_id in request.house.duties and _is_theirs(uow, request, viewer, item)


def _is_theirs(uow: UnitOfWork, request: Request, viewer: Viewer, item: DutyItem) -> bool:
    """Tell whether `viewer`, or whom they stand in for, holds one of the duty's roles at the item's grid.

    A hearing is recorded by those who offer its slots.
    """
    duty = request.house.duties.get(item.duty_id)
    if duty is None:  # no longer configured: whoever answers for the grid is told that it is closed
        return item.grid_code in viewer.inspected
    if duty.hearing:
        return bool(uow.holders.hanging_below([item.grid_code], viewer.units_as(duty.offered_by)))
    return viewer.answers_for(duty.roles, item.grid_code)


def _save(uow: UnitOfWork, request: Request, page: FormPage, draft: Draft) -> FormPage:
    draft = replace(draft, last_update_id=request.update_id)
    return replace(page, draft=replace(draft, id=uow.drafts.save(draft, request.now)))


def _file(
    uow: UnitOfWork, request: Request, page: FormPage, answers: Mapping[str, Any], *, zero: bool
) -> FormPage:
    if page.filed is not None:
        # Somebody else of the same grid was first: their report stands, nothing is filed twice.
        uow.drafts.delete_for(page.item.id)
        return replace(page, draft=None, stale=True)
    uow.submissions.add(
        Submission(
            id=0,
            item_id=page.item.id,
            form_id=page.form.id,
            form_version=page.form.version,
            answers=applicable(page.form, as_filed(page.form, answers)),
            zero=zero,
            submitted_at=request.now,
            person_id=page.viewer.person_id,
        )
    )
    uow.duty_items.mark_filed(page.item.id, request.now)
    keep_suggestion(uow, request, page, answers)
    uow.drafts.delete_for(page.item.id)
    forget_last(uow, request, page.item)
    return replace(
        page, draft=None, filed=uow.submissions.find_for(page.item.id), counts=_counts(uow, page.item)
    )


def _counts(uow: UnitOfWork, item: DutyItem) -> tuple[int, int]:
    return uow.duty_items.count_filed(item.duty_id, item.period_id)


def _new_draft(uow: UnitOfWork, request: Request, page: FormPage) -> Draft:
    """Return a draft to begin with: of the filed report, or with the year's sums filled in where the form has some."""
    form, item, person_id = page.form, page.item, page.viewer.person_id
    if page.filed is not None:
        return correct(form, item.id, person_id, page.filed.answers)
    found = (
        year_sums(uow, request, form, item),
        page.counted.answers if page.counted is not None else {},
        _day_of_hearing(uow, page),
    )
    known = {key: answer for answers in found for key, answer in answers.items()}
    if form.enters is not None:  # what there is to say was entered; the summary is where one may say more
        known |= {field.key: None for field in form.fields if field.is_asked}
    return begin(form, item.id, person_id, known)


def _day_of_hearing(uow: UnitOfWork, page: FormPage) -> dict[str, Any]:
    """Return the day of the slot chosen, for a form that asks on which day the hearing was."""
    has_day = any(field.key == HELD_ON for field in page.form.fields)
    slot = uow.hearing_slots.find_of(page.item.id) if has_day else None
    return {} if slot is None else {HELD_ON: slot.day.isoformat()}
