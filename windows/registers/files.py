"""The files of an entry: what each is called, who gave it on which move, a button that sends it."""

from html import escape

from domain.registers.entries import KeptFile
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import dated_day_name
from usecases.registers.files import EntryFilesPage, GivenFile
from windows.entry_buttons import entry_files, open_entry
from windows.page_turns import page_of, turn_rows
from windows.registers.names import entry_head, move_name, short_title
from windows.windows import Attachment, Button, Window

SEND = "entry-file"
A_PAGE = 4
_NAME_SHOWN, _NAME_ON_BUTTON = 40, 20
_KIB, _MIB = 1024, 1024 * 1024


def files_window(
    page: EntryFilesPage, number: int, speech: Speech, said: str = "", sent: Attachment | None = None
) -> Window:
    """Return page `number` (from 0) of an entry's files; `said` (HTML) has just been done, `sent` goes along."""
    entry = page.shown.entry
    number = min(number, max(0, (len(page.files) - 1) // A_PAGE))
    lines = [said] if said else []
    lines += [entry_head(page.shown.register, entry, speech), escape(short_title(entry, 30))]
    lines.append(speech.text("registers-files"))
    rows = []
    for n, given in list(enumerate(page.files, start=1))[number * A_PAGE : (number + 1) * A_PAGE]:
        lines += _lines(page, n, given, speech)
        label = speech.label("registers-file", n=n, name=_cut(given.file.name, _NAME_ON_BUTTON))
        rows.append([Button(label, f"{SEND}:{entry.id}:{given.file.id}:{number}")])
    turn = turn_rows(page_of(number, len(page.files), A_PAGE), lambda to: entry_files(entry.id, to), speech)
    back = [Button(speech.label("report-back"), open_entry(entry.id))]
    return Window("\n".join(lines), [*rows, *turn, back], [] if sent is None else [sent])


def _lines(page: EntryFilesPage, n: int, given: GivenFile, speech: Speech) -> list[str]:
    name = _cut(given.file.name, _NAME_SHOWN)
    lines = [speech.text("registers-file-line", n=n, name=name, size=_size(given.file, speech))]
    if given.given is not None:
        day = dated_day_name(speech, day_in_shanghai(given.given.moved_at))
        what = move_name(page.shown.register, given.given, speech)
        lines.append(speech.text("registers-file-from", day=day, who=given.given.name, what=what))
    return lines


def _size(file: KeptFile, speech: Speech) -> str:
    if file.size < _MIB:
        return speech.label("registers-file-kb", size=str(-(-file.size // _KIB)))
    return speech.label("registers-file-mb", size=f"{file.size / _MIB:.1f}")


def _cut(name: str, most: int) -> str:
    """Return a name with its ending, shortened before that."""
    if len(name) <= most:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > most // 2:
        return name[: most - 1] + "…"
    return f"{stem[: most - len(ending) - 2]}…{dot}{ending}"
