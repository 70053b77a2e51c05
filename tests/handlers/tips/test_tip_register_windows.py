from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tips.merging import Merging
from domain.tips.reading import News
from domain.tips.register import CHOICES, possible_acts, state_after
from domain.tips.routing import Body
from domain.tips.tips import BY_HAND, Area, Source, TipAct, TipState
from locales import LANGUAGES, Speech, Words
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip
from usecases.tips.handling.register import PASSED_TO
from usecases.tips.handling.words import ENTRY_ITEMS, HANDED_ON, TO_WHOM
from usecases.tips.view import TipView
from windows.page_turns import ListPage
from windows.tips.arrange import Handler, arrange_window, in_charge_window
from windows.tips.download import Batch, earlier_button, earlier_window, files_window
from windows.tips.merge import (
    candidates_window,
    merged_window,
    sure_to_merge_window,
    sure_to_separate_window,
)
from windows.tips.register import (
    MarkedTip,
    list_window,
    register_window,
    tip_window,
)
from windows.tips.register_acts import (
    choice_window,
    question_window,
    recuse_window,
    sure_window,
    words_window,
)
from windows.windows import Window

WORDS = Words()
DAY = date(2026, 5, 12)
LONGEST = "Z2026-10001"


def view(
    acts: list[TipAct], *, named: bool = True, erased: bool = False, readable: bool = False, files: int = 30
) -> TipView:
    """Return the tip that `acts` lead to, of those that it allows."""
    state, steps = TipState.RECEIVED, list[TipStep]()
    for act in acts:
        if act in possible_acts(state, [step.act for step in steps], named=named):
            way = next(iter(CHOICES[act].values())) if act in CHOICES else None
            state = state_after(state, act, way)
            steps.append(TipStep(act, DAY, 1, way and way.value))
    tip = ListedTip(
        LONGEST,
        Body.SUPERVISOR,
        DAY,
        Source.ACCUSATION,
        Area.SERVICE,
        state,
        named,
        None,
        DAY if erased else None,
        None,
    )
    return TipView(tip, steps, 0 if erased else files, 999, 999, News(998, 9), readable, versions=99)


def windows(seen: TipView, speech: Speech) -> list[Window]:
    """Return every window of the register that this tip can have."""
    asked = [*ENTRY_ITEMS, TipAct.ACCEPTED, TipAct.DECLINED, TipAct.NOTE, TO_WHOM, HANDED_ON]
    in_words = {TipAct.ACCEPTED, TipAct.DECLINED, TipAct.ENTRY, TipAct.REOPENED, TipAct.NOTE, TipAct.REVIEW}
    merging = {TipAct.MERGED, TipAct.SEPARATED, TipAct.IN_CHARGE, *PASSED_TO, *BY_HAND}
    return [
        list_window([MarkedTip(seen.tip, News(1, 1))] * 8, ListPage(1, 100), speech, "x"),
        tip_window(seen, speech, "x"),
        tip_window(seen, speech, "x", earlier_button(seen, f"tips-download:{LONGEST}", 0, speech)),
        earlier_window(seen, 1, [], speech),
        register_window(seen, speech),
        arrange_window(seen, speech),
        in_charge_window(seen, [Handler(10**9, "某某某某")] * 8, speech),
        recuse_window(seen, speech),
        question_window(seen, speech),
        *(words_window(seen, words, None, speech) for words in asked),
        *(choice_window(seen, act, speech) for act in CHOICES),
        *(sure_window(seen, act, speech) for act in TipAct if act not in {*CHOICES, *in_words, *merging}),
        *(
            files_window(seen, Batch(5, 10, [], back, original=original), speech)
            for original, back in product((False, True), (0, 1))
        ),
        candidates_window(seen, [seen.tip] * 8, ListPage(1, 100), speech, "x"),
        sure_to_merge_window(seen, LONGEST, speech),
        sure_to_separate_window(seen, speech),
        merged_window(LONGEST, [seen.tip] * 8, ListPage(1, 100), speech),
    ]


def merged(seen: TipView, merging: Merging) -> TipView:
    """Return the tip as one of those merged with each other, or alone."""
    if merging is Merging.MAIN:
        return replace(seen, merged=[LONGEST] * 300)
    return replace(seen, tip=replace(seen.tip, merged_into=LONGEST if merging is Merging.MERGED else None))


@given(
    acts=st.lists(st.sampled_from(TipAct), max_size=30),
    flags=st.tuples(*[st.booleans()] * 3),
    merging=st.sampled_from(Merging),
)
def test_every_window_fits_a_phone_and_every_button_its_64_bytes(
    acts: list[TipAct], flags: tuple[bool, bool, bool], merging: Merging
) -> None:
    named, erased, readable = flags
    seen = merged(view(acts, named=named, erased=erased, readable=readable), merging)
    for window in windows(seen, Speech(WORDS, "zh")):
        assert len(window.text) < 1000
        assert len(window.rows) <= 11
        for button in (button for row in window.rows for button in row):
            assert len(button.data.encode()) <= 64
            assert len(button.label) <= 40
        assert all(len(row) <= 3 for row in window.rows)


@pytest.mark.parametrize(("language", "erased"), list(product(LANGUAGES, [False, True])))
def test_no_window_of_the_register_lacks_a_word(language: str, erased: bool) -> None:  # noqa: FBT001
    speech = Speech(WORDS, language)
    for acts in ([], [TipAct.DECLINED], [TipAct.ACCEPTED, TipAct.PROPOSED, TipAct.RESULT, TipAct.CLOSED]):
        assert len(windows(view(acts, erased=erased), speech)) == 36


def test_reading_in_the_chat_comes_first_where_the_key_is_kept_locked() -> None:
    speech = Speech(WORDS, "zh")
    rows = tip_window(view([], readable=True), speech).rows
    assert [[button.label for button in row] for row in rows[:2]] == [
        ["阅读"],
        ["下载内容（加密）", "附件 30"],
    ]
    assert tip_window(view([]), speech).rows[0][0].label == "下载内容（加密）"
    assert "阅读" not in str(tip_window(view([], readable=True, erased=True), speech).rows)
