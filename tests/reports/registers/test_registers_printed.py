"""The papers of registers as LibreOffice prints them: pages, and where the words stand."""

from itertools import pairwise

import pytest

from tests.reports.evidence.office import Box, Printed
from tests.reports.registers.printed_made_up import RISK_ANSWERS, UNIT

PAGES = {
    "预警通知书": 1,
    "登记的岗位防控表": 2,
    "登记的科室防控表": 1,
    "登记的单位防控表": 1,
    "等级目录": 1,
    "等级目录表": 1,
    "风险点汇总表": 1,
    "问题清单": 2,
    "任务清单": 3,
    "任务清单表": 1,
    "责任清单": 3,
    "整改落实情况": 14,
    "自查汇总": 1,
    "警示牌": 3,
    "工作手册": 7,
}
ACROSS = {
    "等级目录",
    "等级目录表",
    "风险点汇总表",
    "问题清单",
    "任务清单",
    "任务清单表",
    "责任清单",
    "自查汇总",
    "警示牌",
}
TOP = 37
"""Where the text begins, in mm from the page's upper edge."""


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
    boxes = [page.the(words) for words in [*order, "医院监察室", "2026年6月12日"]]
    assert all(above.bottom < below.top for above, below in pairwise(boxes))
    assert [centre(box) for box in boxes[:3]] == pytest.approx([106, 106, 106], abs=1)
    assert centre(boxes[-2]) == pytest.approx(centre(boxes[-1]), abs=0.5)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        (
            "等级目录表",
            ["序号", "科室（单位）", "姓名", "风险等级", "风险种类", "存在廉政风险", "自我防控措施", "状态"],
        ),
        (
            "等级目录",
            ["序号", "科室（单位）", "姓名", "风险等级", "风险种类", "存在廉政风险", "自我防控措施", "状态"],
        ),
        ("问题清单", ["序号", "问题来源", "存在问题", "责任领导", "科室", "责任人", "整改期限", "状态"]),
        ("任务清单", ["序号", "存在问题", "整改措施", "完成时限", "进展情况", "状态"]),
        (
            "自查汇总",
            ["序号", "科室", "风险等级", "应自查", "已自查", "风险点", "已落实", "未落实的", "下一步"],
        ),
        ("任务清单表", ["序号", "存在问题", "整改措施", "完成时限", "进展情况", "状态"]),
        ("责任清单", ["序号", "存在问题", "整改措施", "责任领导", "责任单位", "责任人", "完成时限"]),
    ],
)
def test_a_list_s_columns_stand_in_order_on_each_page(printed: Printed, name: str, head: list[str]) -> None:
    for page in printed(name):
        boxes = [page.find(word)[-1] for word in head]  # the title may have it too
        assert all(left.right < right.left for left, right in pairwise(boxes))


def test_a_problem_stands_in_the_middle_of_its_measures(printed: Printed) -> None:
    page = printed("任务清单")[0]
    first, second, problem = (page.the(words) for words in ("措施1之1", "措施1之2", "问题1："))
    assert first.bottom < second.top
    assert (problem.top + problem.bottom) / 2 == pytest.approx((first.top + second.bottom) / 2, abs=6)
    for page in printed("责任清单"):
        said = page.text
        assert all((f"措施{n}之1" in said) == (f"措施{n}之2" in said) for n in range(1, 16)), "torn apart"


def test_nothing_of_a_text_of_5000_characters_is_lost_in_a_joined_cell(printed: Printed) -> None:
    said = "".join("".join(page.text.split()) for page in printed("长任务清单"))
    assert (said.count("长"), said.count("尾")) == (2 * 4_999, 2)


def test_the_rectification_report_reads_from_title_to_signature(printed: Printed) -> None:
    pages = printed("整改落实情况")
    said = "".join("".join(page.text.split()) for page in pages)
    order = [
        "整改落实情况报告",
        "现将截至",
        "一、问题整改情况",
        "问题1（",
        "整改措施：",
        "（1）措施1之1",
        "（2）措施1之2",
        "问题15（",
    ]
    places = [
        said.index(words)
        for words in [*order, "（3）措施15之3", "二、整改总体情况", "整改问题15个", "整改措施31条"]
    ]
    assert places == sorted(places)
    assert pages[-1].the("整改措施31条").bottom < pages[-1].find(UNIT)[-1].top


def test_a_card_is_one_page_with_the_post_its_level_risks_and_measures(printed: Printed) -> None:
    for page in printed("警示牌"):
        order = [
            page.the(words)
            for words in (UNIT, "岗位廉政风险警示牌", "岗　位", "科　室", "廉政风险点", "防控措施")
        ]
        assert all(above.bottom < below.top for above, below in pairwise(order))
        assert beside(page.the("风险等级"), page.the("级（"))
        assert page.find("—") == [], "a card is no page of something"
    first, second, _full = printed("警示牌")
    assert [centre(page.the("岗位廉政风险警示牌")) for page in (first, second)] == pytest.approx(
        [149.5] * 2, abs=1
    )
    level, picture = first.the("级（一级）"), first.picture(1485)
    red = picture.getpixel((round(level.left * 5) - 40, round(level.top * 5)))
    assert red == pytest.approx((0xC0, 0, 0), abs=3)
    # It is read from some steps away.
    assert second.the("登记不全").bottom - second.the("登记不全").top > 5


def test_the_handbook_shows_its_contents_and_a_chapter_a_page(printed: Printed) -> None:
    cover, contents, *chapters = printed("工作手册")
    assert cover.the(UNIT).bottom < cover.the("廉政风险防控机制工作手册").top < cover.the("2026年7月3日").top
    heads = ["一、廉政风险等级目录", "二、权力清单", "三、业务流程图", "四、审核审定程序", "五、附件目录"]
    boxes = [contents.the(words) for words in ["目　录", heads[0], "采购中心", "药剂科", *heads[1:]]]
    assert all(above.bottom < below.top for above, below in pairwise(boxes))
    for page, head in zip(chapters, heads, strict=True):
        assert page.the(head).top == pytest.approx(TOP, abs=6)
    picture = chapters[2].picture(2100).getpixel((1050, 1000))
    assert picture == pytest.approx((0, 0, 128), abs=3), "the flow chart is drawn"
    assert chapters[3].the("风险类别为单位").top > chapters[3].the("适用事项").bottom


@pytest.mark.parametrize("name", ["登记的科室防控表", "警示牌", "工作手册"])
def test_measures_stand_below_the_side_that_they_are_of_in_the_order_of_the_sides(
    printed: Printed, name: str
) -> None:
    """思想教育 before 监督防范, whose two are numbered below it; nothing of the sides of which there is none."""
    text = "".join("".join(page.text.split()) for page in printed(name))
    assert (
        "思想教育：每季度学习一次案例。监督防范：1.合同履行情况每季度通报一次。2.评审专家随机抽取。" in text
    )
    assert ("工作程序：" in text, "制度建设：" in text) == (False, False)
