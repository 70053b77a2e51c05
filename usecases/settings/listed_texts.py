"""What is in use of each kind: whose it is, which version, since when, and the change that can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from forms.fields import Translated
from storage.own_texts.own_texts import FORM, REGISTER, OwnText
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.settings.own_texts import SHIPPED
from usecases.settings.text_faults import by_kind

GONE = "own-text-gone"


@dataclass(frozen=True, slots=True)
class TextInUse:
    """One that is in use; `since` is a day in Shanghai, None where it is not known; `by` a name, "" for nobody known.

    `change` is the number of the change that brought it, if nothing was changed since, else 0.
    """

    kind: str
    text_id: str
    title: Translated
    version: int
    is_own: bool
    since: date | None
    by: str
    change: int


def count_in_use(uow: UnitOfWork, request: Request) -> tuple[dict[str, int], int]:
    """Return how many are in use of each kind, and how many of all are the office's own."""
    request.office(uow)
    texts = request.house.site.texts
    own = {(kind, name) for kind, files in texts.folders.items() for name in files}
    own |= {(kind, f"{text_id}.toml") for kind, text_id in uow.own_texts.in_use()}
    return {kind: len(library) for kind, library in by_kind(texts.libraries).items()}, len(own)


def list_in_use(uow: UnitOfWork, request: Request, kind: str) -> Sequence[TextInUse]:
    """Return what is in use of a kind, the office's own first, then what duties ask for.

    Raises RefusalError (own-text-gone) for a kind that there is not.
    """
    request.office(uow)
    if kind not in SHIPPED:
        raise RefusalError(GONE)
    texts = request.house.site.texts
    known: Mapping[str, Any] = by_kind(texts.libraries)[kind]
    brought, since = uow.own_texts.in_use(), _since(uow, kind)
    found = []
    for text_id, text in sorted(known.items()):
        own: OwnText | None = brought.get((kind, text_id))
        moment = own.added_at if own is not None else since.get((text_id, text.version))
        found.append(
            TextInUse(
                kind,
                text_id,
                text.title,
                text.version,
                own is not None or f"{text_id}.toml" in texts.folders.get(kind, {}),
                None if moment is None else day_in_shanghai(moment),
                own.name if own is not None else "",
                _change(uow, own) if own is not None else 0,
            )
        )
    asked = {duty.form_id for duty in request.house.duties.values()} if kind == FORM else set()
    return sorted(found, key=lambda text: (not text.is_own, text.text_id not in asked))


def find_in_use(uow: UnitOfWork, request: Request, kind: str, text_id: str) -> TextInUse:
    """Return the one of that kind and id; raises RefusalError (own-text-gone) where there is none."""
    for text in list_in_use(uow, request, kind):
        if text.text_id == text_id:
            return text
    raise RefusalError(GONE)


def file_text(uow: UnitOfWork, request: Request, kind: str, text_id: str) -> str:
    """Return the text of one in use, as its file has it; raises as `find_in_use`."""
    find_in_use(uow, request, kind, text_id)
    own = uow.own_texts.in_use().get((kind, text_id))
    if own is not None:
        return own.text
    name = f"{text_id}.toml"
    return request.house.site.texts.folders.get(kind, {}).get(name) or SHIPPED[kind]()[name]


def _since(uow: UnitOfWork, kind: str) -> Mapping[tuple[str, int], datetime]:
    if kind == FORM:
        return uow.form_versions.first_used()
    return uow.form_versions.first_used_registers() if kind == REGISTER else {}


def _change(uow: UnitOfWork, own: OwnText) -> int:
    newest = uow.setting_changes.find_newest(f"{own.kind}:{own.text_id}")
    if newest is None:
        return 0
    brought = newest.new if newest.undoes is None else None
    return newest.number if isinstance(brought, dict) and brought.get("version") == own.version else 0
