"""The papers of registers as LibreOffice prints them: pages, and where the words stand."""

from itertools import pairwise

import pytest

from tests.reports.evidence.office import Box, Printed
from tests.reports.registers.printed_made_up import RISK_ANSWERS, UNIT

PAGES = {"预警通知书": 1, "登记的岗位防控表": 2, "登记的科室防控表": 1, "登记的单位防控表": 1}
ACROSS: set[str] = set()


def centre(box: Box) -> float:
    return (box.left + box.right) / 2


def beside(left: Box, right: Box) -> bool:
    """Tell whether one stands left of the other, at the same height."""
    return left.right < right.left and left.top < right.bottom and right.top < left.bottom


@pytest.mark.parametrize("name", PAGES)
def test_each_paper_has_its_pages_on_a4(printed: Printed, name: str) -> None:
    pages = printed(name)
    assert len(pages) == PAGES[name]
    wanted = (297, 210) if name in ACROSS else (210, 297)
    for page in pages:
        assert page.size_mm == pytest.approx(wanted, abs=0.3)


def test_a_risk_form_has_each_value_right_of_its_label_and_the_signatures_below(printed: Printed) -> None:
    signed, unsigned = printed("登记的岗位防控表")
    pairs = (("单位", UNIT), ("职务", "采购中心主任"), ("风险等级", "A级"), ("姓名", "采购中心负责人"))
    assert all(beside(signed.the(label), signed.the(value)) for label, value in pairs)
    labels = [
        signed.the(label) for label in ("主要职责", "存在廉政风险", "自我防控措施", "审核意见", "审定意见")
    ]
    assert all(above.bottom < below.top for above, below in pairwise(labels))
    assert labels[0].right < signed.the(RISK_ANSWERS["duties"][:8]).left
    review, approval = (signed.the(name) for name in ("签字：分管后勤副院长", "签字：医院党委"))
    assert labels[2].bottom < review.top < labels[4].top < approval.bottom
    assert unsigned.find("同意") == []
    assert len(unsigned.find("签字：")) == 2


def test_the_notice_reads_from_title_to_signature(printed: Printed) -> None:
    (page,) = printed("预警通知书")
    order = [
        UNIT,
        "廉政风险预警通知书",
        "编号：绍医预警〔2026〕5号",
        "采购中心：",
        "一、存在问题",
        "二、整改要求",
        "三、整改期限",
    ]
    boxes = [page.the(words) for words in [*order, "医院监察室", "2026年6月11日"]]
    assert all(above.bottom < below.top for above, below in pairwise(boxes))
    assert [centre(box) for box in boxes[:3]] == pytest.approx([106, 106, 106], abs=1)
    assert centre(boxes[-2]) == pytest.approx(centre(boxes[-1]), abs=0.5)
