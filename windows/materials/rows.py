"""The menu's rows for what goes down and up."""

from locales import Speech
from usecases.materials.house import MaterialsWaiting
from windows.entries import MATERIALS, SENT_MATERIALS, SUGGEST, SUGGESTIONS
from windows.windows import Button


def menu_rows(waiting: MaterialsWaiting, speech: Speech) -> list[list[Button]]:
    """Return the menu's ways to what goes down and up: to send it, to read it."""
    rows = []
    if (count := waiting.suggestions) is not None:
        key = "menu-suggestions-waiting" if count else "menu-suggestions"
        sent = Button(speech.label("menu-materials-sent"), SENT_MATERIALS)
        rows.append([sent, Button(speech.label(key, count=count), SUGGESTIONS)])
    if (count := waiting.unread) is not None:
        key = "menu-materials-unread" if count else "menu-materials"
        read = Button(speech.label(key, count=count), MATERIALS)
        rows.append([read, Button(speech.label("menu-suggest"), SUGGEST)])
    return rows
