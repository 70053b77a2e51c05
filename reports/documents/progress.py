"""The progress table of annex 5 (进展情况表, docs/domain.md sections 3 and 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid

_TITLE = "市直卫生系统深入推进廉政风险防控机制建设进展情况表"
_WIDTHS_MM = (14, 86, 56)
# As low as the text allows.
_ROW_MM = 5.8

ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("开展廉政风险防控机制建设的单位性质（/全额 /差额 /自收自支）", ("",)),
    ("是否制定工作细则", ("",)),
    ("是否召开部署会议", ("",)),
    ("是否开始查找廉政风险", ("",)),
    ("参与查找风险点党员干部、职工数（名）", ("",)),
    ("其中：处级/科级（名）", ("处级", "科级")),
    ("查找廉政风险点", ("",)),
    ("其中：个人廉政风险点/内设部门风险/单位风险（个）", ("个人", "内设部门", "单位")),
    ("一级风险/二级风险/三级风险（个）", ("一级", "二级", "三级")),
    ("是否开展核定权力清单", ("",)),
    ("取消职权", ("",)),
    ("编制职权目录", ("",)),
    ("是否开展规范工作流程", ("",)),
    ("编制业务流程图（份）", ("",)),
    ("是否公开权力清单、业务流程图等事项", ("",)),
    ("是否进行风险预警", ("",)),
    ("发出风险预警（次）", ("",)),
    ("是否制定防控措施", ("",)),
    ("制定防控措施（条）", ("",)),
    ("组织处理和纪律处分（人）", ("",)),
    ("制定整改措施（条）", ("",)),
    ("是否开展廉政风险教育", ("",)),
    ("开展廉政风险教育（场次）", ("",)),
    ("编写廉政教案（个）", ("",)),
    ("是否开始健全完善规范性文件", ("",)),
    ("健全完善规范性文件（件）", ("",)),
    ("其中：单位规范性文件/部门规范性文件（件）", ("单位", "部门")),
    ("是否开展工作检查", ("",)),
    ("开展工作检查（次）", ("",)),
)
"""The 29 rows of docs/domain.md section 8, each with the names of the answers it asks for; "" where it asks for one."""


@dataclass(frozen=True, slots=True)
class Progress29:
    """Annex 5 of one unit and period; `answers` are words as printed, for each of ROWS as many as its parts.

    An answer not given is "". Raises ValueError where the rows or their parts are not as many as the form's.
    """

    unit: str
    period_name: str
    filled_on: date
    answers: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Check the shape, since a shifted row would put each later answer under a wrong question."""
        wanted = [len(parts) for _label, parts in ROWS]
        if [len(answers) for answers in self.answers] != wanted:
            raise ValueError(f"annex 5 has rows of {wanted} answers")


def progress_document(progress: Progress29) -> bytes:
    """Return a docx of annex 5: the rows numbered 1 to 29, each with what was answered."""
    document = OfficialDocument(f"{progress.period_name}{_TITLE}", progress.filled_on)
    document.annex("附件5")
    document.title(_TITLE)
    document.filled_by(progress.unit, progress.filled_on, progress.period_name)
    rows = [
        (str(number), label, _said(parts, answers))
        for number, ((label, parts), answers) in enumerate(zip(ROWS, progress.answers, strict=True), start=1)
    ]
    add_grid(
        document,
        RuledTable(
            ("序号", "填报内容", "填写是、否或数量"), _WIDTHS_MM, rows, centred=(0, 2), row_mm=_ROW_MM
        ),
    )
    return document.content()


def _said(parts: Sequence[str], answers: Sequence[str]) -> str:
    """Return the answers in one cell, each behind the name of its part where there are several."""
    return "　".join(f"{part}{answer}" for part, answer in zip(parts, answers, strict=True))
