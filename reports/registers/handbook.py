"""《廉政风险防控机制工作手册》: the whole register of risks as one document (docs/domain.md section 5).

Risks by grid and level, powers, flow charts, who reviews and approves, annexes. What is not kept has a sentence that
says so; what nobody wrote is not printed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.shared import Pt

from forms.fields import Field
from locales import Speech, in_chinese
from registers.language import Register
from reports.papers.official import OfficialDocument
from reports.papers.official_contents import Contents
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import day
from reports.registers.chain_words import chain_rows, responsible_rows
from reports.registers.flow_charts import FlowChart, add_flow_charts
from reports.registers.printed import PrintedEntry

TITLE = "廉政风险防控机制工作手册"
ANNEXES = (
    "市直卫生系统个人岗位廉政风险防控表",
    "市直卫生系统内设机构（处、科、室）廉政风险防控表",
    "市直卫生系统部门（单位）廉政风险防控表",
    "市直卫生系统深入推进廉政风险防控机制建设进展情况表",
    "权力廉政风险等级目录",
    "廉政风险点汇总表",
    "岗位廉政风险警示牌",
)
_CHINESE = "zh"
_NO_RISKS = "目前没有已审定的廉政风险。"
_NO_POWERS = "目前尚未建立权力清单台账，本手册未列权力清单。"
_OWN = "审核人本人的事项不经审核，直接送审定；任何人不得审核、审定本人的事项。"
_SUMS, _LEVEL_SUM = "共{count}项：{levels}。", "{level}{count}项"
_HEAD = ("序号", "岗位（对象）", "风险等级", "存在廉政风险", "自我防控措施")
_WIDTHS_MM = (11, 28, 29, 44, 44)
_CHAINS_HEAD, _CHAINS_MM = ("适用事项", "审核", "审定"), (80, 38, 38)
_RESPONSIBLE_HEAD, _RESPONSIBLE_MM = ("事项", "责任人"), (80, 76)


@dataclass(frozen=True, slots=True)
class Handbook:
    """What the handbook of a `unit` (its name) holds, made `on` a day.

    `register` is the one of `risks`, of which those are given that are approved. `powers` are entries of
    `power_register`, which is None where the unit keeps none.
    """

    unit: str
    on: date
    register: Register
    risks: Sequence[PrintedEntry]
    power_register: Register | None = None
    powers: Sequence[PrintedEntry] = ()
    flow_charts: Sequence[FlowChart] = ()
    annexes: Sequence[str] = ANNEXES


def handbook_document(handbook: Handbook) -> bytes:
    """Return the handbook as a docx: cover, contents, a chapter on a page of its own each."""
    document = OfficialDocument(f"{handbook.unit}{TITLE}", handbook.on)
    document.title(handbook.unit, TITLE)
    document.docx.paragraphs[-1].paragraph_format.space_before = Pt(160)
    document.subtitle(day(handbook.on))
    contents = Contents(document)
    _risks(document, handbook)
    _powers(document, handbook)
    if handbook.flow_charts:
        _flow_charts(document, handbook.flow_charts)
    _chains(document, handbook.register, in_chinese())
    _chapter(document, "附件目录")
    for number, name in enumerate(handbook.annexes, start=1):
        document.paragraph(f"{number}.{name}")
    contents.fill()
    return document.content()


def _chapter(document: OfficialDocument, text: str) -> None:
    document.heading(1, text).paragraph_format.page_break_before = True


def _risks(document: OfficialDocument, handbook: Handbook) -> None:
    _chapter(document, "廉政风险等级目录")
    if not handbook.risks:
        document.paragraph(_NO_RISKS)
        return
    levels = [choice.value for choice in handbook.register.form.field("level").choices]
    ordered = sorted(handbook.risks, key=lambda risk: _place(levels, risk))
    counts = Counter(risk.words("level") for risk in ordered if risk.words("level"))
    said = "，".join(_LEVEL_SUM.format(level=level, count=count) for level, count in counts.items())
    document.paragraph(_SUMS.format(count=len(ordered), levels=said))
    by_grid: dict[str, list[PrintedEntry]] = {risk.grid: [] for risk in handbook.risks}
    for risk in ordered:
        by_grid[risk.grid].append(risk)
    for grid, risks in by_grid.items():
        document.heading(2, grid, counted=False)
        rows = [
            (str(n), _whose(risk), risk.words("level"), risk.words("risks"), risk.words("measures"))
            for n, risk in enumerate(risks, start=1)
        ]
        add_grid(document, RuledTable(_HEAD, _WIDTHS_MM, rows, centred=(0, 1, 2)))


def _place(levels: Sequence[str], risk: PrintedEntry) -> int:
    level = risk.answers.get("level")
    return levels.index(level) if level in levels else len(levels)


def _whose(risk: PrintedEntry) -> str:
    """Return whose risk it is: a post with its holder, the department, the unit."""
    lines = (risk.post("person"), risk.name("person"))
    return "\n".join(line for line in lines if line) or risk.words("form")


def _powers(document: OfficialDocument, handbook: Handbook) -> None:
    _chapter(document, "权力清单")
    register = handbook.power_register
    if register is None or not handbook.powers:
        document.paragraph(_NO_POWERS)
        return
    labels = {field.key: field.label[_CHINESE] for field in register.fields if isinstance(field, Field)}
    for number, power in enumerate(handbook.powers, start=1):
        document.heading(3, f"{number}.{power.number or power.grid}", counted=False)
        document.paragraph(f"科室（单位）：{power.grid}")
        for key, label in labels.items():
            if power.words(key):
                document.paragraph(f"{label}：{power.words(key)}")


def _flow_charts(document: OfficialDocument, charts: Sequence[FlowChart]) -> None:
    _chapter(document, "业务流程图")
    add_flow_charts(document, charts)


def _chains(document: OfficialDocument, register: Register, speech: Speech) -> None:
    _chapter(document, "审核审定程序")
    add_grid(document, RuledTable(_CHAINS_HEAD, _CHAINS_MM, chain_rows(register, speech), centred=(1, 2)))
    document.paragraph(_OWN)
    if rows := responsible_rows(register, speech):
        document.caption("各级风险责任人")
        add_grid(document, RuledTable(_RESPONSIBLE_HEAD, _RESPONSIBLE_MM, rows, centred=(1,)))
