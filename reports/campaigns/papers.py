"""阶段报告 and 总结 of a campaign: what was done by whom, its figures, problems and measures, and who has not reported.

Nothing is in them that nobody reported; what is missing is said to be missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.campaigns.campaigns import PhaseSpan, TaskCounts
from domain.people.people import Role
from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import day

_HEAD = ("任务", "截止日期", "应报", "已完成", "未完成", "未报", "免报")
_WIDTHS_MM = (52, 26, 15, 16, 16, 15, 16)
_SUM = "合计"


@dataclass(frozen=True, slots=True)
class SaidOfTask:
    """What a grid said: its name, and its words."""

    grid: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskReport:
    """A task with how many grids stand how; `people` and `pieces` are the sums of what they reported."""

    title: str
    due_on: date
    counts: TaskCounts
    done_by: Sequence[str] = ()
    undone_by: Sequence[str] = ()
    missing: Sequence[str] = ()
    people: int = 0
    pieces: int = 0
    problems: Sequence[SaidOfTask] = ()
    measures: Sequence[SaidOfTask] = ()


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """A phase: its days, who answers for it ("" for nobody), its tasks."""

    title: str
    span: PhaseSpan
    in_charge: str
    tasks: Sequence[TaskReport]

    @property
    def counts(self) -> TaskCounts:
        """The counts of all its tasks."""
        return sum((task.counts for task in self.tasks), TaskCounts())


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """A campaign with the phases that are told of; `whole` makes it the summary (总结).

    `talked` is how many of how many have been talked with; `findings` what became of earlier findings: how many there
    are, stayed closed, were taken up again, were put right. None where that is not its part.
    """

    unit: str
    title: str
    basis: str
    on: date
    phases: Sequence[PhaseReport]
    whole: bool
    span: PhaseSpan
    ended_reason: str = ""
    talked: tuple[int, int] | None = None
    findings: tuple[int, int, int, int] | None = None
    items: Sequence[str] = field(default=())


def campaign_papers(reports: Sequence[CampaignReport]) -> bytes:
    """Return a docx of these reports, each on a page of its own."""
    first = reports[0]
    document = OfficialDocument(_title(first), first.on)
    for number, report in enumerate(reports):
        if number:
            document.new_page()
        _write(document, report)
    return document.content()


def _title(report: CampaignReport) -> str:
    if report.whole:
        return f"{report.title}工作总结"
    return f"{report.title}{report.phases[0].title}阶段工作报告"


def _write(document: OfficialDocument, report: CampaignReport) -> None:
    document.title(report.unit, _title(report))
    document.heading(1, "基本情况")
    document.paragraph("".join(_basics(report)))
    document.heading(1, "任务完成情况")
    total = sum((phase.counts for phase in report.phases), TaskCounts())
    document.paragraph(
        f"应报{total.owed}份，已完成{total.done}份，未完成{total.undone}份，未报{total.missing}份，免报{total.exempt}份。"
    )
    for phase in report.phases:
        if report.whole:
            document.caption(f"{phase.title}（{day(phase.span.starts_on)}至{day(phase.span.ends_on)}）")
        _add_tasks(document, phase)
    document.heading(1, "工作开展情况")
    for phase in report.phases:
        for task in phase.tasks:
            document.item(3, _done(task))
    if report.talked is not None:
        reached, wanted = report.talked
        document.paragraph(f"谈心谈话：应谈{wanted}人，已谈{reached}人，未谈{wanted - reached}人。")
    if report.findings is not None:
        of, kept, again, closed = report.findings
        waiting = of - kept - again - closed
        document.paragraph(
            f"以往检查发现问题起底：共{of}个，维持了结{kept}个，重新办理{again}个，已销号{closed}个，尚未核查{waiting}个。"
        )
    tasks = [task for phase in report.phases for task in phase.tasks]
    _add_said(document, "发现的问题", [said for task in tasks for said in task.problems])
    _add_said(document, "整改措施", [said for task in tasks for said in task.measures])
    document.heading(1, "未报情况")
    missing = [task for task in tasks if task.missing]
    for task in missing:
        document.item(3, f"{task.title}：{'、'.join(task.missing)}。")
    if not missing:
        document.paragraph("各项任务均已报送。" if total.owed else "任务尚未开始，没有应报送的内容。")
    document.signature(Role.OFFICE.value, report.on)


def _basics(report: CampaignReport) -> Sequence[str]:
    first, last = day(report.span.starts_on), day(report.span.ends_on)
    said = [f"依据{report.basis}，" if report.basis else "依据文号未登记。"]
    said.append(f"{report.title}自{first}至{last}开展。")
    if report.ended_reason:
        said.append(f"提前结束，原因：{report.ended_reason}。")
    if report.items:
        said.append(f"整治工作项目：{'、'.join(report.items)}。")
    for phase in report.phases:
        span = f"{day(phase.span.starts_on)}至{day(phase.span.ends_on)}"
        charge = f"责任人{phase.in_charge}" if phase.in_charge else "责任人未指定"
        said.append(f"{phase.title}阶段{span}，{charge}。")
    return said


def _add_tasks(document: OfficialDocument, phase: PhaseReport) -> None:
    rows = [(task.title, _short(task.due_on), *_figures(task.counts)) for task in phase.tasks]
    rows.append((_SUM, "", *_figures(phase.counts)))
    add_grid(
        document, RuledTable(_HEAD, _WIDTHS_MM, rows, centred=range(1, len(_HEAD)), sums=(len(rows) - 1,))
    )


def _figures(counts: TaskCounts) -> tuple[str, ...]:
    figures = (counts.owed, counts.done, counts.undone, counts.missing, counts.exempt)
    return tuple(map(str, figures))


def _short(on: date) -> str:
    return f"{on.month}月{on.day}日"


def _done(task: TaskReport) -> str:
    said = [f"{task.title}："]
    said.append(f"{len(task.done_by)}个网格已完成" if task.done_by else "尚无网格完成")
    if task.people:
        said.append(f"，参加{task.people}人次")
    if task.pieces:
        said.append(f"，涉及{task.pieces}件")
    said.append("。")
    if task.done_by:
        said.append(f"已完成：{'、'.join(task.done_by)}。")
    if task.undone_by:
        said.append(f"已报未完成：{'、'.join(task.undone_by)}。")
    return "".join(said)


def _add_said(document: OfficialDocument, heading: str, said: Sequence[SaidOfTask]) -> None:
    document.heading(1, heading)
    for words in said:
        document.item(3, f"{words.grid}：{words.words}")
    if not said:
        document.paragraph("各网格未报告。")
