"""Where a flow chart's boxes stand (docs/domain.md section 5, 权力清单): pure sums, in pixels from the top left."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.pictures.light_layout import HEIGHT_MOST, MARGIN, TITLE_HEIGHT, WIDTH, text_width

TEXT, LINE = 32, 46
BOX_LEFT, BOX_WIDTH = 120, WIDTH - 240
ARROW = 56
_PADDING = 22
_ROOM = BOX_WIDTH - 2 * _PADDING
_NOT_FIRST = "，。；：、！？）》」』”％,.;:!?)%"
"""Signs that begin no line: they stand at the end of the one before, where there is room for one more."""


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A step as it stands on its page: its lines, and its upper and lower edge in pixels from the top."""

    lines: tuple[str, ...]
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A page of a chart; `follows`: others are above it, `goes_on`: others are below."""

    title: str
    boxes: tuple[FlowBox, ...]
    height: int
    follows: bool = False
    goes_on: bool = False


def lay_out_flow(title: str, steps: Sequence[str]) -> list[FlowPage]:
    """Return the pages of the chart of `steps`, in order: as few as a phone shows in one look each."""
    pages: list[list[FlowBox]] = [[]]
    for step in steps:
        lines = wrapped(step)
        height = len(lines) * LINE + 2 * _PADDING
        top = pages[-1][-1].bottom + ARROW if pages[-1] else _first_top(follows=len(pages) > 1)
        if pages[-1] and top + height + ARROW > HEIGHT_MOST:
            pages.append([])
            top = _first_top(follows=True)
        pages[-1].append(FlowBox(lines, top, top + height))
    last = len(pages) - 1
    return [
        FlowPage(title, tuple(boxes), _bottom(boxes, goes_on=n < last), follows=n > 0, goes_on=n < last)
        for n, boxes in enumerate(pages)
        if boxes
    ]


def wrapped(text: str) -> tuple[str, ...]:
    """Return the lines of a step in its box; no sign that closes begins a line."""
    lines, line = [], ""
    for sign in text:
        if text_width(line + sign, TEXT) > _ROOM and sign not in _NOT_FIRST:
            lines.append(line.strip())
            line = ""
        line += sign
    return (*lines, line.strip()) if line.strip() else tuple(lines)


def _first_top(*, follows: bool) -> int:
    return MARGIN + TITLE_HEIGHT + (ARROW if follows else 0)


def _bottom(boxes: Sequence[FlowBox], *, goes_on: bool) -> int:
    return (boxes[-1].bottom if boxes else 0) + (ARROW if goes_on else 0) + MARGIN
