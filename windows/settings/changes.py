"""/settings [最近修改]: who set what, when, from what to what; 撤销修改 below what was changed last.

How the changes of a part read, its module of this wing says (`CHANGE_WORDS`, windows/settings/found.py); of a part
without words the bare values are shown.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from domain.time.clock import SHANGHAI
from locales import Speech
from locales.dates import dated_day_name, day_name
from storage.setting_changes import SettingChange
from windows.entries import SETTINGS
from windows.page_turns import TIPS_BY_AGE, PageOf, turn_rows
from windows.settings.found import ChangeWords, SettingsPart, SettingsParts, called_changes
from windows.windows import Button, Window

CHANGES: Final = "setting-changes"
CHANGE: Final = "setting-change"
UNDO: Final = "setting-undo"
A_PAGE: Final = 5
_VALUE_LENGTH = 120
_LISTED_LENGTH = 12


def undo_button(number: int, speech: Speech) -> Button:
    """Return 撤销修改 for a change that was just made."""
    return Button(speech.label("setting-undo"), f"{UNDO}:{number}")


def changed_window(number: int, back: Button, speech: Speech, said: str = "") -> Window:
    """Return 已修改，立即生效。 with 撤销修改 and the way `back`; `said` (HTML) stands below it."""
    text = "\n".join(line for line in (speech.text("setting-changed"), said) if line)
    return Window(text, [[undo_button(number, speech)], [back]])


def undone_window(number: int, speech: Speech) -> Window:
    """Return that a change was taken back, which is a change itself."""
    back = Button(speech.label("report-back"), SETTINGS)
    return Window(speech.text("setting-undone-now"), [[undo_button(number, speech)], [back]])


def changes_window(changes: Sequence[SettingChange], page: int, *, more: bool, speech: Speech) -> Window:
    """Return one page of the last changes, newest first, `more` where there are older ones."""
    back = [Button(speech.label("report-back"), SETTINGS)]
    if not changes:
        return Window(speech.text("setting-changes-none"), [back])
    lines = [speech.text("setting-changes-head")]
    rows = []
    for place, change in enumerate(changes, start=1):
        words = words_of(change, speech)
        number = page * A_PAGE + place
        lines.append(f"{number}. {_line(change, words, speech)}")
        rows.append(
            [Button(speech.label("setting-change-open", number=number, what=words.what), _open(change))]
        )
    turns = turn_rows(
        PageOf(page, page + 2 if more else page + 1), lambda to: f"{CHANGES}:{to}", speech, TIPS_BY_AGE
    )
    return Window("\n".join(lines), [*rows, *turns, back])


def change_window(change: SettingChange, *, can_undo: bool, speech: Speech) -> Window:
    """Return one change whole, with 撤销修改 where nothing was changed since."""
    words = words_of(change, speech)
    text = speech.text(
        "setting-change-one",
        what=words.what,
        old=words.old or speech.label("setting-nothing"),
        new=words.new or speech.label("setting-nothing"),
        who=change.name or speech.label("setting-by-command-line"),
        when=_moment(change, speech),
    )
    if change.undoes is not None:
        text += "\n" + speech.text("setting-change-undoes")
    if not can_undo:
        text += "\n" + speech.text("setting-changed-since")
    undo = [[undo_button(change.number, speech)]] if can_undo else []
    return Window(text, [*undo, [Button(speech.label("report-back"), f"{CHANGES}:0")]])


def words_of(change: SettingChange, speech: Speech) -> ChangeWords:
    """Return a change in words, as its part calls it."""
    call = called_changes().get(change.part, _bare)
    words = call(change, speech)
    return ChangeWords(words.what, _cut(words.old, _VALUE_LENGTH), _cut(words.new, _VALUE_LENGTH))


def _bare(change: SettingChange, _speech: Speech) -> ChangeWords:
    return ChangeWords(change.what, _value(change.old), _value(change.new))


def _value(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _line(change: SettingChange, words: ChangeWords, speech: Speech) -> str:
    at = change.changed_at.astimezone(SHANGHAI)
    return speech.text(
        "setting-change-line",
        when=f"{day_name(speech, at.date())} {at:%H:%M}",
        who=change.name or speech.label("setting-by-command-line"),
        what=words.what,
        old=_cut(words.old, _LISTED_LENGTH) or speech.label("setting-nothing"),
        new=_cut(words.new, _LISTED_LENGTH) or speech.label("setting-nothing"),
    )


def _moment(change: SettingChange, speech: Speech) -> str:
    at = change.changed_at.astimezone(SHANGHAI)
    return f"{dated_day_name(speech, at.date())} {at:%H:%M}"


def _open(change: SettingChange) -> str:
    return f"{CHANGE}:{change.number}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


SETTINGS_PARTS: SettingsParts = {900: SettingsPart("setting-changes", f"{CHANGES}:0")}
