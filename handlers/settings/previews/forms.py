"""Each window of a form, as the phone shows it, in the order in which a person meets them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.drafts import SUMMARY, ZERO, Draft
from domain.people.people import Viewer
from domain.time.clock import SHANGHAI
from forms.fields import FieldKind, Form
from forms.group_windows import items_window
from forms.sample_walks import Samples, Walk, name_of, sample_walks
from forms.steps import Answers
from locales import Speech
from storage.duty_items import DutyItem
from storage.people.officials import NamedOfficial
from storage.reporting.submissions import Submission
from usecases.questions.pages import Listed
from usecases.reporting.form_pages import FormPage
from windows.reporting.form import page_window
from windows.reporting.form_preview import ShownWindow

_OPENS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Album:
    """What all windows of a preview are drawn from."""

    form: Form
    page: FormPage
    speech: Speech
    samples: Samples
    now: datetime

    def at(self, draft: Draft | None) -> FormPage:
        """Return the page at which `draft` stands."""
        return replace(self.page, draft=draft)

    def show(self, caption: str, page: FormPage) -> ShownWindow:
        """Return its window."""
        return ShownWindow(caption, page_window(page, self.speech))


@dataclass(frozen=True, slots=True)
class PreviewedForm:
    """The windows of a form, and the keys of the fields that no way through it asks."""

    windows: Sequence[ShownWindow]
    unreached: Sequence[str]


def preview_of(form: Form, speech: Speech, today: date) -> PreviewedForm:
    """Return the windows of `form` as they would be on `today`."""
    album = _album(form, speech, today)
    walks, unreached = sample_walks(form, album.samples)
    return PreviewedForm(list(_windows(album, walks)), list(unreached))


def _album(form: Form, speech: Speech, today: date) -> _Album:
    person = {
        "staff_number": "0001",
        "name": speech.label("form-preview-person"),
        "post": speech.label("form-preview-post"),
    }
    item = DutyItem(
        id=1,
        duty_id=form.id,
        period_id=f"{today:%Y-%m}",
        grid_code="1",
        opens_on=today,
        due_on=today + _OPENS,
        closes_on=today + _OPENS,
        steps_done=0,
        submitted_at=None,
        grid_name=speech.label("form-preview-grid"),
    )
    viewer = Viewer(person_id=1, name=person["name"], language=speech.language, posts=())
    samples = Samples(speech.label("form-preview-text"), person, today)
    now = datetime.combine(today, time(9), SHANGHAI)
    page = FormPage(viewer=viewer, item=item, form=form, today=today, grid_code=item.grid_code)
    return _Album(form, page, speech, samples, now)


def _windows(album: _Album, walks: list[Walk]) -> Iterator[ShownWindow]:
    """Go through the windows in the order in which a person meets them, each question once."""
    label = album.speech.label
    yield album.show(label("form-preview-first"), album.page)
    if album.form.zero_report:
        yield album.show(label("form-preview-zero"), album.at(_draft(album.form, ZERO, {})))
    met: set[str] = set()
    for walk in walks:
        yield from _questions(album, walk, met)
    if walks:
        yield album.show(
            label("form-preview-summary"), album.at(_draft(album.form, SUMMARY, walks[0].answers))
        )
        yield album.show(label("form-preview-filed"), _filed(album, walks[0]))


def _questions(album: _Album, walk: Walk, met: set[str]) -> Iterator[ShownWindow]:
    for step, answers in walk.asked:
        name = name_of(step)
        # The notes above a question may be there on one way only.
        marks = {name, *(f"{name} {note.key}" for note in step.notes)}
        if marks <= met:
            continue
        met |= marks
        conditional = bool(step.field.when)
        caption = album.speech.label("form-preview-conditional", field=name) if conditional else name
        page = album.at(_draft(album.form, step.path, answers))
        if step.field.kind is FieldKind.PERSON:
            page = replace(page, names=_sample_names(album))
        yield album.show(caption, page)
    for step, _ in walk.asked:
        if step.field.kind is FieldKind.GROUP and f"{step.path}/items" not in met:
            met.add(f"{step.path}/items")
            draft = _draft(album.form, items_window(step.field), walk.answers)
            yield album.show(step.path, album.at(draft))


def _sample_names(album: _Album) -> Listed[NamedOfficial]:
    item = album.page.item
    sample = NamedOfficial(
        person_id=1,
        **album.samples.person,
        grid_code=item.grid_code,
        grid_name=item.grid_name,
        has_namesake=False,
    )
    return Listed([sample], 1)


def _draft(form: Form, place: str, answers: Answers) -> Draft:
    return Draft(1, 1, form.version, place, answers, id=1)


def _filed(album: _Album, walk: Walk) -> FormPage:
    form = album.form
    filed = Submission(1, 1, form.id, form.version, walk.answers, False, album.now, 1)  # noqa: FBT003 - as stored
    return replace(album.page, filed=filed)
