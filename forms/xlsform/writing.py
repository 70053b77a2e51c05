"""A form as a workbook in XLSForm, for whoever edits it in Excel: only where it says all that the form says.

What is written is read again (xlsform.py beside it): a form of which something would be lost is given as no workbook.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from forms.answers import TODAY
from forms.fields import AddsUp, Carry, Choice, Condition, Field, FieldKind, Form
from forms.reading.reader import read_form
from forms.xlsform.fields import MOST
from forms.xlsform.shown_sheets import column_letters
from forms.xlsform.xlsform import XlsFormError, import_xlsform

_TYPES = {
    FieldKind.NOTE: "note",
    FieldKind.WHOLE_NUMBER: "integer",
    FieldKind.MONEY: "decimal",
    FieldKind.DATE: "date",
    FieldKind.SHORT_TEXT: "text",
    FieldKind.LONG_TEXT: "text",
    FieldKind.PERSON: "text",
    FieldKind.ATTACHMENTS: "file",
    FieldKind.GROUP: "begin_repeat",
}
_APPEARANCES = {FieldKind.LONG_TEXT: "multiline", FieldKind.PERSON: "person"}
_COLUMNS = (
    *("type", "name", "label::zh", "label::en", "short::zh", "short::en", "hint::zh", "hint::en"),
    *("required", "relevant", "constraint", "default", "calculation", "appearance", "adds_up"),
    *("unit::zh", "unit::en"),
)
_WIDTHS = {"type": 22, "label::zh": 48, "label::en": 32, "relevant": 28, "constraint": 28}
Row = Mapping[str, str]
Lists = dict[str, tuple[str, Sequence[Choice]]]
"""The lists of choices by what they say: each has a name, and many questions may go by it."""
_YES_NO = (Choice("yes", {"zh": "是", "en": "Yes"}), Choice("no", {"zh": "否", "en": "No"}))


def workbook_of(form: Form) -> bytes | None:
    """Return the form as an .xlsx; None where a workbook can't say all of it."""
    if form.zero_report or form.enters or form.checks or form.document or any(map(_is_ours, _all(form))):
        return None
    lists: Lists = {}
    written = list(_rows(form.fields, lists))
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book.create_sheet("survey"), _COLUMNS, written)
    _fill(book.create_sheet("choices"), ("list_name", "name", "label::zh", "label::en"), _choices(lists))
    heads = ("form_title::zh", "form_title::en", "form_id")
    title = {"form_title::zh": form.title["zh"], "form_title::en": form.title["en"], "form_id": form.id}
    _fill(book.create_sheet("settings"), heads, [title])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue() if _says_all(out.getvalue(), form) else None


def _says_all(content: bytes, form: Form) -> bool:
    try:
        read = import_xlsform(content, f"{form.id}.xlsx")
    except XlsFormError:
        return False
    name = f"{form.id}.toml"
    return replace(read_form(read.text(1, []), name), version=form.version) == form


def _rows(fields: Sequence[Field], lists: Lists) -> Iterator[Row]:
    for field in fields:
        yield _row(field, lists)
        if field.kind is FieldKind.GROUP:
            yield from _rows(field.fields, lists)
            yield {"type": "end_repeat"}


def _row(field: Field, lists: Lists) -> Row:
    question = field.question or field.label
    found = {
        "type": "calculate" if field.sum_of else _type(field, lists),
        "name": field.key,
        "required": "yes" if field.required else "",
        "relevant": " and ".join(_condition(condition) for condition in field.when),
        "constraint": " and ".join(_limits(field)),
        "default": _default(field),
        "calculation": " + ".join(_part(part) for part in field.sum_of),
        "appearance": _APPEARANCES.get(field.kind, ""),
        "adds_up": "" if field.adds_up is AddsUp.NONE else field.adds_up.value,
    }
    words = {"label": question, "short": field.label, "hint": field.hint, "unit": field.unit}
    for column, said in words.items():
        found |= {f"{column}::{language}": text for language, text in (said or {}).items()}
    return found


def _type(field: Field, lists: Lists) -> str:
    if field.kind is FieldKind.YES_NO:
        return f"select_one {_list(_YES_NO, lists)}"
    if field.kind in (FieldKind.ONE_OF, FieldKind.SEVERAL_OF):
        name = _list(field.choices, lists)
        return f"{'select_one' if field.kind is FieldKind.ONE_OF else 'select_multiple'} {name}"
    return _TYPES.get(field.kind, field.kind.value)


def _list(choices: Sequence[Choice], lists: Lists) -> str:
    name, _choices_of = lists.setdefault(repr(choices), (f"list_{len(lists) + 1}", choices))
    return name


def _all(form: Form) -> Iterator[Field]:
    return (field for _key, field in form.all_fields())


def _is_ours(field: Field) -> bool:
    """Tell whether a field says what no workbook does."""
    return any(
        (field.zero is not None, field.quick, field.computed, field.source, field.counted, field.joins)
    )


def _condition(condition: Condition) -> str:
    name = f"${{{condition.field}}}"
    if condition.above is not None:
        return f"{name} > {condition.above}"
    if condition.below is not None:
        return f"{name} < {condition.below}"
    if condition.contains is not None:
        return f"selected({name}, '{condition.contains}')"
    if isinstance(condition.equals, bool):
        return f"{name} = '{'yes' if condition.equals else 'no'}'"
    return f"{name} = '{condition.equals}'"


def _limits(field: Field) -> Iterator[str]:
    if field.sum_of:
        return
    if field.minimum:
        yield f". >= {field.minimum}"
    if field.maximum is not None and field.maximum != MOST.get(field.kind):
        yield f". <= {field.maximum}"
    for sign, day in ((">=", field.earliest), ("<=", field.latest)):
        if day is not None:
            yield f". {sign} today()" if day == TODAY else f". {sign} '{day}'"
    if field.max_length is not None:
        yield f"string-length(.) <= {field.max_length}"


def _default(field: Field) -> str:
    if field.carry is Carry.LAST:
        return f"${{last-saved#{field.key}}}"
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    if isinstance(field.default, list | tuple):
        return " ".join(map(str, field.default))
    return "" if field.default is None else str(field.default)


def _part(part: str) -> str:
    group, _, key = part.rpartition(".")
    return f"sum(${{{key}}})" if group else f"${{{key}}}"


def _choices(lists: Lists) -> list[Row]:
    return [
        {
            "list_name": name,
            "name": choice.value,
            "label::zh": choice.label["zh"],
            "label::en": choice.label["en"],
        }
        for name, choices in lists.values()
        for choice in choices
    ]


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
    used = [column for column in columns if any(row.get(column) for row in rows)] or list(columns)
    for number, column in enumerate(used, start=1):
        sheet.cell(1, number, column).font = Font(bold=True)
        sheet.column_dimensions[column_letters(number)].width = _WIDTHS.get(column, 14)
        for at, row in enumerate(rows, start=2):
            _put(sheet, at, number, row.get(column, ""))
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    if not text:
        return
    cell: Any = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"  # words are words, whatever they begin with
