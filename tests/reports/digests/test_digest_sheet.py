import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from domain.duties.standing import Standing
from locales import LANGUAGES, Speech, Words
from reports.digests.sheet import (
    BranchLine,
    DigestSheet,
    GridLine,
    WrittenSheet,
    digest_sheet,
)
from reports.standing_words import standing_said
from storage.duty_items import REMOVED

WORDS = Words()
DAY = datetime(2026, 6, 30)  # noqa: DTZ001 - as openpyxl reads a day
DIGEST = DigestSheet(
    caption="6月廉情月报 · 绍兴某某医院",
    sums=["灯色：黄", "廉政教育（场）", "上交红包（元）"],
    fields=["灯色", "廉政教育（场）", "上交红包（元）", "日期", "备注"],
    branches=[
        BranchLine(
            "201",
            "内科第一党支部",
            6,
            5,
            1,
            0,
            0,
            (1, 12, Decimal("300.00")),
            (None, 12, Decimal("300.00"), None, None),
        ),
        BranchLine("202", "后勤保障党支部", 6, 4, 0, 2, 1, (0, 7, None)),
    ],
    grids=[
        GridLine(
            "201",
            "内科第一党支部",
            "心内科",
            "临床科室",
            Standing.LATE,
            "逾期",
            datetime(2026, 7, 1, 1, 5, tzinfo=UTC),
            ("黄", 2, Decimal("300.00"), date(2026, 6, 30), "黄"),
        ),
        GridLine("202", "后勤保障党支部", "总务科", "职能科室", Standing.MISSING, "未报"),
    ],
    written=[
        WrittenSheet(
            "苗头性问题",
            ["问题摘要", "所属领域", "处置情况"],
            [("内科第一党支部", "心内科", "=高值耗材登记不全", "医疗服务", "已提醒")],
        ),
        WrittenSheet("意见建议", ["意见建议"], [("内科第一党支部", "心内科", "耗材登记改为电子表")]),
    ],
    widths=(14, 14, 14, 14, 40),
    light=0,
    fills={"黄": "FFE9A8"},
)


NAMED: dict[object, object] = {DAY: DAY.date()}
"""The day, which openpyxl reads as a midnight."""


def opened(digest: DigestSheet = DIGEST, language: str = "zh") -> Workbook:
    return load_workbook(io.BytesIO(digest_sheet(digest, WORDS, language)))


def test_what_was_written_follows_the_two_tables_then_a_sheet_for_each_branch() -> None:
    branches = ["内科第一党支部", "后勤保障党支部"]
    assert opened().sheetnames == ["汇总", "明细", "苗头性问题", "意见建议", *branches]


def test_a_branchs_sheet_holds_its_own_grids_and_their_sums() -> None:
    sheet = opened()["内科第一党支部"]
    at = datetime(2026, 7, 1, 9, 5)  # noqa: DTZ001 - Excel knows no time zones
    assert list(sheet.values) == [
        ("网格", "类别", "状态", "提交时间", "灯色", "廉政教育（场）", "上交红包（元）", "日期", "备注"),
        ("心内科", "临床科室", "逾期", at, "黄", 2, 300, DAY, "黄"),
        ("合计", None, None, None, None, 12, 300, None, None),
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I2"


def test_branches_of_one_name_keep_sheets_and_grids_of_their_own() -> None:
    branches = [BranchLine(code, "汇总", 1, 0, 0, 1, 0) for code in ("201", "202")]
    grids = [GridLine(code, "汇总", f"科室{code}", "", Standing.MISSING, "未报") for code in ("201", "202")]
    book = opened(DigestSheet("", [], [], branches, grids))
    assert book.sheetnames[2:] == ["汇总 (2)", "汇总 (3)"]
    assert [book[name]["A2"].value for name in book.sheetnames[2:]] == ["科室201", "科室202"]


def test_branches_are_counted_and_summed_in_a_total() -> None:
    rows = list(opened()["汇总"].values)
    assert rows[0] == (
        *("支部", "应报", "按时", "逾期", "未报", "免报", "灯色：黄"),
        *("廉政教育（场）", "上交红包（元）"),
    )
    assert rows[1] == ("内科第一党支部", 6, 5, 1, 0, 0, 1, 12, 300)
    assert rows[3] == ("合计", 12, 9, 1, 2, 1, 1, 19, 300)


def test_each_grid_says_its_state_when_it_reported_and_its_figures() -> None:
    sheet = opened()["明细"]
    late, missing = list(sheet.values)[1:]
    at = datetime(2026, 7, 1, 9, 5)  # noqa: DTZ001 - Excel knows no time zones
    assert late == ("内科第一党支部", "心内科", "临床科室", "逾期", at, "黄", 2, 300, DAY, "黄")
    assert missing[:6] == ("后勤保障党支部", "总务科", "职能科室", "未报", None, None)
    assert sheet["F2"].fill.start_color.rgb == "00FFE9A8"
    assert sheet["J2"].fill.fill_type is None  # the same word, written in another field
    assert sheet.auto_filter.ref == "A1:J3"


def test_what_inspectors_wrote_stays_text() -> None:
    book = opened()
    assert book["苗头性问题"]["C2"].value == "=高值耗材登记不全"
    assert book["苗头性问题"]["C2"].data_type == "s"
    assert book["意见建议"]["C2"].value == "耗材登记改为电子表"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standing", Standing)
def test_every_state_has_its_word(standing: Standing, language: str) -> None:
    speech = Speech(WORDS, language)
    for reason in (REMOVED, "停诊"):
        said = standing_said(standing, reason, speech)
        digest = DigestSheet("", [], [], [], [GridLine("1", "甲", "乙", "", standing, said)])
        assert opened(digest, language).worksheets[1]["D2"].value == said
        assert said
        if standing is Standing.EXEMPT:
            assert REMOVED not in said


def test_a_month_without_anything_is_a_file_of_empty_tables() -> None:
    book = opened(DigestSheet("", [], [], [], []))
    assert [sheet.max_row for sheet in book.worksheets] == [2, 1]


def test_another_library_reads_the_same_types_in_every_sheet() -> None:
    content = digest_sheet(DIGEST, WORDS, "zh")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    ours = load_workbook(io.BytesIO(content))
    assert book.sheet_names == ours.sheetnames
    for name in book.sheet_names:
        theirs = [
            ["" if value is None else NAMED.get(value, value) for value in row] for row in ours[name].values
        ]
        assert book.get_sheet_by_name(name).to_python() == theirs
    late = book.get_sheet_by_name("内科第一党支部").to_python()[1]
    assert [type(value) for value in late] == [str, str, str, datetime, str, float, float, date, str]


@pytest.mark.parametrize("start", "=+-@＝\t")
def test_no_text_of_inspectors_or_of_the_roster_becomes_a_formula(start: str) -> None:
    text = f"{start}1+1"
    branches = [BranchLine("201", text, 1, 1, 0, 0, 0)]
    grids = [GridLine("201", text, text, "", Standing.ON_TIME, text, None, (text,))]
    sheet = DigestSheet(
        text,
        [],
        [text],
        branches,
        grids,
        [WrittenSheet("一", [text, text, text], [(text, text, text * 1200, text, text)])],
    )
    for worksheet in opened(sheet).worksheets:
        assert not [cell for row in worksheet.iter_rows() for cell in row if cell.data_type == "f"]
        typed = [
            cell for row in worksheet.iter_rows() for cell in row if str(cell.value or "").startswith(text)
        ]
        assert typed
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in typed)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_an_office_program_prints_every_sheet_on_pages_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "digest.xlsx"
    path.write_bytes(digest_sheet(DIGEST, WORDS, "zh"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)  # noqa: S603 - our own file
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(path.with_suffix(".pdf"))]
    assert len(pages) == len(opened().sheetnames)
    assert all("6月廉情月报" in page for page in pages)
    assert "=高值耗材登记不全" in pages[2]
    assert "2026-07-01 09:05" in pages[4]
