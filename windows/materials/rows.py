"""The menu's rows for what goes down and up."""

from domain.people.people import Viewer
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.materials.house import posts_of
from windows.entries import MATERIALS, SENT_MATERIALS, SUGGEST, SUGGESTIONS
from windows.windows import Button


def menu_rows(uow: UnitOfWork, request: Request, viewer: Viewer, speech: Speech) -> list[list[Button]]:
    """Return the menu's ways to what goes down and up: to send it, to read it."""
    rows = []
    if viewer.unit_code is not None:
        waiting = uow.suggestions.count_waiting(viewer.unit_code)
        key = "menu-suggestions-waiting" if waiting else "menu-suggestions"
        rows.append(
            [
                Button(speech.label("menu-materials-sent"), SENT_MATERIALS),
                Button(speech.label(key, count=waiting), SUGGESTIONS),
            ]
        )
    if viewer.inspected:
        unread = uow.material_readers.count_unread(viewer.person_id, posts_of(uow, request, viewer))
        key = "menu-materials-unread" if unread else "menu-materials"
        rows.append(
            [
                Button(speech.label(key, count=unread), MATERIALS),
                Button(speech.label("menu-suggest"), SUGGEST),
            ]
        )
    return rows
