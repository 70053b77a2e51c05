"""The files of entries: kept with a draft as they come, an entry's for good once that is handed in, read again."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.characters import admit
from domain.drafts import Draft
from domain.errors import RefusalError
from domain.registers.entries import EntryMove, KeptFile
from forms.fields import FieldKind, Form
from forms.filling import add_file, asked
from storage.registers.entry_files import ReceivedFile
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import Change
from usecases.registers.shown import ShownEntry, show_entry
from usecases.registers.typed import find_asked

FILE_LIMIT_MIB = 20
"""What Telegram lets a bot fetch."""
NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FileAsked:
    """The question of a draft that asks for files."""

    draft_id: int
    path: str


def find_file_asked(uow: UnitOfWork, request: Request) -> FileAsked | None:
    """Return the question of the draft touched last if that asks for files."""
    page = find_asked(uow, request)
    draft = page.draft if page is not None else None
    if page is None or draft is None or draft.id is None:
        return None
    step = asked(page.form, draft)
    is_file = step is not None and step.field.kind is FieldKind.ATTACHMENTS
    return FileAsked(draft.id, draft.path) if is_file else None


def keeping_file(uow: UnitOfWork, request: Request, question: FileAsked, file: ReceivedFile) -> Change:
    """Return the change that keeps `file` and answers with it.

    It raises RefusalError, with nothing kept: registers-file-late where the draft stands elsewhere by now, or what
    `forms.filling.add_file` raises for one file too many.
    """

    def change(form: Form, draft: Draft) -> Draft:
        if draft.id is None or (draft.id, draft.path) != (question.draft_id, question.path):
            raise RefusalError("registers-file-late")
        add_file(
            form, draft, {"file": draft.id}
        )  # whether it may be taken, asked before megabytes are written
        kept = uow.entry_files.keep(draft.id, draft.path, file, request.now)
        return add_file(form, draft, {"file": kept.id, "name": kept.name, "kind": kept.kind})

    return change


def file_name(sent: str) -> str:
    """Return the name of a file as it is kept: one line, no way into a folder, NAME_LENGTH at most with its ending."""
    name = " ".join(admit(sent).replace("/", "_").replace("\\", "_").split())
    if len(name) <= NAME_LENGTH:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) >= NAME_LENGTH // 2:
        return name[:NAME_LENGTH]
    return stem[: NAME_LENGTH - len(ending) - 1] + dot + ending


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file with the line of history in which it was given; None where no answer names it any more."""

    file: KeptFile
    given: EntryMove | None


@dataclass(frozen=True, slots=True)
class EntryFilesPage:
    """An entry with all of its files, in the order in which they came."""

    shown: ShownEntry
    files: Sequence[GivenFile]


def list_files(uow: UnitOfWork, request: Request, entry_id: int) -> EntryFilesPage:
    """Return the files of an entry that are for whoever is acting; raises as `show_entry`."""
    shown = show_entry(uow, request, entry_id)
    given = {number: move for move in reversed(shown.history) for number in _numbers(move)}
    return EntryFilesPage(shown, [GivenFile(file, given.get(file.id)) for file in shown.files])


def read_file(uow: UnitOfWork, request: Request, entry_id: int, file_id: int) -> tuple[KeptFile, bytes]:
    """Return a file of that entry with its bytes.

    Raises RefusalError (access-old-button) for another's, and for whom the entry's files are not.
    """
    if all(file.id != file_id for file in show_entry(uow, request, entry_id).files):
        raise RefusalError("access-old-button")
    found = uow.entry_files.content(file_id)
    if found is None:
        raise RefusalError("access-old-button")
    return found


def _numbers(move: EntryMove) -> set[int]:
    """Return the numbers of the files that the answers of a line name."""
    return {
        file["file"]
        for answer in move.answers.values()
        if isinstance(answer, list)
        for file in answer
        if isinstance(file, dict) and "file" in file
    }
