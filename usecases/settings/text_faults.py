"""Why a text can't be taken: what is wrong with it, and what keeps this installation from using it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.errors import RefusalError
from forms.campaigns.reader import KnownThere, campaign_faults
from forms.library import all_faults
from forms.polls.reader import poll_faults
from forms.reading.faults import FormError
from registers.checking.counted import unknown_counts
from registers.reader import faults_in
from storage.own_texts.own_texts import CAMPAIGN, FORM, KINDS, POLL, REGISTER
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.kept_texts import form_refusals, register_refusals
from usecases.live_texts import Files, Libraries, open_libraries
from usecases.settings.sent_texts import SentText

_IN_THE_CHAT: Final = {
    "forms-kind-changed": "own-text-kind-changed",
    "registers-state-gone": "own-text-state-gone",
}
"""What the command line says of a configuration, as the chat says it."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text without faults, as it would be taken: `version` is its number, `was` that of the one in use, 0 for none.

    `old_text` is that one's text, "" for none.
    """

    kind: str
    text_id: str
    version: int
    text: str
    was: int
    old_text: str

    @property
    def what(self) -> str:
        """How its change is called."""
        return f"{self.kind}:{self.text_id}"


def by_kind(libraries: Libraries) -> Mapping[str, Mapping[str, Any]]:
    """Return the libraries by kind."""
    return {
        FORM: libraries.forms,
        REGISTER: libraries.registers,
        POLL: libraries.polls,
        CAMPAIGN: libraries.campaigns,
    }


def own_faults(request: Request, kind: str, sent: SentText) -> Iterator[RefusalError]:
    """Yield what is wrong with the text itself, beside all others in use."""
    texts, libraries = {sent.file_name: sent.text}, request.house.site.texts.libraries
    if kind == FORM:
        yield from all_faults(texts, libraries.forms)
    elif kind == REGISTER:
        yield from faults_in(texts, libraries.registers)
    elif kind == POLL:
        yield from poll_faults(texts)
    else:
        yield from campaign_faults(texts, KnownThere(set(libraries.forms), set(libraries.registers)))


def faults_beside(uow: UnitOfWork, request: Request, new: NewText, files: Files) -> Iterator[RefusalError]:
    """Yield why `new` can't be in use in this installation, with what was filed and what asks for it."""
    with_new = {kind: dict(files[kind]) for kind in KINDS}
    with_new[new.kind][f"{new.text_id}.toml"] = new.text
    try:
        libraries = open_libraries(with_new)
    except FormError as error:  # another text, which goes by this one
        yield error
        return
    if new.kind == FORM:
        refusals = form_refusals(libraries.forms, uow.form_versions.texts())
        for refusal in refusals:
            if refusal.details["form"] == new.text_id:
                yield RefusalError(_IN_THE_CHAT.get(refusal.key, refusal.key), **refusal.details)
    elif new.kind == REGISTER:
        refusals = register_refusals(uow, libraries.registers)
        for refusal in refusals:
            if refusal.details["register"] == new.text_id:
                yield RefusalError(_IN_THE_CHAT.get(refusal.key, refusal.key), **refusal.details)
        yield from _past_level_one(request, libraries, new.text_id)
    if new.kind in (FORM, REGISTER):
        yield from _lost_figures(request, libraries, new)


def _past_level_one(request: Request, libraries: Libraries, text_id: str) -> Iterator[RefusalError]:
    """Yield a refusal for what goes past level 1: the office would decide who reads what is told over its head."""
    old, new = request.house.registers.get(text_id), libraries.registers[text_id]
    if new.past_level_one or (old is not None and old.past_level_one):
        yield RefusalError("own-text-past-level-one")


def _lost_figures(request: Request, libraries: Libraries, new: NewText) -> Iterator[RefusalError]:
    """Yield the figures of registers that a form asks for and that are none, of those that were none before none."""
    now = request.house
    for form in libraries.forms.values():
        known = set(unknown_counts(now.registers, form)) if form.id != new.text_id else set()
        for key, counted in unknown_counts(libraries.registers, form):
            if (key, counted) not in known:
                yield RefusalError("forms-counted-unknown", form=form.id, field=key, counted=counted)
    prefix = f"{'forms' if new.kind == FORM else 'registers'}.{new.text_id}."
    if new.kind == FORM:
        there = {field.key for field in libraries.forms[new.text_id].fields}
    else:
        there = {count.id for count in libraries.registers[new.text_id].counts}
    for figure in sorted(now.grading.figures):
        if figure.startswith(prefix) and figure.removeprefix(prefix) not in there:
            yield RefusalError("own-text-figure-lost", figure=figure)
