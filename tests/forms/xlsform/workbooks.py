"""Workbooks in XLSForm, made cell by cell."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.fields import Form
from forms.reading.reader import read_form
from forms.xlsform.xlsform import ImportedForm, SheetFault, XlsFormError, import_xlsform

Cells = dict[str, Any]

YES_NO = [
    {"list_name": "yes_no", "name": "yes", "label": "是"},
    {"list_name": "yes_no", "name": "no", "label": "否"},
]
LIGHTS = [
    {"list_name": "light", "name": "green", "label::zh": "绿", "label::en": "Green"},
    {"list_name": "light", "name": "yellow", "label::zh": "黄", "label::en": "Yellow"},
    {"list_name": "light", "name": "red", "label::zh": "红", "label::en": "Red"},
]
SETTINGS: list[Cells] = [{"form_title": "红包专项清理表", "form_id": "red_packets"}]

CAMPAIGN: list[Cells] = [
    {"type": "note", "label::中文": "请如实填写。", "label::English (en)": "Please answer truthfully."},
    {"type": "select_one yes_no", "name": "found", "label::中文": "是否发现“红包”问题？", "required": "yes"},
    {
        "type": "integer", "name": "cases", "label::中文": "上交几人次？", "label::English (en)": "How many?",
        "relevant": "${found} = 'yes'", "constraint": ". >= 1 and . <= 100", "unit::zh": "人次",
        "unit::en": "times", "adds_up": "sum",
    },
    {"type": "decimal", "name": "amount", "label::中文": "金额？", "relevant": "${cases} > 0", "adds_up": "sum"},
    {"type": "begin_repeat", "name": "goods", "label::中文": "物品几项？", "relevant": "${found} = 'yes'"},
    {"type": "text", "name": "what", "label::中文": "何物？", "required": "yes"},
    {"type": "decimal", "name": "worth", "label::中文": "折合多少元？"},
    {"type": "end_repeat"},
    {
        "type": "calculate", "name": "total", "label::中文": "金额合计",
        "calculation": "${amount} + sum(${worth})", "adds_up": "sum",
    },
    {"type": "date", "name": "day", "label::中文": "哪天上交？", "constraint": ". <= today()"},
    {"type": "image", "name": "proof", "label::中文": "票据照片"},
]  # fmt: skip
"""A form as an office writes one: 红包专项清理表."""


def workbook(
    survey: Sequence[Cells], choices: Sequence[Cells] = (), settings: Sequence[Cells] = SETTINGS
) -> bytes:
    """Return an .xlsx whose sheets have these rows; the columns are those that the rows name, in their order."""
    book = Workbook()
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        if rows or name == "survey":
            fill(book.create_sheet(name), rows)
    book.remove(book.worksheets[0])
    return saved(book)


def fill(sheet: Worksheet, rows: Sequence[Cells]) -> None:
    """Write the rows below a row of their columns' names."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    for number, name in enumerate(columns, 1):
        sheet.cell(1, number, name)
    for at, row in enumerate(rows, 2):
        for number, name in enumerate(columns, 1):
            sheet.cell(at, number, row.get(name))


def saved(book: Workbook) -> bytes:
    """Return the file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(
    survey: Sequence[Cells], choices: Sequence[Cells] = (), settings: Sequence[Cells] = SETTINGS
) -> Form:
    """Return the form that such a workbook gives, through its .toml text."""
    return read(import_xlsform(workbook(survey, choices, settings), "campaign.xlsx"))


def read(form: ImportedForm) -> Form:
    """Return the form as the bot reads it."""
    return read_form(form.text(1, ["head"]), f"{form.id}.toml")


def faults(
    survey: Sequence[Cells], choices: Sequence[Cells] = (), settings: Sequence[Cells] = SETTINGS
) -> list[SheetFault]:
    """Return what is wrong with such a workbook."""
    return faults_of(workbook(survey, choices, settings))


def faults_of(
    content: bytes, file_name: str = "campaign.xlsx", form_id: str | None = None
) -> list[SheetFault]:
    """Return what is wrong with a file; none where it gives a form."""
    try:
        import_xlsform(content, file_name, form_id)
    except XlsFormError as error:
        return error.faults
    return []


def places(found: Sequence[SheetFault]) -> list[tuple[str, int, str, str]]:
    """Return sheet, row, column and kind of each fault."""
    return [(fault.sheet, fault.row, fault.column, fault.key.removeprefix("form-import-")) for fault in found]
