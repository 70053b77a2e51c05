"""A flow chart as it is drawn: each step in a box of its own, from above down, on as few pages as a phone reads."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from registers.papers import STEPS_MOST, chart_steps
from reports.pictures.flow_drawing import drawn
from reports.pictures.flow_picture import flow_pictures
from reports.pictures.flows import lay_out_flow, wrapped
from reports.pictures.light_layout import HEIGHT_MOST, WIDTH
from reports.registers.flow_charts import shown_steps

LONG = "医用耗材管理委员会集体讨论，审核必要性、价格和供应商资质，形成会议纪要并由参会人员签字确认。" * 3


@pytest.mark.parametrize("count", [1, 7, STEPS_MOST])
def test_every_step_stands_once_in_its_order_and_no_page_is_taller_than_a_phone_shows(count: int) -> None:
    steps = [f"第{n}步{'科室提出申请' * (n % 5)}" for n in range(1, count + 1)]
    pages = lay_out_flow("采购审批", steps)
    lines = ["".join(box.lines) for page in pages for box in page.boxes]
    assert lines == steps
    assert all(above.bottom < below.top for page in pages for above, below in pairwise(page.boxes))
    assert all(page.boxes[-1].bottom < page.height <= HEIGHT_MOST + 100 for page in pages)
    assert [page.follows for page in pages] == [n > 0 for n in range(len(pages))]
    assert [page.goes_on for page in pages] == [n + 1 < len(pages) for n in range(len(pages))]
    sizes = [Image.open(io.BytesIO(page)).size for page in flow_pictures("采购审批", steps)]
    assert sizes == [(WIDTH, page.height) for page in pages]


def test_a_long_step_is_wrapped_and_none_of_its_lines_leaves_the_box() -> None:
    (page,) = lay_out_flow("采购审批" * 20, ["申请", LONG])
    assert "".join(page.boxes[1].lines) == LONG
    assert not any(line[0] in "，。、" for line in page.boxes[1].lines)
    figure = drawn(page)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    boxes = [box.get_window_extent(renderer) for box in figure.findobj(Rectangle) if box.get_width() > 700][
        :2
    ]
    texts = [text for text in figure.findobj(Text) if text.get_text() in (*page.boxes[1].lines, "申请")]
    for text in texts:
        extent = text.get_window_extent(renderer)
        assert any(
            box.x0 < extent.x0 and extent.x1 < box.x1 and box.y0 < extent.y0 and extent.y1 < box.y1
            for box in boxes
        )
    assert len(texts) == 1 + len(page.boxes[1].lines)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_nothing_of_a_step_is_lost_but_blanks(text: str) -> None:
    assert "".join("".join(wrapped(text)).split()) == "".join(text.split())


def test_blank_lines_are_no_steps_and_of_more_than_twenty_the_last_box_says_how_many_are_left() -> None:
    assert chart_steps("一、申请\n\n 二、 审批 \n") == ("一、申请", "二、 审批")
    many = tuple(str(n) for n in range(1, 26))
    assert shown_steps(many[:STEPS_MOST]) == many[:STEPS_MOST]
    assert shown_steps(many) == (*many[: STEPS_MOST - 1], "其余6步见行使程序")
    assert flow_pictures("采购审批", ()) == []
