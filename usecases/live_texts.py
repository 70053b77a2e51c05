"""Forms, registers, forms of polls and templates of campaigns as they are in use now.

Those of the program stand lowest; in their place, or beside them, those of the configured folders; over both what the
office brought in by the chat, which is read anew as soon as it was changed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from forms.campaigns.reader import CampaignTemplates
from forms.library import FormLibrary, read_library
from forms.polls.reader import PollForms
from forms.reading.faults import FormError
from registers.library import RegisterLibrary
from storage.own_texts.own_texts import CAMPAIGN, FORM, KINDS, POLL, REGISTER, Mark, OwnText
from storage.unit_of_work import UnitOfWork

Files = Mapping[str, Mapping[str, str]]
"""Texts by their kind (storage.own_texts.own_texts.KINDS) and the names of their files."""


@dataclass(frozen=True, slots=True)
class Libraries:
    """What is in use of each kind."""

    forms: FormLibrary
    registers: RegisterLibrary
    polls: PollForms
    campaigns: CampaignTemplates

    def become(self, other: "Libraries") -> None:
        """Have everybody who holds these go on with what the `other` ones are."""
        self.forms.become(other.forms)
        self.registers.become(other.registers)
        self.polls.become(other.polls)
        self.campaigns.become(other.campaigns)


@dataclass(frozen=True, slots=True)
class TextsInUse:
    """The texts of the office by kind and file, and which of the chat's are left out: the form language reads them not.

    In the place of one that is left out stands the one before it.
    """

    files: Files
    left_out: tuple[OwnText, ...] = ()


def open_libraries(files: Files) -> Libraries:
    """Return what is in use with the office's own `files`. Raises FormError at the first fault."""
    return Libraries(
        read_library(files.get(FORM, {})),
        RegisterLibrary(files.get(REGISTER, {})),
        PollForms(files.get(POLL, {})),
        CampaignTemplates(files.get(CAMPAIGN, {})),
    )


def texts_in_use(folders: Files, brought_in: Iterable[OwnText]) -> TextsInUse:
    """Return the files of the configured `folders` with what the chat `brought_in` in their place or beside them.

    A text of the chat that is not read any more, after a change of the program, keeps nothing from starting: it is
    left out. Faults of the folders' own files are for whoever reads on.
    """
    stacks: dict[tuple[str, str], list[OwnText]] = {}
    for text in brought_in:
        stacks.setdefault((text.kind, text.file_name), []).append(text)
    left_out: list[OwnText] = []
    while True:
        files = {kind: dict(folders.get(kind, {})) for kind in KINDS}
        for (kind, name), stack in stacks.items():
            if stack:
                files[kind][name] = stack[-1].text
        found = _first_fault(files) if any(stacks.values()) else None
        if found is None or not stacks.get(found):
            return TextsInUse(files, tuple(left_out))
        left_out.append(stacks[found].pop())


def _first_fault(files: Files) -> tuple[str, str] | None:
    """Return the kind and file of the first text that is not read."""
    reading: Mapping[str, Callable[[Mapping[str, str]], object]] = {
        FORM: read_library,
        REGISTER: RegisterLibrary,
        POLL: PollForms,
        CAMPAIGN: CampaignTemplates,
    }
    for kind, read in reading.items():
        try:
            read(files[kind])
        except FormError as error:
            return kind, PurePath(error.file).name
    return None


class LiveTexts:
    """What is in use, and whether the table has changed since it was read."""

    def __init__(self, folders: Files, libraries: Libraries) -> None:
        """Begin with the `libraries` as they are; `folders` are the files of the configured folders."""
        self.folders = folders
        self.libraries = libraries
        self._mark: Mark = (0, 0)

    def read(self, uow: UnitOfWork) -> None:
        """Take in what the table has, if it is another than before."""
        mark = uow.own_texts.mark()
        if mark == self._mark:
            return
        files = texts_in_use(self.folders, uow.own_texts.all()).files
        now = open_libraries(files)
        kept = uow.form_versions.texts()
        forms = now.forms.with_kept({**now.forms.texts(), **kept})
        registers = now.registers.with_kept(uow.form_versions.register_texts())
        self.libraries.become(Libraries(forms, registers, now.polls, now.campaigns))
        self._mark = mark
