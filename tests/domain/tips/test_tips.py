from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.tips.receipts import new_receipt, show_receipt
from domain.tips.tips import (
    SHORT_LIMIT,
    TEXT_LIMIT,
    Area,
    Reporter,
    Source,
    TipState,
    TipText,
    move,
    next_states,
    read_short,
    read_what,
)
from locales import LANGUAGES, Words

ALLOWED = {
    (TipState.RECEIVED, TipState.ACCEPTED),
    (TipState.RECEIVED, TipState.DECLINED),
    (TipState.ACCEPTED, TipState.HANDLED),
    (TipState.HANDLED, TipState.CLOSED),
    (TipState.CLOSED, TipState.HANDLED),
}


@pytest.mark.parametrize(("state", "to"), list(product(TipState, TipState)))
def test_a_tip_moves_only_to_the_states_that_follow(state: TipState, to: TipState) -> None:
    assert (to in next_states(state)) == ((state, to) in ALLOWED)
    if (state, to) in ALLOWED:
        assert move(state, to) is to
    else:
        assert _refusal(move, state, to) == "tips-state-not-next"


def test_several_messages_become_one_text_in_order() -> None:
    assert read_what(["  六月二十日\n", " ", "采购中心收了卡"]) == "六月二十日\n采购中心收了卡"


@pytest.mark.parametrize("messages", [[], [""], [" ", "\n\u3000"]])
def test_a_tip_that_says_nothing_is_refused(messages: list[str]) -> None:
    assert _refusal(read_what, messages) == "tips-text-empty"


def test_a_text_may_be_long_but_not_longer_than_its_limit() -> None:
    half = "字" * (TEXT_LIMIT // 2)
    assert len(read_what([half, half[1:]])) == TEXT_LIMIT
    assert _refusal(read_what, [half, half]) == "tips-text-too-long"


def test_a_text_with_a_receipt_code_is_refused_known_or_printed() -> None:
    code = new_receipt()
    assert _refusal(read_what, ["补充：", show_receipt(code)]) == "tips-text-receipt"
    assert _refusal(read_what, ["补充：", code.lower()], code) == "tips-text-receipt"
    assert _refusal(read_what, [f"补充{code[:9]}", code[9:]], code) == "tips-text-receipt"
    assert _refusal(read_short, show_receipt(code)) == "tips-text-receipt"


def test_a_short_answer_is_one_line_and_short() -> None:
    assert read_short(" 骨科\n 二病区 ") == "骨科 二病区"
    assert read_short("长" * SHORT_LIMIT) == "长" * SHORT_LIMIT
    assert _refusal(read_short, " \n") == "tips-short-empty"
    assert _refusal(read_short, "长" * (SHORT_LIMIT + 1)) == "tips-short-too-long"


def test_a_tip_reads_as_head_and_text() -> None:
    full = TipText(
        "收受购物卡。\n共两次。", Area.SUPPLIERS, department="骨科", person="库管员", happened="5月"
    )
    assert full.render() == (
        "问题线索\n领域：与医药企业不正当接触\n科室：骨科\n人员：库管员\n时间：5月\n\n收受购物卡。\n共两次。"
    )
    assert TipText("收受购物卡。").render() == "问题线索\n\n收受购物卡。"


def test_a_reporter_reads_as_name_and_contact() -> None:
    assert Reporter("供应商代表", "信箱 3 号").render() == "检举控告人\n姓名：供应商代表\n联系方式：信箱 3 号"


@given(st.text(min_size=1), st.text(min_size=1))
def test_neither_tip_nor_reporter_shows_itself_in_a_log(what: str, name: str) -> None:
    canary = f"<<{what}{name}>>"
    assert canary not in repr(TipText(canary, person=canary))
    assert canary not in repr(Reporter(canary, canary))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_area_and_source_has_its_words(language: str) -> None:
    keys = Words().keys(language)
    for part, members in (("state", TipState), ("area", Area), ("source", Source)):
        assert {f"tips-{part}-{member.name.lower()}" for member in members} <= keys


def _refusal(refuse: object, *arguments: object) -> str:
    assert callable(refuse)
    with pytest.raises(RefusalError) as refused:
        refuse(*arguments)
    return refused.value.key
