"""What the office sent: a form, a register, a form of polls or a template of campaigns, told by what is in it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

import tomlkit

from domain.errors import RefusalError
from domain.text_files import text_of
from forms.polls.reader import poll_faults
from forms.reading.typed import toml_of
from forms.xlsform.sheets import BOUNDS, SheetFault
from forms.xlsform.shown_sheets import read_shown
from forms.xlsform.xlsform import XlsFormError, import_xlsform
from storage.own_texts.own_texts import CAMPAIGN, FORM, POLL, REGISTER

TEXT_BYTES: Final = 512 * 1024
"""The largest of the shipped ones has 20 KB."""
_ROSTER_SHEETS: Final = frozenset({"网格", "人员", "聘任"})
_ID_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class SentText:
    """A text that is TOML, and what it may be: `kinds`, of which the first is likeliest; `remarks` of a workbook.

    `text` has the version that its author wrote, 0 for a workbook, which has none.
    """

    kinds: Sequence[str]
    text_id: str
    version: int
    text: str
    is_workbook: bool = False
    remarks: Sequence[SheetFault] = field(default=())

    @property
    def file_name(self) -> str:
        """The file by which its faults are told."""
        return f"{self.text_id}.toml"


def read_sent(content: bytes, file_name: str, known: Mapping[str, frozenset[str]]) -> SentText:
    """Return what was sent; `known` are the ids in use of each kind, which tell a form from a form of polls.

    Raises XlsFormError with all faults of a workbook, FormError for what is no TOML, RefusalError for what is neither.
    """
    suffix = PurePath(file_name).suffix.casefold()
    if suffix == ".toml":
        return _read_toml(content, file_name, known)
    if suffix not in {".xlsx", ".xls", ".csv"}:
        raise RefusalError("own-text-no-file")
    try:
        form = import_xlsform(content, file_name)
    except XlsFormError:
        _refuse_roster(content)
        raise
    text = form.text(1, [])
    kinds = _form_or_poll(form.id, text, known)
    return SentText(kinds, form.id, 0, text, is_workbook=True, remarks=form.remarks)


def with_version(text: str, version: int) -> str:
    """Return the text with this version, and all else as it was written."""
    document = tomlkit.parse(text)
    document["version"] = version
    return tomlkit.dumps(document)


def says_the_same(text: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but their version, comments, spacing or the order of keys."""
    said, other_said = (dict(tomllib.loads(each)) for each in (text, other))
    return {**said, "version": 0} == {**other_said, "version": 0}


def _read_toml(content: bytes, file_name: str, known: Mapping[str, frozenset[str]]) -> SentText:
    if len(content) > TEXT_BYTES:
        raise RefusalError("own-text-too-large", limit=TEXT_BYTES // 1024)
    try:
        text = text_of(content)
    except UnicodeDecodeError:
        raise RefusalError("own-text-not-utf8") from None
    try:
        data = toml_of(text, PurePath(file_name).name)
    except RecursionError:
        raise RefusalError("own-text-no-file") from None
    text_id = data.get("id")
    if not isinstance(text_id, str) or not 0 < len(text_id) <= _ID_LENGTH:
        text_id = PurePath(file_name).stem[:_ID_LENGTH]
    version = data.get("version")
    kept = version if type(version) is int and version > 0 else 0
    return SentText(_kinds(data, text_id, text, known), text_id, kept, text)


def _kinds(
    data: Mapping[str, Any], text_id: str, text: str, known: Mapping[str, frozenset[str]]
) -> Sequence[str]:
    if {"states", "moves", "opened_by"} & data.keys():
        return (REGISTER,)
    if "phases" in data:
        return (CAMPAIGN,)
    if "fields" not in data:
        raise RefusalError("own-text-unknown")
    if "about" in data:
        return (POLL,)
    return _form_or_poll(text_id, text, known)


def _form_or_poll(text_id: str, text: str, known: Mapping[str, frozenset[str]]) -> Sequence[str]:
    """Return the one that it is called as; of a new one both, where each person's answers could be counted."""
    for kind in (FORM, POLL):
        if text_id in known.get(kind, frozenset()):
            return (kind,)
    return (FORM,) if any(poll_faults({f"{text_id}.toml": text})) else (FORM, POLL)


def _refuse_roster(content: bytes) -> None:
    """Raise RefusalError (own-text-roster) for a roster: it has a place of its own."""
    try:
        names = {sheet.title.strip() for sheet in read_shown(content, BOUNDS)}
    except RefusalError:
        return
    if names >= _ROSTER_SHEETS:
        raise RefusalError("own-text-roster")
