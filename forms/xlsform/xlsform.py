"""A form from a workbook in XLSForm: what an office writes in Excel becomes a .toml file (docs/xlsform.md).

The subset, and how each part of it is kept, is that of docs/xlsform.md. What a form of ours cannot keep is a fault
with its place in the workbook: nothing is passed over in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter

from domain.characters import admit
from forms.fields import Form
from forms.reading.checks import faults as form_faults
from forms.xlsform.choices import Lists, read_lists
from forms.xlsform.columns import LANGUAGES, Row, computed_columns, left_out, read_rows
from forms.xlsform.fields import SurveyReading, read_fields
from forms.xlsform.outline import SurveyLine, as_key, is_key, pair_faults, read_lines
from forms.xlsform.sheets import SheetFault, XlsFormError, read_sheets
from forms.xlsform.toml import form_text
from forms.xlsform.tree import build_tree

__all__ = ["ImportedForm", "SheetFault", "XlsFormError", "import_xlsform"]

_FORM = TypeAdapter(Form)
_COLUMNS = {
    "label": "short", "question": "label", "choices": "type", "when": "relevant", "carry": "default",
    "minimum": "constraint", "maximum": "constraint", "earliest": "constraint", "latest": "constraint",
    "max_length": "constraint", "sum_of": "calculation", "key": "name",
}  # fmt: skip
"""In which column of the workbook a key of a field comes from, where the two are not called the same."""


@dataclass(frozen=True, slots=True)
class ImportedForm:
    """A form read from a workbook: `data` is its title and fields, `remarks` say what was left out."""

    id: str
    data: Mapping[str, Any]
    remarks: Sequence[SheetFault]

    def text(self, version: int, head: Sequence[str]) -> str:
        """Return the .toml text, of that version, with the lines of `head` as comments above it."""
        first = {"id": self.id, "version": version}
        return form_text({**first, **{name: self.data[name] for name in ("title", "fields")}}, head)


def import_xlsform(content: bytes, file_name: str, form_id: str | None = None) -> ImportedForm:
    """Return the form that the workbook `content` describes; forms/reading/reader.py takes its text.

    The id is `form_id`, or settings' form_id, or the name of the file. Raises XlsFormError with every fault found,
    in the order of the sheets.
    """
    sheets, faults = read_sheets(content)
    rows = {name: read_rows(sheet, faults) for name, sheet in sheets.items()}
    lists = read_lists(rows.get("choices", ()), faults)
    settings = next(iter(rows.get("settings", ())), None)
    form_id, title, untitled = _settings(settings, form_id, file_name, faults)
    lines = read_lines(rows.get("survey", ()), lists, faults)
    reading = SurveyReading(lists, faults)
    fields, by_place = _fields(lines, lists, reading)
    if not faults:
        data = {"id": form_id, "version": 1, "title": title, "fields": fields}
        faults.extend(_form_faults(data, by_place))
    if faults:
        raise XlsFormError(_in_order(faults))
    remarks = [remark for name in rows for remark in (*left_out(rows[name]), *computed_columns(sheets[name]))]
    return ImportedForm(form_id, {"title": title, "fields": fields}, [*untitled, *remarks, *reading.remarks])


def _settings(
    settings: Row | None, form_id: str | None, file_name: str, faults: list[SheetFault]
) -> tuple[str, dict[str, str], list[SheetFault]]:
    """Return the form's id and title, and a remark where the title is the file's name, none being written."""
    row = settings or Row("settings", 2, {}, {})
    title, untitled = row.words("form_title"), []
    if not title:
        name = admit(PurePath(file_name).stem).strip() or str(form_id)
        title = dict.fromkeys(LANGUAGES, name)
        untitled = [row.fault("form_title", "form-import-left-out-title", value=name)]
    written = form_id or row.syntax("form_id") or PurePath(file_name).stem
    found = written.casefold()
    if not is_key(found):
        like = as_key(written) or "campaign_2026"
        if form_id:
            faults.append(SheetFault("", 0, "", "form-import-id-option", {"value": written, "like": like}))
        elif row.syntax("form_id"):
            faults.append(row.fault("form_id", "form-import-name", value=written, like=like))
        else:
            faults.append(row.fault("form_id", "form-import-no-id", like=like))
    return found, title, untitled


def _fields(
    lines: Sequence[SurveyLine], lists: Lists, reading: SurveyReading
) -> tuple[list[dict[str, Any]], dict[tuple[int, ...], Row]]:
    """Return the fields, and the row of each by its place in the form."""
    pairs = pair_faults(lines)
    reading.faults.extend(pairs)
    if pairs or not lines:
        return [], {}
    try:
        nodes = build_tree(lines, lists)
    except XlsFormError as error:
        # A row at fault went to pyxform with a stand-in: what that led to is no fault of its author.
        told = {fault.row for fault in reading.faults}
        reading.faults.extend(fault for fault in error.faults if not told or fault.row not in told)
        return [], {}
    places: dict[tuple[int, ...], Row] = {}
    for index, node in enumerate(nodes):
        places[index,] = node.line.row
        places.update({(index, inner): child.line.row for inner, child in enumerate(node.children)})
    return read_fields(nodes, reading), places


def _form_faults(data: Mapping[str, Any], places: Mapping[tuple[int, ...], Row]) -> Iterator[SheetFault]:
    """Yield what the form language itself has to say, as faults of the rows."""
    told: list[SheetFault] = []  # words in one language stand for both, and are at fault once
    for found in form_faults(_FORM.validate_python(data)):
        row = places.get(tuple(found.place))
        if row is None:
            fault = SheetFault("settings", 2, found.name, found.key, found.details)
        else:
            fault = row.fault(_COLUMNS.get(found.name, found.name), found.key, **found.details)
        if fault not in told:
            told.append(fault)
            yield fault


def _in_order(faults: Sequence[SheetFault]) -> list[SheetFault]:
    sheets = ["", "settings", "choices", "survey"]

    def place(fault: SheetFault) -> tuple[int, int]:
        return sheets.index(fault.sheet) if fault.sheet in sheets else 0, fault.row

    return sorted(faults, key=place)
