"""Flow charts of entries (流程图): what is drawn of the steps that were typed, and the pictures that were attached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.entries import Entry, KeptFile
from registers.language import Register
from registers.papers import chart_steps
from reports.registers.flow_charts import FlowChart, shown_steps
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.shown import show_entry

_PICTURES = "image/"
_READ_MOST = 40 * 1024 * 1024
"""So many bytes of pictures one paper holds: what is beyond is named in it."""


@dataclass(frozen=True, slots=True)
class ShownChart:
    """The flow chart of an entry in front of `viewer`: the `steps` to be drawn, and the files that were attached."""

    viewer: Viewer
    title: str
    steps: tuple[str, ...]
    files: Sequence[tuple[KeptFile, bytes]]


def show_chart(uow: UnitOfWork, request: Request, entry_id: int) -> ShownChart:
    """Return the chart of an entry. Raises RefusalError: access-old-button where there is none, and as `show_entry`."""
    shown = show_entry(uow, request, entry_id)
    register, answers = shown.register, shown.entry.answers
    steps, named = _steps(register, answers), set(_files(register, answers))
    theirs = [file.id for file in shown.files if file.id in named]
    if not steps and not theirs:
        raise RefusalError("access-old-button")
    files = [found for file_id in theirs if (found := uow.entry_files.content(file_id)) is not None]
    return ShownChart(shown.viewer, shown.entry.title, steps, files)


def flow_charts(uow: UnitOfWork, register: Register, entries: Sequence[Entry]) -> list[FlowChart]:
    """Return the charts of entries as papers print them: of each what is drawn, then what was attached."""
    found, left = [], _READ_MOST
    for entry in entries:
        if steps := _steps(register, entry.answers):
            found.append(FlowChart(entry.title, steps=steps))
        for file in uow.entry_files.find_all(list(_files(register, entry.answers))):
            read = uow.entry_files.content(file.id) if _is_read(file, left) else None
            content = b"" if read is None else read[1]
            left -= len(content)
            found.append(FlowChart(entry.title, file.name, content))
    return found


def _is_read(file: KeptFile, left: int) -> bool:
    return file.kind.startswith(_PICTURES) and file.size <= left


def _steps(register: Register, answers: Mapping[str, Any]) -> tuple[str, ...]:
    chart = register.flow_chart
    return () if chart is None else shown_steps(chart_steps(str(answers.get(chart.steps) or "")))


def _files(register: Register, answers: Mapping[str, Any]) -> Iterator[int]:
    """Yield the numbers of the files that were attached as a chart."""
    chart = register.flow_chart
    if chart is not None and chart.files is not None:
        yield from (int(file["file"]) for file in answers.get(chart.files) or () if "file" in file)
