"""Long texts in parts: whole lines, none lost, each as Telegram takes it."""

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windows.text_parts import LINES_ON_A_PHONE, TEXT_MOST, parts, units

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)
LINES = st.lists(
    st.builds(
        lambda words, bold: f"<b>{escape(words)}</b>：{escape(words)}" if bold else escape(words),
        LETTERS,
        st.booleans(),
    ),
    max_size=40,
)


def plain(html: str) -> str:
    return unescape(re.sub(r"</?b>", "", html))


def utf_16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(LINES, st.integers(120, 500), st.one_of(st.none(), st.integers(1, 30)))
def test_no_line_is_lost_nor_moved(lines: list[str], most: int, lines_most: int | None) -> None:
    found = parts(lines, most, lines_most)
    together = [line for part in found for line in part]
    assert "".join(map(plain, together)) == "".join(map(plain, lines))
    if all(utf_16(line) <= most for line in lines):
        assert together == lines


@given(LINES, st.integers(120, 500))
def test_every_part_is_short_enough_as_telegram_counts(lines: list[str], most: int) -> None:
    assert all(utf_16("\n".join(part)) <= most for part in parts(lines, most))


@given(
    words=st.text(st.sampled_from("&<>'中😀a"), min_size=40, max_size=200),
    bold=st.booleans(),
    most=st.integers(40, 120),
)
def test_a_line_too_long_is_broken_outside_tags_and_entities(*, words: str, bold: bool, most: int) -> None:
    line = f"<b>{escape(words)}</b>" if bold else escape(words)
    pieces = [piece for part in parts([line], most) for piece in part]
    assert "".join(map(plain, pieces)) == words
    for piece in pieces:
        assert utf_16(piece) <= most
        assert piece.count("<b>") == piece.count("</b>")
        assert "&" not in re.sub(r"&(amp|lt|gt|quot|#x27);", "", piece)


@given(LINES)
def test_units_are_counted_as_utf_16_has_them(lines: list[str]) -> None:
    assert [units(line) for line in lines] == [utf_16(line) for line in lines]


def test_a_part_is_no_longer_than_a_phone() -> None:
    short = [f"{number}" for number in range(50)]
    assert [len(part) for part in parts(short, TEXT_MOST, LINES_ON_A_PHONE)] == [20, 20, 10]
    long = ["字" * 100] * 8  # six lines of a phone each
    assert [len(part) for part in parts(long, TEXT_MOST, LINES_ON_A_PHONE)] == [3, 3, 2]


def test_nothing_is_one_empty_part() -> None:
    assert parts([]) == [[]]


def test_a_part_that_no_letter_fits_is_refused() -> None:
    with pytest.raises(ValueError, match="do not hold"):
        parts(["<b>一二三</b>"], 5)
