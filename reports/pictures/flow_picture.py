"""A flow chart as pictures: boxes with arrows from above down, long steps wrapped, a long chart on several pages."""

from collections.abc import Sequence

from reports.pictures.flows import lay_out_flow


def flow_pictures(title: str, steps: Sequence[str]) -> list[bytes]:
    """Return the pages of the chart of `steps` as PNGs 1,080 pixels wide; none where there are no steps."""
    from reports.pictures.flow_drawing import draw  # noqa: PLC0415 - matplotlib takes a second to import

    return [draw(page) for page in lay_out_flow(title, steps)]
