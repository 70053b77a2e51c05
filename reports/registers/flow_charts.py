"""Flow charts in papers: drawn from steps, or as they were attached (docs/registers.md, `flow_chart`)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.shared import Mm

from registers.language import Register
from registers.papers import STEPS_MOST, chart_steps
from reports.papers.official import OfficialDocument
from reports.pictures.flow_picture import flow_pictures
from reports.registers.printed import PrintedEntry

_NO_PICTURES = "以下流程图不是图片，另行保存：{names}。"
_MORE = "其余{count}步见行使程序"
_UPRIGHT_MM, _ACROSS_MM = (150, 180), (215, 125)


@dataclass(frozen=True, slots=True)
class FlowChart:
    """A flow chart: of what, and the file that was attached with its name, or the `steps` from which it is drawn."""

    title: str
    file_name: str = ""
    content: bytes = b""
    steps: tuple[str, ...] = ()


def steps_of(register: Register, entry: PrintedEntry) -> tuple[str, ...]:
    """Return the steps that were typed for the chart of an entry; none where its register draws none."""
    if register.flow_chart is None:
        return ()
    return shown_steps(chart_steps(str(entry.answers.get(register.flow_chart.steps) or "")))


def shown_steps(steps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the steps as boxes: of more than STEPS_MOST the last says how many are left out."""
    if len(steps) <= STEPS_MOST:
        return steps
    return (*steps[: STEPS_MOST - 1], _MORE.format(count=len(steps) - STEPS_MOST + 1))


def add_flow_charts(document: OfficialDocument, charts: Sequence[FlowChart]) -> None:
    """Add each chart below its title, as large as the page allows; of what is no picture the name."""
    others = [chart for chart in charts if not _add(document, chart)]
    if others:
        document.paragraph(_NO_PICTURES.format(names="、".join(chart.file_name for chart in others)))


def _add(document: OfficialDocument, chart: FlowChart) -> bool:
    if chart.steps:
        return all(_picture(document, chart.title, page) for page in flow_pictures(chart.title, chart.steps))
    return _picture(document, chart.title, chart.content)


def _picture(document: OfficialDocument, title: str, content: bytes) -> bool:
    """Add a picture below its title; tell whether it is one."""
    try:
        image = Image.from_blob(content)
        wide = image.px_width / image.px_height
    except Exception:  # noqa: BLE001 - the library raises whatever a damaged file makes it stumble over
        return False
    widest, highest = _ACROSS_MM if document.is_across else _UPRIGHT_MM
    document.caption(title)
    size = {"width": Mm(widest)} if wide > widest / highest else {"height": Mm(highest)}
    document.docx.add_picture(io.BytesIO(content), **size)
    document.docx.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    return True
