"""/settings [表单与台账]: what is in use of each kind, one of them, what a new one changes before it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Final

from locales import Speech
from locales.dates import dated_day_name
from storage.own_texts.own_texts import CAMPAIGN, FORM, POLL, REGISTER
from storage.setting_changes import SettingChange
from usecases.settings.text_changes import MARKS, TextChange
from windows.entries import SETTINGS
from windows.page_turns import PageIn, PageOf, paged_rows, turn_rows
from windows.settings.changes import undo_button
from windows.settings.found import CalledChanges, ChangeWords, SettingsPart, SettingsParts
from windows.windows import Attachment, Button, Window

TEXTS, LIST, ONE, SEE, FETCH = "texts", "texts-list", "texts-one", "texts-see", "texts-fetch"
NEW, LOOK, YES, NO, AS = "texts-new", "texts-look", "texts-yes", "texts-no", "texts-as"
OFFERED: Final = (FORM, REGISTER, POLL, CAMPAIGN)
FAULTS_SHOWN = 3
CHANGES_SHOWN = 6
_LINE_LENGTH = 90
_LIST_ROWS = 5


@dataclass(frozen=True, slots=True)
class ListedText:
    """One in use: its kind, id and title; `version`, whether it is the office's own; since when, by whom if known.

    `change` is the number of the change that can be taken back, 0 for none.
    """

    kind: str
    text_id: str
    title: str
    version: int
    is_own: bool
    since: date | None = None
    by: str = ""
    change: int = 0


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What was sent, as it would be taken: what it changes and what was left out of a workbook (plain lines).

    `parts` are its fields, states, moves, phases and tasks.
    """

    listed: ListedText
    was: int
    parts: int
    changes: Sequence[TextChange]
    remarks: Sequence[str] = field(default=())


def texts_window(counts: dict[str, int], own: int, speech: Speech, said: str = "") -> Window:
    """Return the kinds with how many there are in use; `said` (HTML) stands above."""
    lines = [*([said] if said else []), speech.text("own-text-head", own=own), speech.text("own-text-ask")]
    kinds = [
        Button(speech.label("own-text-kind-count", kind=kind, count=counts[kind]), f"{LIST}:{kind}:0")
        for kind in OFFERED
    ]
    posters = Button(speech.label("posters-button"), "posters")
    back = Button(speech.label("report-back"), SETTINGS)
    return Window("\n".join(lines), [kinds[:2], kinds[2:], [posters], [back]])


def list_window(kind: str, listed: Sequence[ListedText], page: int, speech: Speech) -> Window:
    """Return one page of what is in use of a kind, the office's own first."""
    own = sum(1 for text in listed if text.is_own)
    lines = [speech.text("own-text-list", kind=kind, count=len(listed), own=own)]
    if not own:
        lines.append(speech.text("own-text-none"))
    buttons = [
        Button(
            speech.label("own-text-listed", title=text.title, version=text.version, own=int(text.is_own)),
            f"{ONE}:{kind}:{text.text_id}",
        )
        for text in listed
    ]
    rows = paged_rows(buttons, PageIn(page, _LIST_ROWS), lambda to: f"{LIST}:{kind}:{to}", speech)
    return Window("\n".join(lines), [*rows, [_back(speech)]])


def one_window(
    text: ListedText, formats: Sequence[str], speech: Speech, said: str = "", files: Sequence[Attachment] = ()
) -> Window:
    """Return one that is in use; `formats` are those in which its file can be had."""
    lines = [said] if said else []
    lines.append(speech.text("own-text-one", title=text.title, id=text.text_id))
    lines.append(speech.text("own-text-version", kind=text.kind, version=text.version, own=int(text.is_own)))
    if text.since is not None:
        day = dated_day_name(speech, text.since)
        lines.append(speech.text("own-text-since", day=day, by=text.by or "none"))
    lines.append(speech.text("own-text-edit"))
    if text.kind == FORM and len(formats) == 1:
        lines.append(speech.text("own-text-no-excel"))
    about = f"{text.kind}:{text.text_id}"
    fetch = [
        Button(speech.label("own-text-fetch", format=form), f"{FETCH}:{about}:{form}") for form in formats
    ]
    rows = [[Button(speech.label("own-text-see"), f"{SEE}:{about}:0")], fetch]
    if text.change:
        rows.append([undo_button(text.change, speech)])
    rows.append([Button(speech.label("report-back"), f"{LIST}:{text.kind}:0")])
    return Window("\n".join(lines), rows, files)


def kind_window(title: str, kinds: Sequence[str], token: int, speech: Speech) -> Window:
    """Return what asks whether a new one is a form or one of polls."""
    rows = [[Button(speech.label("own-text-as", kind=kind), f"{AS}:{token}:{kind}")] for kind in kinds]
    text = speech.text("own-text-which", title=title)
    return Window(text, [*rows, [Button(speech.label("roster-no"), NO)]])


def faults_window(lines: Sequence[str], marked: bytes | None, speech: Speech) -> Window:
    """Return what is wrong: the first few lines (plain), and all of them in a file where they are more.

    That is the workbook `marked`, where there is one.
    """
    shown = [_cut(line) for line in lines[:FAULTS_SHOWN]]
    said = [speech.text("roster-faults", count=len(lines))]
    said += [speech.text("roster-line", line=line) for line in shown]
    name = speech.label("roster-faults-name")
    files = []
    if marked is not None:
        said.append(speech.text("roster-faults-marked"))
        files.append(Attachment(f"{name}.xlsx", marked))
    else:
        if shown != list(lines):
            said.append(speech.text("roster-faults-more"))
            files.append(_as_text(name, lines))
        said.append(speech.text("own-text-mend"))
    return Window("\n".join(said), [[_back(speech)]], files)


def ask_window(speech: Speech, said: str = "", files: Sequence[Attachment] = ()) -> Window:
    """Return what asks for a file; `said` (HTML) stands above it."""
    lines = [*([said] if said else []), speech.text("own-text-ask")]
    return Window("\n".join(lines), [[_back(speech)]], files)


def new_window(shown: ShownChange, token: int, speech: Speech) -> Window:
    """Return what a new one changes; it counts once 导入 is tapped."""
    text = shown.listed
    lines = [speech.text("own-text-one", title=text.title, id=text.text_id)]
    lines.append(speech.text("own-text-new", kind=text.kind, version=text.version, was=shown.was))
    if not shown.was:
        lines.append(speech.text("own-text-parts", kind=text.kind, count=shown.parts))
    else:
        counts = {mark: sum(1 for change in shown.changes if change.mark == mark) for mark in MARKS}
        lines.append(speech.text("own-text-changes", any=int(bool(shown.changes)), **counts))
        for change in shown.changes[:CHANGES_SHOWN]:
            label = _cut(change.label.get(speech.language, ""))
            lines.append(speech.text("own-text-change", mark=change.mark, label=label))
        if len(shown.changes) > CHANGES_SHOWN:
            lines.append(speech.text("own-text-changes-more", count=len(shown.changes) - CHANGES_SHOWN))
    if shown.was and text.kind in (FORM, REGISTER):
        lines.append(speech.text("own-text-goes-on", kind=text.kind))
    files = []
    if shown.remarks:
        lines.append(speech.text("own-text-remarks", count=len(shown.remarks)))
        files.append(_as_text(speech.label("own-text-remarks-name"), shown.remarks))
    rows = [
        [Button(speech.label("roster-yes"), f"{YES}:{token}")],
        [Button(speech.label("own-text-see"), f"{LOOK}:{token}:0")],
        [Button(speech.label("roster-no"), NO)],
    ]
    return Window("\n".join(lines), rows, files)


def preview_window(
    caption: str, window: Window, page: PageOf, turn: tuple[str, Button], speech: Speech
) -> Window:
    """Return one of the windows that people will see, its buttons as words.

    `turn` is what the data of the buttons that turn pages begin with, and the button back.
    """
    to, back = turn
    lines = [
        speech.text("own-text-preview", number=page.number + 1, count=page.pages, caption=caption),
        "",
        window.text,
        *(" ".join(f"[{escape(button.label, quote=False)}]" for button in row) for row in window.rows),
    ]
    return Window("\n".join(lines), [*turn_rows(page, lambda number: f"{to}:{number}", speech), [back]])


def called_change(change: SettingChange, speech: Speech) -> ChangeWords:
    """Return a change of a form or register in words: which one, from which version to which."""
    what = speech.label("own-text-what", kind=change.part, id=change.about)
    return ChangeWords(what, _version(change.old, speech), _version(change.new, speech))


def to_texts(speech: Speech) -> Button:
    """Return the button back to 表单与台账."""
    return _back(speech)


def _version(said: object, speech: Speech) -> str:
    return speech.label("own-text-number", version=said["version"]) if isinstance(said, dict) else ""


def _back(speech: Speech) -> Button:
    return Button(speech.label("report-back"), TEXTS)


def _as_text(name: str, lines: Sequence[str]) -> Attachment:
    # Windows' editor takes a text for UTF-8 by its first mark.
    return Attachment(f"{name}.txt", ("\ufeff" + "\r\n".join(lines) + "\r\n").encode())


def _cut(line: str) -> str:
    return line if len(line) <= _LINE_LENGTH else line[:_LINE_LENGTH] + "…"


SETTINGS_PARTS: SettingsParts = {300: SettingsPart("own-text-button", TEXTS)}
CHANGE_WORDS: CalledChanges = dict.fromkeys(OFFERED, called_change)
