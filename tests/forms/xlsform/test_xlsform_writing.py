"""A form is had as a workbook where that says all of it, and as none where something would be lost."""

from dataclasses import replace

from forms.fields import Form
from forms.library import shipped_library
from forms.xlsform.writing import workbook_of
from forms.xlsform.xlsform import import_xlsform
from tests.forms.xlsform.workbooks import CAMPAIGN, LIGHTS, YES_NO, Cells, imported, read

MORE: list[Cells] = [
    *CAMPAIGN,
    {"type": "select_one light", "name": "light", "label::中文": "灯色？", "adds_up": "worst_light"},
    {"type": "select_multiple light", "name": "lights", "label::中文": "哪些灯色？", "relevant": "${light} = 'red'"},
    {
        "type": "text", "name": "why", "label::中文": "为什么？", "appearance": "multiline",
        "relevant": "selected(${lights}, 'red') and ${found} = 'no'", "constraint": "string-length(.) <= 300",
    },
    {"type": "text", "name": "who", "label::中文": "是谁？", "appearance": "person", "hint": "本网格人员"},
    {"type": "date", "name": "since", "label::中文": "自何时起？", "constraint": ". >= '2026-01-01' and . <= today()"},
    {"type": "integer", "name": "again", "label::中文": "几次？", "default": "${last-saved#again}", "unit::zh": "次"},
]  # fmt: skip


def again(form: Form) -> Form | None:
    content = workbook_of(form)
    if content is None:
        return None
    return replace(read(import_xlsform(content, "x.xlsx")), version=form.version)


def test_what_a_workbook_said_it_says_again() -> None:
    form = imported(MORE, [*YES_NO, *LIGHTS])
    # Words are words in a cell, also where they begin as a formula does.
    last = replace(form.fields[-1], question={"zh": "=几次？", "en": "=几次？"})
    form = replace(form, version=7, fields=(*form.fields[:-1], last))
    assert again(form) == form


def test_of_the_shipped_forms_none_loses_anything() -> None:
    found = {form.id: again(form) for form in shipped_library().values()}
    assert found["monthly_report"] is None
    assert found["hearing"] is not None
    assert all(read_again in (None, shipped_library()[form_id]) for form_id, read_again in found.items())
