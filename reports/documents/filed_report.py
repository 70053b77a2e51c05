"""One report as a document of its own: what a grid filed for a duty's period, by whom, and who accepted it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.fields import Field, FieldKind, Form
from forms.steps import Answers, items, steps
from forms.summary import item_mark, say_answer, say_item
from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import day

_HEAD = ("填报内容", "填报情况")
_WIDTHS_MM = (48, 108)
_CHINESE = "zh"


@dataclass(frozen=True, slots=True)
class FiledBy:
    """Who filed or accepted a report, by name, and on which day (in Shanghai)."""

    name: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report of a unit's `grid`: its form, its period with its year, its answers, who filed and who accepted it.

    `opinion` is what the one who accepted it wrote; "" for nothing.
    """

    unit: str
    grid: str
    form: Form
    period_name: str
    answers: Answers
    filed: FiledBy
    accepted: FiledBy | None = None
    opinion: str = ""


def report_document(paper: ReportPaper) -> bytes:
    """Return a docx of one report: a row for each question that it was asked, empty where nobody answered."""
    name = paper.form.title[_CHINESE]
    document = OfficialDocument(f"{paper.grid}{paper.period_name}{name}", paper.filed.on)
    document.title(paper.unit, name)
    document.filled_by(paper.grid, paper.filed.on, paper.period_name)
    add_grid(document, RuledTable(_HEAD, _WIDTHS_MM, list(_rows(paper.form, paper.answers))))
    document.remark(f"填报人：{paper.filed.name}")
    if paper.accepted is not None:
        document.remark(
            f"审核人：{paper.accepted.name}（{day(paper.accepted.on)}）　{paper.opinion}".rstrip()
        )
    return document.content()


def _rows(form: Form, answers: Answers) -> Iterator[tuple[str, str]]:
    asked = {step.path for step in steps(form, answers)}
    for field in form.fields:
        if field.key in asked or answers.get(field.key) is not None:
            yield field.label[_CHINESE], _said(field, answers)


def _said(field: Field, answers: Answers) -> str:
    said = say_answer(field, answers.get(field.key), _CHINESE)
    if field.kind is not FieldKind.GROUP:
        return said
    below = (say_item(field, item, _CHINESE) for item in items(field, answers))
    return "\n".join([said, *(f"{item_mark(number)}{words}" for number, words in enumerate(below, start=1))])
