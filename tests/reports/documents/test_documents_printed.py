"""The documents as LibreOffice prints them: pages, and where the words of each form stand."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from reports.documents.progress import ROWS
from tests.reports.documents.sample_documents import (
    ARCHIVE,
    BLANK_PERSON,
    CAMPAIGN,
    COMMITTEE,
    DEPARTMENT,
    FACTS,
    LEDGER,
    LONG,
    PERSON,
    PROGRESS,
    SUPERVISOR,
    UNIT,
    UNIT_SHEET,
    departments,
)
from tests.reports.evidence.office import Box, Page, Printed

PAGES = {
    "岗位廉政风险防控表": 2,
    "科室廉政风险防控表": 1,
    "单位廉政风险防控表": 1,
    "进展情况表": 2,
    "主动说明问题情况汇总表": 3,
    "专项整治情况汇总表": 1,
    "问题线索台账": 1,
    "驻组半年报告": 3,
    "党委半年报告": 3,
    "廉情档案": 3,
}
ACROSS = {"专项整治情况汇总表", "问题线索台账"}
TEXT_LEFT, TEXT_RIGHT, TEXT_TOP, TEXT_BOTTOM = 28, 184, 37, 262
CHARACTER = 156 / 28


def words_of(values: object) -> list[str]:
    """Return every text within a document's values."""
    if isinstance(values, str):
        return [values]
    if isinstance(values, Sequence):
        return [text for value in values for text in words_of(value)]
    names = getattr(values, "__slots__", ())
    return [text for name in names for text in words_of(getattr(values, name))]


def together(pages: Sequence[Page]) -> str:
    return "".join("".join(page.text.split()) for page in pages)


def centre(box: Box) -> float:
    return (box.left + box.right) / 2


def beside(left: Box, right: Box) -> bool:
    """Tell whether one stands left of the other, at the same height."""
    return left.right < right.left and left.top < right.bottom and right.top < left.bottom


@pytest.mark.parametrize("name", PAGES)
def test_each_document_has_its_pages_on_a4(printed: Printed, name: str) -> None:
    pages = printed(name)
    assert len(pages) == PAGES[name]
    wanted = (297, 210) if name in ACROSS else (210, 297)
    for page in pages:
        assert page.size_mm == pytest.approx(wanted, abs=0.3)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("岗位廉政风险防控表", (PERSON, BLANK_PERSON)),
        ("科室廉政风险防控表", DEPARTMENT),
        ("单位廉政风险防控表", UNIT_SHEET),
        ("进展情况表", (PROGRESS, [label for label, _parts in ROWS])),
        ("主动说明问题情况汇总表", [grid.name for grid in departments()]),
        ("专项整治情况汇总表", CAMPAIGN),
        ("问题线索台账", LEDGER),
        ("驻组半年报告", SUPERVISOR),
        ("党委半年报告", COMMITTEE),
        ("廉情档案", ARCHIVE),
    ],
)
def test_every_word_that_went_in_is_printed(printed: Printed, name: str, values: object) -> None:
    said = together(printed(name))
    wanted = ["".join(text.split()) for text in words_of(values)]
    assert len(wanted) >= 2
    assert [text for text in wanted if text not in said] == []


def test_a_file_of_300_entries_has_its_head_on_each_page_and_tears_no_row(printed: Printed) -> None:
    pages = ["".join(page.text.split()) for page in printed("长档案")]
    first = next(number for number, text in enumerate(pages) if "〈1〉" in text)
    assert all("编号日期内容本人身份办理情况状态" in text for text in pages[first:])
    for n in range(1, 301):
        assert [text.count(f"〈{n}〉") for text in pages if f"〈{n}〉" in text] == [1]
    # No row is torn: what it is about stands whole on its page.
    assert all(text.count("险") % 60 == 0 for text in pages[first + 1 :])


def test_a_page_holds_22_lines_of_28_characters_within_the_standard_s_margins(printed: Printed) -> None:
    odd, even, _last = printed("满页")
    lines = [[len(line) for line in page.text.splitlines()][:22] for page in (odd, even)]
    assert lines == [[26, *[28] * 21], [28] * 22]
    boxes = odd.find("家")
    assert min(box.left for box in boxes) == pytest.approx(TEXT_LEFT, abs=1)
    assert max(box.right for box in boxes) == pytest.approx(TEXT_RIGHT, abs=1)
    assert odd.the("国").left == pytest.approx(TEXT_LEFT + 2 * CHARACTER, abs=1)
    assert TEXT_TOP < odd.the("国").top < TEXT_TOP + 5
    assert TEXT_BOTTOM - 5 < max(box.bottom for box in boxes) < TEXT_BOTTOM
    # Printed on both sides and bound, the wider margin is on the right of an even page.
    assert min(box.left for box in even.find("家")) == pytest.approx(26, abs=1)


def test_the_page_number_stands_where_the_standard_has_it(printed: Printed) -> None:
    odd, even, _last = printed("满页")
    for page, number in ((odd, "1"), (even, "2")):
        first, second = page.find("—")
        assert centre(first) < centre(page.find(number)[-1]) < centre(second)
        # The dashes are 7 mm below the text.
        assert first.top - TEXT_BOTTOM == pytest.approx(7, abs=0.5)
    one_character = 14 * 25.4 / 72
    assert TEXT_RIGHT - odd.find("—")[1].right == pytest.approx(one_character, abs=0.6)
    assert even.the("—").left - 26 == pytest.approx(one_character, abs=0.6)


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        (
            "岗位廉政风险防控表",
            (("单位", UNIT), ("职务", PERSON.post), ("风险等级", PERSON.level), ("姓名", PERSON.name)),
        ),
        (
            "科室廉政风险防控表",
            (("单位", UNIT), ("科室名称", "采购中心"), ("风险等级", "A级"), ("负责人", DEPARTMENT.head)),
        ),
        ("单位廉政风险防控表", (("单位名称", UNIT), ("风险等级", "A级"))),
    ],
)
def test_a_risk_sheet_has_each_value_right_of_its_label(
    printed: Printed, name: str, pairs: Sequence[tuple[str, str]]
) -> None:
    page = printed(name)[0]
    for first, second in zip(pairs[::2], pairs[1::2], strict=True):
        row = [page.the(words) for pair in (first, second) for words in pair]
        assert all(beside(left, right) for left, right in pairwise(row))
    labels = [
        page.the(label) for label in ("主要职责", "存在廉政风险", "自我防控措施", "审核意见", "审定意见")
    ]
    assert all(above.bottom < below.top for above, below in pairwise(labels))
    heights = [centre_height(label) for label in labels]
    risk, signed = page.the("1."), page.find("签字")
    assert labels[1].right < risk.left
    assert heights[0] < risk.top < heights[2]
    assert [labels[3].right < box.left for box in signed] == [True, True]
    assert heights[3] < signed[0].bottom < heights[4] < signed[1].bottom


def centre_height(box: Box) -> float:
    return (box.top + box.bottom) / 2


def test_the_rows_of_annex_5_run_from_1_to_29_with_the_answers_beside_them(printed: Printed) -> None:
    seen, answered = [], set()
    for page in printed("进展情况表"):
        # Row 8's label begins as row 6's does, and so on: each is unlike the others in its first twelve characters.
        here = [(n, page.the(label[:12])) for n, (label, _) in enumerate(ROWS, 1) if page.find(label[:12])]
        assert all(above.bottom < below.top for (_, above), (_, below) in pairwise(here))
        head = page.the("序号")
        for number, label in here:
            found = [box for box in page.find(str(number)) if box.right < label.left and beside(box, label)]
            assert len(found) == 1, number
            assert centre(found[0]) == pytest.approx(centre(head), abs=0.5)
            answers = {1: "差额", 9: "一级31", 27: "单位11　部门7"}
            if number in answers and any(beside(label, box) for box in page.find(answers[number])):
                answered.add(number)
        seen += [number for number, _label in here]
    assert seen == list(range(1, 30))
    assert answered == {1, 9, 27}


def test_the_self_reports_columns_stand_in_order_on_each_page(printed: Printed) -> None:
    for page in printed("主动说明问题情况汇总表"):
        head = [page.the(word) for word in ("序号", "科室名称", "）人数", "）个数", "上交钱款", "上交财物")]
        assert all(left.right < right.left for left, right in pairwise(head))
    first, *_between, last = printed("主动说明问题情况汇总表")
    money = first.the("2.12")
    assert beside(first.the("人事科"), money)
    assert first.the("）个数").right < money.left < money.right < first.the("上交财物").left
    assert beside(last.the("合计"), last.the("271.08"))


def test_the_campaign_s_figures_stand_below_their_heads(printed: Printed) -> None:
    (page,) = printed("专项整治情况汇总表")
    below = {"职能": "18", "临床": "36", "医技": "6", "第三": "0"}
    row = page.the("重点岗位")
    for word, figure in below.items():
        centres = [centre(box) for box in page.find(figure) if beside(row, box)]
        assert any(abs(middle - centre(page.the(word))) < 1 for middle in centres), word
    sums = [centre(box) for box in page.find("合计")]
    assert [centre(box) for box in page.find("13")] == pytest.approx(sums[1:3], abs=1)
    assert page.the("科室类别").bottom < page.the("职能").top
    assert page.the("科室类别").left > page.the("职能").left


def test_the_ledger_s_columns_stand_in_order(printed: Printed) -> None:
    (page,) = printed("问题线索台账")
    head = ("序号", "姓名", "职务", "线索摘要", "线索来源", "受理时间", "处置方式及结果")
    boxes = [page.the(word) for word in head]
    assert all(beside(left, right) for left, right in pairwise(boxes))
    assert centre(page.the("2026.3.5")) == pytest.approx(centre(boxes[5]), abs=1)
    assert beside(page.the("医疗组长"), page.the("自行发现"))


def test_a_report_reads_from_title_to_signature(printed: Printed) -> None:
    pages = printed("驻组半年报告")
    first, last = pages[0], pages[-1]
    title = [first.the("绍兴某某医院关于2026年上半年"), first.the("网格化廉情监督工作情况的报告")]
    assert [centre(box) for box in title] == pytest.approx([106, 106], abs=1)
    below = [*title, first.the("驻市卫生健康委纪检监察组："), first.the("现将"), first.the("一、总体情况")]
    assert all(above.bottom < under.top for above, under in pairwise(below))
    assert below[2].left == pytest.approx(TEXT_LEFT, abs=1)
    assert below[3].left == pytest.approx(TEXT_LEFT + 2 * CHARACTER, abs=1)
    order = ["一、总", "（二）报", "二、工", "（四）问", "三、存", "四、下", "特此报告"]
    everything = together(pages)
    places = [everything.index(words) for words in order]
    assert places == sorted(places)
    assert [first.find(branch.name) for branch in FACTS.by_branch[:1]] == [[]]
    body, issued = last.find(UNIT)[-1], last.the("2026年7月3日")
    assert body.bottom < issued.top
    assert centre(body) == pytest.approx(centre(issued), abs=0.5)
    # LibreOffice spaces digits from Chinese, whatever the document asks for: five gaps of a quarter character.
    four_characters = 4 * 16 * 25.4 / 72
    assert four_characters - 5 * CHARACTER / 8 - 1 < TEXT_RIGHT - issued.right < four_characters + 1


@pytest.mark.parametrize(("name", "texts"), [("长防控表", 5), ("长台账", 2)])
def test_nothing_of_a_text_of_5000_characters_is_lost(printed: Printed, name: str, texts: int) -> None:
    said = together(printed(name))
    assert (said.count(LONG[0]), said.count(LONG[-1])) == (texts * 4_999, texts)


def test_the_head_of_a_long_ledger_stands_on_each_page(printed: Printed) -> None:
    pages = printed("长台账")
    assert len(pages) > 5
    assert LONG[0] in pages[0].text, "a row longer than a page begins below the head, not on the next page"
    assert all(page.find("线索摘要") for page in pages)
