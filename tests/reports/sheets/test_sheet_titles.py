import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from reports.sheets.titles import LENGTH, sheet_titles
from tests.forms.made_up import STEADY

ODD = st.text(st.sampled_from("甲乙𠮷aAß[]:*?/\\'= +-@\n\x00") | st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["内科党支部", "外科党支部"], ["内科党支部", "外科党支部"]),
        (["a/b", "A:B", "a b"], ["a b", "A B (2)", "a b (3)"]),
        (["=1+1", "'甲'", ""], ["=1+1", "甲", "-"]),
        (["History"], ["History (2)"]),
        (["支" * 40, "支" * 33], ["支" * 31, "支" * 27 + " (2)"]),
    ],
)
def test_titles_are_what_excel_takes(names: list[str], titles: list[str]) -> None:
    assert sheet_titles(names) == titles


def test_a_title_that_is_taken_gets_a_number() -> None:
    assert sheet_titles(["汇总"], ["汇总", "明细"]) == ["汇总 (2)"]


@STEADY
@given(st.lists(ODD, min_size=1, max_size=12))
def test_whatever_the_names_every_sheet_is_there_under_a_title_of_its_own(names: list[str]) -> None:
    titles = sheet_titles(names)
    assert len({title.casefold() for title in titles}) == len(names)
    assert all(1 <= len(title.encode("utf-16-le")) // 2 <= LENGTH for title in titles)
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        book.create_sheet(title)
    content = io.BytesIO()
    book.save(content)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content.getvalue())).sheet_names == titles
