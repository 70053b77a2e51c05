"""Which version of its form a draft or a filed report goes by: the one with which it was begun."""

from dataclasses import replace

from domain.drafts import Draft
from forms.fields import Form
from forms.filling import begin
from forms.renewing import still_fitting
from storage.duty_items import DutyItem
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.form_pages import FormPage


def form_of(request: Request, item: DutyItem, filed: Submission | None) -> Form:
    """Return the form of the item: as it was when the report was filed, else the one in use."""
    forms = request.house.forms
    duty = request.house.duties[item.duty_id]
    in_use = request.house.form_of(duty)
    if filed is not None and filed.form_version > in_use.version:
        _leave_unknown(request, filed.form_id, filed.form_version)
    was = None if filed is None else forms.as_filed(filed.form_id, filed.form_version)
    return in_use if was is None else was.called(duty.title)


def with_draft(uow: UnitOfWork, request: Request, page: FormPage, draft: Draft | None) -> FormPage:
    """Return `page` with `draft` and the version of the form that it was begun with.

    Where that version is lost, the draft goes on with the form in use: what still applies is kept, and the page says
    that the form is another (`renewed`).
    """
    if page.form.document is not None:  # a draft of what was asked before there was the document alone
        return replace(page, draft=None)
    if draft is None or draft.form_version == page.form.version:
        return replace(page, draft=draft)
    forms, form_id = request.house.forms, page.form.id
    try:
        return replace(page, draft=draft, form=forms.version(form_id, draft.form_version))
    except KeyError:
        form = forms.get(form_id, page.form)
    if draft.form_version > form.version:
        request.leave_to_newer()
    renewed = _renewed(form, draft)
    uow.drafts.save(renewed, request.now)
    return replace(page, draft=renewed, form=form, renewed=True)


def _leave_unknown(request: Request, form_id: str, version: int) -> None:
    """Leave what was filed with a version that a newer program brought to that one, which knows it."""
    try:
        request.house.forms.version(form_id, version)
    except KeyError:
        request.leave_to_newer()


def _renewed(form: Form, draft: Draft) -> Draft:
    answers = still_fitting(form, draft.answers)
    place = begin(form, draft.item_id, draft.person_id, answers).place
    # A turn of its own: the buttons below the old window may be those of another question.
    return replace(draft, form_version=form.version, answers=answers, place=place, turn=draft.turn + 1)
