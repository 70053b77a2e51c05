"""/settings [花名册]: what is on it, the sheet out and in, what a sheet changes before it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.people.roster import RosterDiff
from locales import Speech
from windows.entries import SETTINGS
from windows.settings.found import SettingsPart, SettingsParts
from windows.windows import Attachment, Button, Window

ROSTER, BRING, FETCH, YES, NO = "roster", "roster-bring", "roster-fetch", "roster-yes", "roster-no"
EDIT = "roster-edit"
FAULTS_SHOWN = 6
NAMED = 6
_LINE_LENGTH = 100
_PARTS = (
    *("grids_added", "grids_changed", "grids_removed", "joined", "moved", "changed", "left"),
    *("appointed", "ended", "extended", "withdrawn"),
)
"""What a roster changes, in the order in which it is told (domain/people/roster.py, RosterDiff)."""


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """How many grids and people are on the roster, how many of these are bound."""

    grids: int
    people: int
    bound: int


@dataclass(frozen=True, slots=True)
class Losing:
    """Who of `bound` bound people would be bound no more, by name; `many` are so many that it may be a slip."""

    names: Sequence[str]
    bound: int
    many: bool


def roster_window(
    counts: RosterCounts, speech: Speech, said: str = "", files: Sequence[Attachment] = ()
) -> Window:
    """Return what is on the roster, and what can be done with it; `said` (HTML) stands above."""
    text = speech.text("roster-head", grids=counts.grids, people=counts.people, bound=counts.bound)
    rows = [
        [Button(speech.label("roster-edit"), EDIT)],
        [Button(speech.label("roster-bring"), BRING)],
        [Button(speech.label("roster-fetch"), FETCH)],
        [_back(speech)],
    ]
    return Window("\n".join(part for part in (said, text) if part), rows, files)


def ask_window(speech: Speech, said: str = "", files: Sequence[Attachment] = ()) -> Window:
    """Return what asks for the sheet; `said` (HTML) stands above it."""
    lines = [*([said] if said else []), speech.text("roster-ask")]
    fetch = Button(speech.label("roster-fetch"), FETCH)
    return Window("\n".join(lines), [[fetch], [Button(speech.label("report-back"), ROSTER)]], files)


def faults_window(lines: Sequence[str], marked: bytes | None, speech: Speech) -> Window:
    """Return what is wrong with a sheet: the first few lines (plain), and the sheet `marked` with all of them.

    Without a marked sheet all lines are there as a text, if they are more.
    """
    shown = [_cut(line) for line in lines[:FAULTS_SHOWN]]
    said = [speech.text("roster-faults", count=len(lines))]
    said += [speech.text("roster-line", line=line) for line in shown]
    files = []
    name = speech.label("roster-faults-name")
    if marked is not None:
        said.append(speech.text("roster-faults-marked"))
        files.append(Attachment(f"{name}.xlsx", marked))
    elif shown != list(lines):
        said.append(speech.text("roster-faults-more"))
        files.append(_as_text(name, lines))
    return ask_window(speech, "\n".join(said), files)


def preview_window(
    diff: RosterDiff, lines: Sequence[str], losing: Losing, token: int, speech: Speech
) -> Window:
    """Return what `diff` changes: counted, and all of it as a text; who loses their phone by name."""
    counted = [(part, len(getattr(diff, part))) for part in _PARTS]
    said = [speech.text("roster-changes")]
    said += [speech.text("roster-line", line=_counted(part, n, speech)) for part, n in counted if n]
    if losing.names:
        names = speech.label("list-comma").join(losing.names[:NAMED])
        more = "more" if len(losing.names) > NAMED else "all"
        said.append(speech.text(f"roster-losing-{more}", count=len(losing.names), names=names))
    if losing.many:
        said.append(speech.text("roster-losing-many", count=len(losing.names), bound=losing.bound))
    files = [_as_text(speech.label("roster-changes-name"), lines)]
    yes = Button(speech.label("roster-yes-all-the-same" if losing.many else "roster-yes"), f"{YES}:{token}")
    no = Button(speech.label("roster-no"), NO)
    return Window("\n".join(said), [[no], [yes]] if losing.many else [[yes], [no]], files)


def _counted(part: str, count: int, speech: Speech) -> str:
    return speech.label(f"command-roster-{part.replace('_', '-')}", count=count)


def _as_text(name: str, lines: Sequence[str]) -> Attachment:
    # Windows' editor takes a text for UTF-8 by its first mark.
    return Attachment(f"{name}.txt", ("\ufeff" + "\r\n".join(lines) + "\r\n").encode())


def _cut(line: str) -> str:
    return line if len(line) <= _LINE_LENGTH else line[:_LINE_LENGTH] + "…"


def _back(speech: Speech) -> Button:
    return Button(speech.label("report-back"), SETTINGS)


SETTINGS_PARTS: SettingsParts = {200: SettingsPart("roster-button", ROSTER)}
