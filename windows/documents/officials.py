"""Whose file (廉情档案) it is to be, by name: everybody of a grid, or whom typed words mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from locales import Speech
from storage.people.officials import NamedOfficial
from windows.page_turns import ListPage, turn_rows
from windows.windows import Button, Window

PEOPLE = "doc-people"
OFFICIALS_A_PAGE = 5
_NAME, _WORDS = 10, 20
"""So many characters of a name, a post or words are shown."""


@dataclass(frozen=True, slots=True)
class OfficialsPage:
    """A page of the officials of a grid, and of what hangs below it, whom `words` mean; everybody for none."""

    grid_code: str
    grid_name: str
    words: str
    listed: Sequence[NamedOfficial]
    page: ListPage


def officials_window(shown: OfficialsPage, speech: Speech) -> Window:
    """Return a button for each of them; another name may be typed below it."""
    code, page = shown.grid_code, shown.page
    words = shown.words if len(shown.words) <= _WORDS else f"{shown.words[:_WORDS]}…"
    if not page.count:
        said = speech.text("documents-people-none", words=words)
    elif shown.words:
        said = speech.text("documents-people-found", words=words, count=page.count)
    else:
        said = speech.text("documents-people-all", count=page.count)
    buttons = [
        [Button(_label(official, shown, speech), f"doc-span:person:{official.person_id}")]
        for official in shown.listed
    ]
    kept = ":w" if shown.words else ""
    turn = turn_rows(page.of(OFFICIALS_A_PAGE), lambda to: f"{PEOPLE}:{code}:{to}{kept}", speech)
    back = Button(speech.label("report-back"), f"doc-files:{code}:0")
    head = speech.text("documents-people-of", grid=shown.grid_name)
    return Window(f"{head}\n{said}", [*buttons, *turn, [back]])


def _label(official: NamedOfficial, shown: OfficialsPage, speech: Speech) -> str:
    """Return who it is, with the staff number where somebody else has that name."""
    elsewhere = official.grid_name[:_NAME] if official.grid_code != shown.grid_code else ""
    number = official.staff_number if official.has_namesake else ""
    named = speech.label("documents-official", name=official.name[:_NAME], post=official.post[:_NAME])
    return "  ".join(part for part in (named, elsewhere, number) if part)
