"""The office's own forms, registers, forms of polls and templates of campaigns: looked at, taken, taken back.

What a text may not be is what keeps the bot from starting with it, and what would go past those whom it concerns.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.errors import RefusalError
from forms.campaigns.reader import shipped_campaign_texts
from forms.polls.reader import shipped_poll_texts
from forms.reading.reader import shipped_texts
from registers.reader import shipped_register_texts
from storage.own_texts.own_texts import CAMPAIGN, FORM, KINDS, POLL, REGISTER, OwnText
from storage.setting_changes import SettingChange
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.kept_texts import keep_forms, keep_registers
from usecases.live_texts import Files, open_libraries, texts_in_use
from usecases.settings.changes import Undo, check_one_unit, note_change
from usecases.settings.sent_texts import SentText, says_the_same, with_version
from usecases.settings.text_faults import NewText, by_kind, faults_beside, own_faults

MANY_UNITS: Final = "own-text-several-units"
SHIPPED: Final = {
    FORM: shipped_texts,
    REGISTER: shipped_register_texts,
    POLL: shipped_poll_texts,
    CAMPAIGN: shipped_campaign_texts,
}
"""What comes with the program, of each kind."""


class TextFaultsError(Exception):
    """A text that can't be taken, with all that is wrong with it."""

    def __init__(self, faults: Sequence[RefusalError]) -> None:
        """Take the faults, at least one."""
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def known_ids(request: Request) -> Mapping[str, frozenset[str]]:
    """Return the ids in use of each kind."""
    return {kind: frozenset(library) for kind, library in by_kind(request.house.site.texts.libraries).items()}


def check_text(uow: UnitOfWork, request: Request, kind: str, sent: SentText) -> NewText:
    """Return what was sent as it would be taken.

    Raises TextFaultsError with all that is wrong with it, RefusalError (own-text-same) where it says what is in use.
    """
    request.office(uow)
    check_one_unit(uow, MANY_UNITS)
    files = _files_now(uow, request)
    old = _text_of(files, kind, sent.text_id)
    faults = list(own_faults(request, kind, sent))
    if faults:
        raise TextFaultsError(faults)
    if old and says_the_same(old, sent.text):
        raise RefusalError("own-text-same")
    was = by_kind(open_libraries(files))[kind][sent.text_id].version if old else 0
    version = max(sent.version, _last_version(uow, kind, sent.text_id, was) + 1)
    new = NewText(kind, sent.text_id, version, with_version(sent.text, version), was, old)
    if faults := list(faults_beside(uow, request, new, files)):
        raise TextFaultsError(faults)
    return new


def take_text(uow: UnitOfWork, request: Request, new: NewText) -> int:
    """Have `new`, as it was shown, be in use; return the number of the change.

    Raises RefusalError (own-text-changed-meanwhile) where another was taken since, TextFaultsError as `check_text`.
    """
    check_one_unit(uow, MANY_UNITS)
    files = _files_now(uow, request)
    if _text_of(files, new.kind, new.text_id) != new.old_text:
        raise RefusalError("own-text-changed-meanwhile")
    if faults := list(faults_beside(uow, request, new, files)):
        raise TextFaultsError(faults)
    _add(uow, request, new)
    return note_change(uow, request, new.what, _said(new.was), _said(new.version))


def put_back(uow: UnitOfWork, request: Request, change: SettingChange) -> None:
    """Have the version before be in use again: with its number where nothing was filed since, else as a new one.

    Raises RefusalError: own-text-send-again for what was removed when it was taken back, own-text-filed for a new one
    with which something was filed, own-text-needed for one that a duty or template asks for, and whatever keeps a
    version from being in use.
    """
    check_one_unit(uow, MANY_UNITS)
    kind, text_id = change.part, change.about
    rows = uow.own_texts.of(kind, text_id)
    if not rows or not _brought_by(change, rows[0].version):
        raise RefusalError("own-text-send-again")
    newest, name = rows[0], rows[0].file_name
    others = [text for text in uow.own_texts.all() if text.id != newest.id]
    before = texts_in_use(request.house.site.texts.folders, others).files
    old = _text_of(before, kind, text_id)
    filed = _filed_with(uow, request, newest)
    if not old:
        _refuse_removing(request, newest, filed)
    if filed and kind in (FORM, REGISTER):
        now = _files_now(uow, request)
        version = _last_version(uow, kind, text_id, newest.version) + 1
        again = NewText(kind, text_id, version, with_version(old, version), newest.version, now[kind][name])
        if faults := list(faults_beside(uow, request, again, now)):
            raise faults[0]
        _add(uow, request, again)
        return
    uow.own_texts.remove(newest.id)
    libraries = open_libraries(before)
    if kind == FORM:
        uow.form_versions.forget(text_id, newest.version)
        keep_forms(uow, libraries.forms, request.now)
    elif kind == REGISTER:
        uow.form_versions.forget_register(text_id, newest.version)
        keep_registers(uow, libraries.registers, request.now)


def _add(uow: UnitOfWork, request: Request, new: NewText) -> None:
    viewer, _unit_code = request.office(uow)
    uow.own_texts.add(OwnText(new.kind, new.text_id, new.version, new.text, viewer.person_id, request.now))
    libraries = open_libraries(_files_now(uow, request))
    if new.kind == FORM:
        keep_forms(uow, libraries.forms, request.now)
    elif new.kind == REGISTER:
        keep_registers(uow, libraries.registers, request.now)


def _refuse_removing(request: Request, newest: OwnText, filed: int) -> None:
    """Raise RefusalError where a text, without any before it, can't go: something was filed, or asks for it."""
    if filed and newest.kind in (FORM, REGISTER):
        raise RefusalError("own-text-filed", count=filed)
    house = request.house
    if newest.kind == FORM:
        duties = [duty for duty in house.duties.values() if duty.form_id == newest.text_id]
        named = any(
            newest.text_id in (task.form for _phase, task in template.tasks())
            or newest.text_id in template.papers
            for template in house.campaigns.values()
        )
        if named or any(not duty.is_ended for duty in duties):
            raise RefusalError("own-text-needed")
    if newest.kind == REGISTER and any(
        newest.text_id in template.registers for template in house.campaigns.values()
    ):
        raise RefusalError("own-text-needed")


def _filed_with(uow: UnitOfWork, request: Request, text: OwnText) -> int:
    """Return how much was filed, or begun, with a text; polls and campaigns keep their own."""
    if text.kind == FORM:
        duties = [duty.id for duty in request.house.duties.values() if duty.form_id == text.text_id]
        return uow.submissions.count_with(text.text_id, text.version) + uow.drafts.count_with(
            duties, text.version
        )
    if text.kind == REGISTER:
        return uow.entries.count_with(text.text_id, text.version) + uow.entry_drafts.count_with(
            text.text_id, text.version
        )
    return 0


def _brought_by(change: SettingChange, version: int) -> bool:
    """Tell whether the text in use, of that version, is what `change` brought: a removal brought none."""
    if change.undoes is None:
        return isinstance(change.new, dict) and change.new["version"] == version
    return isinstance(change.old, dict) and change.old["version"] < version


def _last_version(uow: UnitOfWork, kind: str, text_id: str, in_use: int) -> int:
    """Return the highest number that a version of this text ever had."""
    kept: Mapping[tuple[str, int], str] = {}
    if kind == FORM:
        kept = uow.form_versions.texts()
    elif kind == REGISTER:
        kept = uow.form_versions.register_texts()
    numbers = [number for name, number in kept if name == text_id]
    return max([in_use, *numbers, *(text.version for text in uow.own_texts.of(kind, text_id))])


def _files_now(uow: UnitOfWork, request: Request) -> Files:
    return texts_in_use(request.house.site.texts.folders, uow.own_texts.all()).files


def _text_of(files: Files, kind: str, text_id: str) -> str:
    name = f"{text_id}.toml"
    return files[kind].get(name) or SHIPPED[kind]().get(name, "")


def _said(version: int) -> dict[str, int] | None:
    return {"version": version} if version else None


UNDO: Undo = dict.fromkeys(KINDS, put_back)
