"""What the half-year and the yearly reports tell of their span, and the sections that they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.rates import percent_of, percent_said
from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import number_words

SUBJECT = "网格化廉情监督工作情况"
TO_BE_WRITTEN: Final = "（待补充）"
"""Stands where the office writes itself, so that it is seen."""
_HEAD = ("应报", "已报", "按时", "逾期", "未报", "绿灯", "黄灯", "红灯")
_ROW_MM = 7.5
_WIDTHS_MM = (44, *[14] * 8)


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One figure in words: `label` 廉政教育, `unit` 场, with that of the same span a year before, if known."""

    label: str
    unit: str
    value: int | Decimal
    year_ago: int | Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How a month or a branch stands: what was due (`on_time` + `late` + `missing`), and its lights."""

    name: str
    on_time: int
    late: int
    missing: int
    green: int
    yellow: int
    red: int

    @property
    def due(self) -> int:
        """How many reports fell due."""
        return self.on_time + self.late + self.missing

    @property
    def reported(self) -> int:
        """How many came, in time or not."""
        return self.on_time + self.late


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """What both reports tell about a span of months.

    `branches`, `departments` and `inspectors` are how many the net has. `all` is the unit as a whole. `figures`
    are the form's sums, `problems` the tendencies found in words (no names), `risks`, `warnings` and
    `rectifications` what registers tell in counts, `hearings` the face-to-face reports and `grades` (等次) in counts.
    `problems_note` is a sentence about problems that are not listed, and no problem itself.
    """

    branches: int
    departments: int
    inspectors: int
    all: GroupLine
    by_month: Sequence[GroupLine]
    by_branch: Sequence[GroupLine]
    figures: Sequence[ReportFigure]
    problems: Sequence[str] = ()
    problems_note: str = ""
    risks: Sequence[ReportFigure] = ()
    warnings: Sequence[ReportFigure] = ()
    rectifications: Sequence[ReportFigure] = ()
    hearings: Sequence[ReportFigure] = ()
    grades: Sequence[ReportFigure] = ()


def add_overview(document: OfficialDocument, period_name: str, facts: PeriodFacts) -> None:
    """Add 总体情况: the net, who reported, the lights, a table by month and one by branch."""
    document.heading(1, "总体情况")
    document.heading(2, "网格设置")
    document.paragraph(
        f"全院设党支部网格{facts.branches}个、科室网格{facts.departments}个，在聘特邀监察员{facts.inspectors}名。"
    )
    document.heading(2, "报告情况")
    document.paragraph(_reporting(period_name, facts.all))
    tables = (("月份", "各月报告情况", facts.by_month), ("党支部", "各党支部报告情况", facts.by_branch))
    for number, (kind, caption, lines) in enumerate((table for table in tables if table[2]), start=1):
        document.caption(f"表{number}　{period_name}{caption}（单位：份）")
        add_grid(document, _table(kind, lines))


def _reporting(period_name: str, every: GroupLine) -> str:
    if not every.due:
        return f"{period_name}没有应报的网格廉情报告。"
    share, in_time = (percent_said(percent_of(part, every.due)) for part in (every.reported, every.on_time))
    counted = (
        f"{period_name}应报网格廉情报告{every.due}份，已报{every.reported}份，报告率{share}；"
        f"其中按时{every.on_time}份，按时率{in_time}，逾期{every.late}份；未报{every.missing}份。"
    )
    if not every.green + every.yellow + every.red:
        return counted
    return f"{counted}已报的报告中，绿灯{every.green}份，黄灯{every.yellow}份，红灯{every.red}份。"


def _table(kind: str, lines: Sequence[GroupLine]) -> RuledTable:
    rows = [(line.name, *_counts(line)) for line in lines]
    rows.append(("合计", *(sum(column) for column in zip(*(_counts(line) for line in lines), strict=True))))
    words = [[str(cell) for cell in row] for row in rows]
    return RuledTable(
        (kind, *_HEAD), _WIDTHS_MM, words, range(len(_WIDTHS_MM)), sums=(len(lines),), row_mm=_ROW_MM
    )


def _counts(line: GroupLine) -> tuple[int, ...]:
    return (
        line.due,
        line.reported,
        line.on_time,
        line.late,
        line.missing,
        line.green,
        line.yellow,
        line.red,
    )


def add_work(document: OfficialDocument, facts: PeriodFacts, clues: Sequence[ReportFigure]) -> None:
    """Add 工作开展情况: a part for each kind of figures, numbered; without any it is the office's to write."""
    document.heading(1, "工作开展情况")
    parts = (
        ("日常监督", facts.figures),
        ("当面报告", facts.hearings),
        ("廉政风险", facts.risks),
        ("风险预警", facts.warnings),
        ("问题整改", facts.rectifications),
        ("监督考核", facts.grades),
        ("问题线索", clues),
    )
    if not any(figures for _name, figures in parts):
        document.paragraph(TO_BE_WRITTEN)
    for name, figures in parts:
        if not figures:
            continue
        document.heading(2, name)
        for figure in figures:
            document.item(3, _sentence(figure))


def _sentence(figure: ReportFigure) -> str:
    said = f"{figure.label}{number_words(figure.value)}{figure.unit}"
    if figure.year_ago is None:
        return f"{said}。"
    change = Decimal(figure.value) - Decimal(figure.year_ago)
    if change == 0:
        return f"{said}，与上年同期持平。"
    more = "增加" if change > 0 else "减少"
    return f"{said}，比上年同期{more}{number_words(abs(change))}{figure.unit}。"


def add_problems(document: OfficialDocument, facts: PeriodFacts) -> None:
    """Add 存在问题: what is listed, numbered, and the sentence about what is not."""
    note = facts.problems_note
    add_list(document, "存在问题", facts.problems, note or TO_BE_WRITTEN)
    if facts.problems and note:
        document.paragraph(note)


def add_list(document: OfficialDocument, heading: str, texts: Sequence[str], if_none: str) -> None:
    """Add a section of numbered texts, or the sentence `if_none`."""
    document.heading(1, heading)
    if not texts:
        document.paragraph(if_none)
    for text in texts:
        document.item(3, text)
