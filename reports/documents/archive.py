"""The archive (廉情档案) of a grid or an official over a span (docs/domain.md section 6); tips are never in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.documents.archived_entries import (
    ArchivedRegister,
    Ruled,
    entries_of_register,
    standing_of_registers,
)
from reports.documents.archived_grades import ArchivedGrade
from reports.papers.official import HEI_FONTS, TEXT_FONTS, OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid, at_least, blank_table, keep_whole, put_words
from reports.papers.official_words import day, short_day

_FACTS_MM, _FACT_MM = (40, 116), 9
_SHORT_MM = 34


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """A report that was due: of which grid, period and form, how it stands (按时 …), its light in words, when filed."""

    grid: str
    period: str
    form: str
    standing: str
    light: str
    filed_on: date | None


@dataclass(frozen=True, slots=True)
class ArchivedCorrection:
    """A later revision of a report (`what`: period and form), and why."""

    corrected_on: date
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArchivedReview:
    """A verdict on a report (`what`: period and form) in words: 通过 or 退回, with the opinion."""

    reviewed_on: date
    what: str
    verdict: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ArchivedAssessment:
    """A year's on-time rate in words (95%), and what it is made of."""

    year: str
    rate: str
    detail: str


@dataclass(frozen=True, slots=True)
class ArchivedHearing:
    """A face-to-face report (当面报告): when, present or not in words, what was reported and asked for."""

    held_on: date | None
    attendance: str
    reported: str
    asked: str


@dataclass(frozen=True, slots=True)
class ArchivedSuggestion:
    """An opinion or suggestion sent up, and what became of it ("" where not answered yet)."""

    made_on: date
    text: str
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class ArchivedTask:
    """Study material or a requirement sent down: when it came and when it was read."""

    sent_on: date
    text: str
    read_on: date | None


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything kept about `subject` (a grid or an official) from `first_on` to `last_on`, both days included.

    `facts` are the head of the file: labels with values, as 上级网格 with 机关第一党支部. Each list is in the
    order in which it is printed. `whose` is the column of entries that says whom they concern.
    """

    unit: str
    subject: str
    first_on: date
    last_on: date
    made_on: date
    facts: Sequence[tuple[str, str]]
    reports: Sequence[ArchivedReport] = ()
    corrections: Sequence[ArchivedCorrection] = ()
    reviews: Sequence[ArchivedReview] = ()
    assessments: Sequence[ArchivedAssessment] = ()
    grades: Sequence[ArchivedGrade] = ()
    hearings: Sequence[ArchivedHearing] = ()
    suggestions: Sequence[ArchivedSuggestion] = ()
    tasks: Sequence[ArchivedTask] = ()
    registers: Sequence[ArchivedRegister] = ()
    whose: str = "有关人员"


def archive_document(archive: Archive) -> bytes:
    """Return a docx: head table, then a table for each kind of record; a kind without any says 无."""
    document = OfficialDocument(f"{archive.subject}廉情档案", archive.made_on)
    document.title("廉情档案")
    document.subtitle(f"{archive.subject}（{day(archive.first_on)}至{day(archive.last_on)}）")
    document.filled_by(archive.unit, archive.made_on)
    _add_facts(document, archive.facts)
    for name, head, widths, rows in _kinds(archive):
        document.heading(1, name)
        if rows:
            _add_ruled(document, (head, widths, rows))
        else:
            document.paragraph("无。")
    _add_registers(document, archive)
    return document.content()


def _add_registers(document: OfficialDocument, archive: Archive) -> None:
    """Add how many entries there are of each register, then the entries, a table each."""
    document.heading(1, "工作台账")
    if not archive.registers:
        document.paragraph("无。")
        return
    _add_ruled(document, standing_of_registers(archive.registers))
    for register in archive.registers:
        document.heading(2, f"{register.title}（{len(register.entries)}项）")
        _add_ruled(document, entries_of_register(register, archive.whose))


def _add_ruled(document: OfficialDocument, ruled: Ruled) -> None:
    head, widths, rows = ruled
    add_grid(document, RuledTable(head, widths, rows, _short_columns(widths)))


def _add_facts(document: OfficialDocument, facts: Sequence[tuple[str, str]]) -> None:
    if not facts:
        return
    table = blank_table(document, len(facts), _FACTS_MM)
    for line, (label, value) in zip(table.rows, facts, strict=True):
        at_least(line, _FACT_MM)
        keep_whole(line)
        put_words(line.cells[0], label, HEI_FONTS, centred=True)
        put_words(line.cells[1], value, TEXT_FONTS)


def _short_columns(widths_mm: Sequence[float]) -> list[int]:
    """Return the columns of days and single words, which are centred; sentences need more room."""
    return [column for column, width in enumerate(widths_mm) if width <= _SHORT_MM]


_Kind = tuple[str, tuple[str, ...], tuple[float, ...], Sequence[Sequence[str]]]


def _kinds(archive: Archive) -> list[_Kind]:
    """Return each kind of record: its heading, its columns, their widths in mm, its rows."""
    return [
        (
            "报告情况",
            ("网格", "期次", "报表", "报送情况", "灯色", "报送日期"),
            (34, 30, 34, 21, 13, 24),
            [
                (row.grid, row.period, row.form, row.standing, row.light, short_day(row.filed_on))
                for row in archive.reports
            ],
        ),
        (
            "更正情况",
            ("更正日期", "报表", "更正原因"),
            (24, 54, 78),
            [(short_day(row.corrected_on), row.what, row.reason) for row in archive.corrections],
        ),
        (
            "审核情况",
            ("审核日期", "报表", "结论", "意见"),
            (24, 54, 16, 62),
            [(short_day(row.reviewed_on), row.what, row.verdict, row.opinion) for row in archive.reviews],
        ),
        (
            "考核情况",
            ("年度", "按时率", "说明"),
            (24, 24, 108),
            [(year.year, year.rate, year.detail) for year in archive.assessments],
        ),
        (
            "考核等次",
            ("考核期", "等次", "得分", "说明"),
            (24, 18, 20, 94),
            [(row.period, row.grade, row.points, row.detail) for row in archive.grades],
        ),
        *_kinds_of_talk(archive),
    ]


def _kinds_of_talk(archive: Archive) -> list[_Kind]:
    return [
        (
            "当面报告",
            ("日期", "到场情况", "报告内容", "要求事项"),
            (24, 21, 58, 53),
            [
                (short_day(hearing.held_on), hearing.attendance, hearing.reported, hearing.asked)
                for hearing in archive.hearings
            ],
        ),
        (
            "意见建议",
            ("提出日期", "内容", "答复", "答复日期"),
            (24, 56, 52, 24),
            [
                (
                    short_day(suggestion.made_on),
                    suggestion.text,
                    suggestion.answer,
                    short_day(suggestion.answered_on),
                )
                for suggestion in archive.suggestions
            ],
        ),
        (
            "学习资料和工作要求",
            ("下发日期", "内容", "已阅日期"),
            (24, 108, 24),
            [(short_day(task.sent_on), task.text, short_day(task.read_on)) for task in archive.tasks],
        ),
    ]
