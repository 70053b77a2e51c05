import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.characters import admit, admit_all, first_unfit

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@given(ANY_TEXT)
def test_what_enters_holds_no_controls_halves_noncharacters_or_turning_signs(text: str) -> None:
    kept = admit(text)
    assert not [sign for sign in kept if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"]
    assert not [sign for sign in kept if ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF]
    assert not set(kept) & TURNING
    assert admit(kept) == kept
    assert first_unfit(kept) is None


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs", "Co"))))
def test_what_can_be_read_stays(text: str) -> None:
    assert admit(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family, joined
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # a flag, by tags
        "\u2764\ufe0f 葛\U000e0100",  # variants
        "\u00e9 e\u0301 \u0644\u0627",
        "\U00020bb7野 \U0002b820 \U00030edd \U00031350 \U0002ebf0",  # extensions B, E, G, H and I
        "某\u3000甲",
        "\ue000",  # where old systems keep rare names
    ],
)
def test_rare_names_emoji_and_combining_marks_stay(text: str) -> None:
    assert admit(text) == text


def test_lines_end_in_a_line_feed_whatever_they_were_typed_with() -> None:
    assert admit("甲\r\n乙\r丙\u2028丁\x85戊\n己\x0b庚") == "甲\n乙\n丙\n丁\n戊\n己\n庚"
    assert admit("核\u202e实\x00\ufffe\U0010ffff\ufdd0\ud800") == "核实"
    assert admit("\ud83d\ude00") == "\U0001f600"


def test_json_and_toml_are_admitted_to_their_last_text() -> None:
    assert admit_all({"a\x00": ["b\ufffe", {"c": ("d\u202e", 1, None, True, 1.5)}]}) == {
        "a": ["b", {"c": ["d", 1, None, True, 1.5]}]
    }
