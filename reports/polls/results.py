"""The results of a poll as a document and as a workbook: a table a question, in Chinese as all papers are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.people.people import Role
from domain.polls.polls import LEAST, PollFigures, PollSpan
from domain.rates import percent_of, percent_said
from forms.polls.language import PollQuestion
from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import day
from reports.sheets.titles import sheet_titles
from reports.sheets.workbook import Table, workbook

_CHINESE = "zh"
_ALL_TOGETHER = "合计"
_WIDTH_MM, _NAME_MM = 245.0, 60.0


@dataclass(frozen=True, slots=True)
class PollResults:
    """The figures of a poll that has ended, of which some may be shown: `figures.took_part` is a number."""

    title: str
    unit: str
    span: PollSpan
    ended_on: date
    subjects: Sequence[str]
    questions: Sequence[PollQuestion]
    figures: PollFigures


def results_paper(results: PollResults) -> bytes:
    """Return the results as a docx: how many took part, then a table for each question."""
    document = OfficialDocument(f"{results.title}结果", results.ended_on, across=True)
    document.title(results.title, "结果")
    document.paragraph(_said(results))
    for number, question in enumerate(results.questions):
        document.heading(1, question.label[_CHINESE])
        document.paragraph(question.question[_CHINESE])
        head = ["测评对象", *(words[_CHINESE] for words in question.choices), *_mean_head(question)]
        wide = (_WIDTH_MM - _NAME_MM) / (len(head) - 1)
        rows = [
            [name, *(f"{count}（{_share(count, results)}）" for count in counts), *_mean(question, counts)]
            for name, counts in _rows(results, number)
        ]
        centred = range(1, len(head))
        add_grid(document, RuledTable(head, [_NAME_MM, *[wide] * (len(head) - 1)], rows, centred))
    document.remark(f"注：只统计人数，不记录个人的选择；参加人数不足 {LEAST} 人的不显示。")
    document.signature(Role.OFFICE.value, results.ended_on)
    return document.content()


def results_sheet(results: PollResults) -> bytes:
    """Return the results as an xlsx: a sheet a question, a row each of those it was asked about."""
    titles = sheet_titles([question.label[_CHINESE] for question in results.questions])
    return workbook(
        [
            _table(title, results, number, question)
            for number, (title, question) in enumerate(zip(titles, results.questions, strict=True))
        ]
    )


def _table(title: str, results: PollResults, number: int, question: PollQuestion) -> Table:
    head = ["测评对象"]
    for words in question.choices:
        head += [words[_CHINESE], f"{words[_CHINESE]}占比"]
    rows = []
    for name, counts in _rows(results, number):
        cells: list[str | int] = [name]
        for count in counts:
            cells += [count, _share(count, results)]
        rows.append([*cells, *_mean(question, counts)])
    return Table(title, [*head, *_mean_head(question)], rows, [24], caption=_said(results))


def _rows(results: PollResults, question: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for subject, name in enumerate(results.subjects or [_ALL_TOGETHER]):
        yield name, results.figures.of(subject, question)


def _said(results: PollResults) -> str:
    figures, span = results.figures, results.span
    asked = "" if figures.asked is None else f"，共请 {figures.asked} 人"
    ran = f"{day(span.starts_on)}至{day(min(span.ends_on, results.ended_on))}"
    return f"{results.unit}，{ran}，参加 {figures.took_part or 0} 人{asked}。"


def _share(count: int, results: PollResults) -> str:
    return percent_said(percent_of(count, results.figures.took_part or 0))


def _mean_head(question: PollQuestion) -> list[str]:
    return [] if question.lowest is None else ["平均"]


def _mean(question: PollQuestion, counts: Sequence[int]) -> list[str]:
    """Return the mean of a scale, with two decimals, rounded down; nothing for any other question."""
    if question.lowest is None:
        return []
    points = sum(count * (question.lowest + step) for step, count in enumerate(counts))
    hundredths = int(Fraction(points, sum(counts)) * 100)
    return [f"{hundredths // 100}.{hundredths % 100:02}"]
