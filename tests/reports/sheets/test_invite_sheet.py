import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from locales import LANGUAGES, Words
from reports.sheets.invite_sheet import InviteRow, invite_sheet

WORDS = Words()
LINK = "https://t.me/gridbot_test?start=0123456789ABCDEFGHJKMNPQRS"
ROWS = [
    InviteRow("10001", "心内科特邀监察员", "骨干", "心内科", LINK + str(number), date(2026, 6, 8))
    for number in range(3)
]


def opened(rows: Sequence[InviteRow], language: str = "zh") -> Worksheet:
    sheet = load_workbook(io.BytesIO(invite_sheet(rows, WORDS, language))).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def images_in(sheet: Worksheet) -> list[Any]:
    return list(vars(sheet)["_images"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_person_has_a_row_with_the_link_and_the_last_day(language: str) -> None:
    sheet = opened(ROWS, language)
    assert sheet.max_row == 4
    values = [cell.value for cell in sheet[2]]
    assert values[:4] == ["10001", "心内科特邀监察员", "骨干", "心内科"]
    assert sheet["E2"].value.date() == date(2026, 6, 8)
    assert values[6] == LINK + "0"
    assert all(cell.value for cell in sheet[1])


def test_each_row_has_its_own_code_that_stays_inside_the_row() -> None:
    sheet = opened(ROWS)
    anchors = [(image.anchor._from.row, image.anchor._from.col) for image in images_in(sheet)]
    assert anchors == [(1, 5), (2, 5), (3, 5)]
    pictures = {image._data() for image in images_in(sheet)}
    assert len(pictures) == 3
    for image in images_in(sheet):
        height = image.anchor.ext.height / 9525
        assert height * 0.75 <= sheet.row_dimensions[2].height


def test_a_code_is_large_and_has_a_quiet_zone() -> None:
    sheet = opened(ROWS[:1])
    picture = Image.open(io.BytesIO(images_in(sheet)[0]._data())).convert("L")
    assert picture.width >= 120
    assert picture.crop((0, 0, picture.width, 16)).getextrema() == (255, 255)
    assert picture.getextrema() == (0, 255)


def test_nobody_to_invite_is_an_empty_sheet() -> None:
    sheet = opened([])
    assert sheet.title == "邀请"
    assert sheet.max_row == 1
