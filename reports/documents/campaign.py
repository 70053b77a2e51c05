"""The campaign's two summaries (campaign annexes 2 and 4, docs/domain.md section 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docx.table import _Row

from domain.reporting.paper_facts import NO_FACTS, PaperFacts
from reports.papers.official import HEI_FONTS, TEXT_FONTS, OfficialDocument
from reports.papers.official_tables import (
    RuledTable,
    add_grid,
    at_least,
    blank_table,
    keep_whole,
    put_words,
    repeat,
)
from reports.papers.official_words import number_words, short_day

CAMPAIGN_NAME = "腐败问题专项整治"
"""What these are called where the hospital runs no campaign of its own name."""
_SELF_REPORT = "有关人员主动说明问题情况汇总表"
_SELF_REPORT_HEAD = (
    "序号",
    "科室名称",
    "主动说明问题\n（情况）人数",
    "主动说明问题\n（情况）个数",
    "主动上交钱款\n（金额，单位：万元）",
    "主动上交财物\n（数量）",
)
_DEPARTMENT_MM = 6
_SELF_REPORT_MM = (14, 42, 24, 24, 28, 24)

_CAMPAIGN = "情况汇总表"
_CAMPAIGN_HEAD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("整治工作\n项目", ()),
    ("科室类别（个数）", ("职能", "临床", "医技", "合计")),
    ("处理人员", ("中层\n人员", "其他", "合计")),
    ("四种形态运用（人数）", ("第一\n形态", "第二\n形态", "第三\n形态", "第四\n形态", "合计")),
    ("行政\n处罚\n（人）", ()),
    ("通报\n问题\n（个）", ()),
    ("完善\n制度\n（个）", ()),
)
_CAMPAIGN_MM = (33, *[12] * 12, *[16] * 3)
_SUM = "合计"
_SINCE = "统计口径：累计数自{since}起，至填报之日止。"
_HEAD_MM, _FIGURES_MM = 14, 10
_HEAD_ROWS = 2


@dataclass(frozen=True, slots=True)
class SelfReportFigures:
    """People who came forward, problems they explained, money in 万元, goods as a number of pieces."""

    persons: int
    problems: int
    money_wan: Decimal
    goods: int


@dataclass(frozen=True, slots=True)
class SelfReportSummary:
    """主动说明问题情况汇总表 (campaign annex 2).

    `rows` are departments' names with their figures from `since`, the campaign's first day, to the end of this
    period; the document adds them up.
    """

    unit: str
    period_name: str
    filled_on: date
    rows: Sequence[tuple[str, SelfReportFigures]]
    since: date
    issue: PaperFacts = NO_FACTS
    campaign: str = CAMPAIGN_NAME


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """What annex 4 counts; the sums (合计) are the document's.

    Departments by kind (职能, 临床, 医技), persons dealt with (中层, 其他), the four forms (第一 to 第四) in
    persons, penalties of those who are neither party members nor public staff, problems notified, systems improved.
    """

    departments: tuple[int, int, int]
    dealt_with: tuple[int, int]
    four_forms: tuple[int, int, int, int]
    penalties: int
    notified: int
    improved: int


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """专项整治情况汇总表 (campaign annex 4).

    `rows` are items of rectification work (整治工作项目) with their figures from `since`, the campaign's first day, to
    the end of this period; the document adds them up.
    """

    unit: str
    period_name: str
    filled_on: date
    rows: Sequence[tuple[str, CampaignFigures]]
    since: date
    issue: PaperFacts = NO_FACTS
    campaign: str = CAMPAIGN_NAME


def self_report_document(summary: SelfReportSummary) -> bytes:
    """Return a docx of annex 2: a row for each department, and their sum."""
    document = OfficialDocument(f"{summary.period_name}{summary.campaign}{_SELF_REPORT}", summary.filled_on)
    document.annex("附件2")
    document.title(summary.unit, f"{summary.campaign}{_SELF_REPORT}")
    document.filled_by(summary.unit, summary.filled_on, summary.period_name)
    rows = [
        (str(number), name, *_self_report_words(figures))
        for number, (name, figures) in enumerate(summary.rows, start=1)
    ]
    total = _added_up([figures for _name, figures in summary.rows])
    rows.append(("", _SUM, *_self_report_words(total)))
    add_grid(
        document,
        RuledTable(
            _SELF_REPORT_HEAD,
            _SELF_REPORT_MM,
            rows,
            centred=(0, 2, 3, 4, 5),
            sums=(len(rows) - 1,),
            row_mm=_DEPARTMENT_MM,
        ),
    )
    document.filled_in_by(summary.issue.filled_in)
    document.remark(f"注：{_SINCE.format(since=short_day(summary.since))}")
    return document.content()


def _added_up(figures: Sequence[SelfReportFigures]) -> SelfReportFigures:
    return SelfReportFigures(
        sum(figure.persons for figure in figures),
        sum(figure.problems for figure in figures),
        sum((figure.money_wan for figure in figures), Decimal(0)),
        sum(figure.goods for figure in figures),
    )


def _self_report_words(figures: SelfReportFigures) -> tuple[str, str, str, str]:
    return str(figures.persons), str(figures.problems), number_words(figures.money_wan), str(figures.goods)


def campaign_document(summary: CampaignSummary) -> bytes:
    """Return a docx of annex 4: a row for each item of rectification work, and their sum."""
    document = OfficialDocument(
        f"{summary.period_name}{summary.campaign}{_CAMPAIGN}", summary.filled_on, across=True
    )
    document.annex("附件4")
    document.title(f"{summary.unit}{summary.campaign}{_CAMPAIGN}")
    document.filled_by(summary.unit, summary.filled_on, summary.period_name)
    counted = [(name, _columns(figures)) for name, figures in summary.rows]
    counted.append((_SUM, [sum(column) for column in zip(*(row for _name, row in counted), strict=True)]))
    table = blank_table(document, len(counted) + _HEAD_ROWS, _CAMPAIGN_MM)
    upper, lower, *others = table.rows
    _put_heads(upper, lower)
    for line, (name, row) in zip(others, counted, strict=True):
        at_least(line, _FIGURES_MM)
        for cell, text in zip(line.cells, (name, *map(str, row)), strict=True):
            put_words(cell, text, TEXT_FONTS, centred=True)
    for line in table.rows:
        keep_whole(line)
    document.filled_in_by(summary.issue.filled_in)
    document.remark("注：1.处理人员中的“其他”，指中层以下人员、非中共党员和非公职人员。")
    document.remark("2.行政处罚仅统计非中共党员且非公职人员。")
    document.remark(f"3.{_SINCE.format(since=short_day(summary.since))}")
    return document.content()


def _put_heads(upper: _Row, lower: _Row) -> None:
    """Put the head of two rows: a group's name above its columns, and a column alone over both."""
    above, below = upper.cells, lower.cells
    column = 0
    for name, parts in _CAMPAIGN_HEAD:
        last = column + max(len(parts), 1) - 1
        joined = above[column].merge(above[last] if parts else below[column])
        put_words(joined, name, HEI_FONTS, centred=True)
        for place, part in enumerate(parts, start=column):
            put_words(below[place], part, HEI_FONTS, centred=True)
        column = last + 1
    for line in (upper, lower):
        repeat(line)
        at_least(line, _HEAD_MM)


def _columns(figures: CampaignFigures) -> list[int]:
    groups = (figures.departments, figures.dealt_with, figures.four_forms)
    counted = [number for group in groups for number in (*group, sum(group))]
    return [*counted, figures.penalties, figures.notified, figures.improved]
