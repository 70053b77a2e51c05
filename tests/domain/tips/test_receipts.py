import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.tips.receipts import (
    ALPHABET,
    CODE_LENGTH,
    find_receipt,
    holds_receipt,
    new_receipt,
    read_receipt,
    show_receipt,
)

KNOWN = "K7QM3XNV92PDHT4CX"
CODES = [KNOWN, "0123456789ABCDEFP", "ZZZZZZZZZZZZZZZZM", "00000000000000000"]

codes = st.builds(new_receipt)


def test_a_new_code_reads_as_itself_in_every_group_form() -> None:
    for _ in range(200):
        code = new_receipt()
        assert len(code) == CODE_LENGTH
        assert read_receipt(code) == read_receipt(show_receipt(code)) == code


def test_codes_carry_eighty_bits_that_all_vary() -> None:
    drawn = [new_receipt() for _ in range(1000)]
    assert len(set(drawn)) == len(drawn)
    for place in range(CODE_LENGTH):
        assert {code[place] for code in drawn} == set(ALPHABET)


def test_a_code_prints_in_groups_of_four_with_a_shorter_last() -> None:
    assert show_receipt(KNOWN) == "K7QM-3XNV-92PD-HT4C-X"
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}-[0-9A-Z]", show_receipt(new_receipt()))


@pytest.mark.parametrize("code", CODES)
def test_every_single_wrong_symbol_is_found(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            _assert_mistyped(code[:place] + wrong + code[place + 1 :])


@given(codes)
def test_every_swap_of_two_different_symbols_is_found(code: str) -> None:
    for first in range(CODE_LENGTH):
        for second in range(first + 1, CODE_LENGTH):
            if code[first] != code[second]:
                swapped = list(code)
                swapped[first], swapped[second] = swapped[second], swapped[first]
                _assert_mistyped("".join(swapped))


@pytest.mark.parametrize(
    "typed",
    [
        "k7qm-3xnv-92pd-ht4c-x",
        "  K7QM 3XNV 92PD HT4C X\n",
        "K7QM—3XNV——92PD–HT4C−X",
        "Ｋ７ＱＭ－３ＸＮＶ－９２ＰＤ－ＨＴ４Ｃ－Ｘ",
        "ｋ７ｑｍ　３ｘｎｖ　９２ｐｄ　ｈｔ４ｃ　ｘ",
        "K7QM一3XNV一92PD一HT4C一X",
        "\u200bK7QM\u00ad3XNV\u00a092PD_HT4C~X\ufeff",
    ],
)
def test_a_code_is_read_however_a_phone_writes_it(typed: str) -> None:
    assert read_receipt(typed) == KNOWN


def test_o_is_read_as_zero_and_i_and_l_as_one() -> None:
    assert read_receipt("oi23-4567-89ab-cdef-p") == "0123456789ABCDEFP"
    assert read_receipt("Ol23-4567-89ab-cdef-p") == "0123456789ABCDEFP"


@pytest.mark.parametrize(
    "typed",
    ["", "-", "K7QM", KNOWN + "0", KNOWN[:-1], "U" * 17, "回执码", "K7QM-3XNV-92PD-HT4C-8", "＊" * 17],
)
def test_what_is_no_code_is_refused_as_mistyped(typed: str) -> None:
    _assert_mistyped(typed)


@given(st.text())
def test_any_text_is_a_code_or_refused_and_nothing_else(text: str) -> None:
    # Anything but a RefusalError would fail here.
    with suppress(RefusalError):
        assert len(read_receipt(text)) == CODE_LENGTH


@given(before=st.text(max_size=20), code=codes, after=st.text(max_size=20))
def test_a_known_code_is_found_in_any_text(before: str, code: str, after: str) -> None:
    assert holds_receipt(f"{before}{show_receipt(code)}{after}", code)
    assert holds_receipt(f"{before}{code.lower()}{after}", code)


def test_a_known_code_is_found_between_other_signs() -> None:
    assert holds_receipt("我的码：k7qm。3xnv，92pd；ht4c/x", KNOWN)
    assert not holds_receipt("我的码：k7qm。3xnv，92pd；ht4c/x")


@given(codes)
def test_a_printed_code_is_found_unknown(code: str) -> None:
    assert holds_receipt(f"上次的回执码是{show_receipt(code)}，请一并看")
    assert holds_receipt(show_receipt(code).replace("-", "——").lower())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6月28日，采购中心一名工作人员收受供应商购物卡",
        "车架号 K7QM3XNV92PDHT4CX",
        "K7QM-3XNV-92PD-HT4C-8",
        "电话 0575-8800-0000-0000",
    ],
)
def test_other_numbers_are_not_taken_for_codes(text: str) -> None:
    assert not holds_receipt(text)
    assert not holds_receipt(text, "0123456789ABCDEFP")


def _assert_mistyped(typed: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read_receipt(typed)
    assert refused.value.key == "tips-receipt-mistyped"
    assert refused.value.details == {}


@pytest.mark.parametrize(
    "around", ["{}", "我的回执码是{}，请查", "回执码：{}。谢谢", "my code is {}, thanks"]
)
def test_a_code_is_found_within_a_sentence(around: str) -> None:
    code = new_receipt()
    for written in (
        show_receipt(code),
        show_receipt(code).lower(),
        code,
        show_receipt(code).replace("-", " "),
    ):
        assert find_receipt(around.format(written)) == code


def test_a_sentence_with_no_code_or_with_two_is_refused() -> None:
    two = f"{show_receipt(new_receipt())} 和 {show_receipt(new_receipt())}"
    for text in ("请查一下进展", two):
        with pytest.raises(RefusalError):
            find_receipt(text)
