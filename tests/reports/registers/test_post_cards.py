"""岗位风险警示牌: a card a post, in the colour of its gravest risk."""

import io

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.registers.post_cards import LEVEL_COLOURS, PostCard, cards_of, post_cards
from tests.reports.registers.printed_made_up import BUYER, ON, UNIT, person, risk
from tests.reports.registers.register_papers import LONG
from tests.reports.second_reader import tables


def test_all_risks_of_a_post_are_on_its_card_and_the_gravest_gives_its_level() -> None:
    some = [risk(level="b", risks="甲。", measures="乙。"), risk(level="a", risks="丙。", measures="丁。")]
    assert cards_of(some) == [
        PostCard(
            UNIT, "采购中心", BUYER["post"], BUYER["name"], "a", "A级（一级）", "甲。\n丙。", "乙。\n丁。"
        )
    ]
    (table,) = tables(post_cards(some, ON))
    assert table[:2] == [
        ["岗　位", "采购中心主任", "姓　名", "采购中心负责人"],
        ["科　室", "采购中心", "风险等级", "A级（一级）"],
    ]
    assert [row[:2] for row in table[2:]] == [["廉政风险点", "甲。\n丙。"], ["防控措施", "乙。\n丁。"]]


def test_two_of_one_name_have_a_card_each_and_departments_none() -> None:
    namesake = {**person("采购中心负责人", "采购中心主任"), "staff_number": "0999"}
    some = [risk(), risk(person=namesake), risk(form="department", person=None)]
    assert len(tables(post_cards(some, ON))) == 2
    with pytest.raises(ValueError, match="no post"):
        post_cards(some[2:], ON)


@pytest.mark.parametrize("level", ["a", "b", "c", None])
def test_the_level_stands_in_its_colour(level: str | None) -> None:
    document = Document(io.BytesIO(post_cards([risk(level=level)], ON)))
    found = document.tables[0].rows[1].cells[3]._tc.xpath("./w:tcPr/w:shd/@w:fill")
    assert found == ([LEVEL_COLOURS[level][0]] if level else [])


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_the_cards_open_again(text: str) -> None:
    some = [risk(person={"name": text, "post": text}, risks=text, measures=text)]
    assert len(Document(io.BytesIO(post_cards(some, ON))).tables) == 1


def test_nothing_of_a_long_text_is_lost() -> None:
    (table,) = tables(post_cards([risk(risks=LONG, measures=LONG)], ON))
    assert [row[1] for row in table[2:]] == [LONG, LONG]
