import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from domain.lights import Light
from domain.standing import Standing
from locales import LANGUAGES, Words
from reports.digest_sheet import (
    BranchLine,
    DigestSheet,
    GridLine,
    SuggestionLine,
    TendencyLine,
    digest_sheet,
)

WORDS = Words()
DIGEST = DigestSheet(
    caption="6月廉情月报 · 绍兴某某医院",
    figures=["廉政教育（场）", "上交红包（元）"],
    branches=[
        BranchLine("内科第一党支部", 6, 5, 1, 0, 5, 1, 0, (12, Decimal("300.00"))),
        BranchLine("后勤保障党支部", 6, 4, 0, 2, 3, 0, 1, (7, None)),
    ],
    grids=[
        GridLine(
            "内科第一党支部",
            "心内科",
            "临床科室",
            Standing.LATE,
            datetime(2026, 7, 1, 1, 5, tzinfo=UTC),
            Light.YELLOW,
            (2, Decimal("300.00")),
        ),
        GridLine("后勤保障党支部", "总务科", "职能科室", Standing.MISSING),
    ],
    tendencies=[TendencyLine("内科第一党支部", "心内科", "=高值耗材登记不全", "医疗服务", "已提醒")],
    suggestions=[SuggestionLine("内科第一党支部", "心内科", "耗材登记改为电子表")],
)


def opened(digest: DigestSheet = DIGEST, language: str = "zh") -> Workbook:
    return load_workbook(io.BytesIO(digest_sheet(digest, WORDS, language)))


def test_the_file_has_the_four_sheets_in_order() -> None:
    assert opened().sheetnames == ["汇总", "明细", "苗头性问题", "意见建议"]


def test_branches_are_counted_and_summed_in_a_total() -> None:
    rows = list(opened()["汇总"].values)
    assert rows[0] == (
        *("支部", "应报", "按时", "逾期", "未报", "绿", "黄", "红"),
        *("廉政教育（场）", "上交红包（元）"),
    )
    assert rows[1] == ("内科第一党支部", 6, 5, 1, 0, 5, 1, 0, 12, 300)
    assert rows[3] == ("合计", 12, 9, 1, 2, 8, 1, 1, 19, 300)


def test_each_grid_says_its_state_when_it_reported_and_its_figures() -> None:
    sheet = opened()["明细"]
    late, missing = list(sheet.values)[1:]
    at = datetime(2026, 7, 1, 9, 5)  # noqa: DTZ001 - Excel knows no time zones
    assert late == ("内科第一党支部", "心内科", "临床科室", "逾期", at, "黄", 2, 300)
    assert missing[:6] == ("后勤保障党支部", "总务科", "职能科室", "未报", None, None)
    assert sheet["F2"].fill.start_color.rgb == "00FFE9A8"
    assert sheet.auto_filter.ref == "A1:H3"


def test_what_inspectors_wrote_stays_text() -> None:
    book = opened()
    assert book["苗头性问题"]["C2"].value == "=高值耗材登记不全"
    assert book["苗头性问题"]["C2"].data_type == "s"
    assert book["意见建议"]["C2"].value == "耗材登记改为电子表"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standing", Standing)
def test_every_state_has_its_word(standing: Standing, language: str) -> None:
    digest = DigestSheet("", [], [], [GridLine("甲", "乙", "", standing)], [], [])
    assert opened(digest, language).worksheets[1]["D2"].value


def test_a_month_without_anything_is_a_file_of_empty_tables() -> None:
    book = opened(DigestSheet("", [], [], [], [], []))
    assert [sheet.max_row for sheet in book.worksheets] == [2, 1, 1, 1]
