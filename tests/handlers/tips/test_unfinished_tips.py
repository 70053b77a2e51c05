from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.tips.routing import Reach
from domain.tips.tips import TEXT_LIMIT, Source
from domain.tips.unfinished import TYPED, Step, UnfinishedTip, put_answer, put_text, tap
from handlers.tips.memory import IDLE_LIFE, MARK_LIFE, EndedTip, forget_idle_tips, hold, hold_end, read_held
from locales import LANGUAGES, Speech, Words
from windows.tips.tips import forwarded_window, receipt_window, step_window

START = datetime(2026, 5, 12, 2, tzinfo=UTC)
WORDS = Words()
GRIDS = (("204", "内科第一党支部"), ("20401", "心内科"))
ACTS = st.sampled_from(
    [
        "anonymous",
        "named",
        "take",
        "done",
        "clear",
        "skip",
        "ethics",
        "power",
        "same",
        "unknown",
        "nobody",
        "inspector",
        "office",
        "0",
        "1",
        "7",
        "change",
        "back",
        "submit",
    ]
    + [step.value for step in Step]
)
WORD = st.one_of(st.text(max_size=300), st.just("<b>&" * 60), st.just("长" * 4000))


def chat(storage: MemoryStorage) -> FSMContext:
    return FSMContext(storage, StorageKey(bot_id=1, chat_id=2, user_id=2))


def forwarded() -> UnfinishedTip:
    steps = (Step.OFFER, Step.AREA, Step.GRID, Step.SUMMARY)
    tip = UnfinishedTip(language="zh", steps=steps, step=Step.OFFER, source=Source.FORWARDED, grids=GRIDS)
    return put_text(tip, 1, "情况")


@given(
    tip=st.sampled_from(
        [
            UnfinishedTip(language="zh"),
            UnfinishedTip(language="zh", reach=Reach(past_office=False, letters_to="某路 1 号")),
            forwarded(),
        ]
    ),
    moves=st.lists(st.one_of(st.tuples(st.just("tap"), ACTS), st.tuples(st.just("type"), WORD)), max_size=30),
)
def test_whatever_is_tapped_or_typed_there_is_a_window_that_telegram_takes(
    tip: UnfinishedTip, moves: list[tuple[str, str]]
) -> None:
    for number, (kind, what) in enumerate(moves):
        with suppress(RefusalError):
            if kind == "tap":
                tip = tap(tip, what)
            elif tip.step is Step.WHAT:
                tip = put_text(tip, number, what)
            elif tip.step in TYPED:
                tip = put_answer(tip, what)
        for language in LANGUAGES:
            window = step_window(tip, Speech(WORDS, language), "note")
            assert len(window.text) < 4096
            for row in window.rows:
                for button in row:
                    assert 0 < len(button.data.encode()) <= 64
        assert sum(len(text) for text in tip.texts.values()) <= TEXT_LIMIT
        if tip.step is Step.SUMMARY:
            assert tip.area is not None
            assert (tip.reporter() is None) == (not tip.named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_windows_are_there_in_every_language(language: str) -> None:
    speech = Speech(WORDS, language)
    assert "K7QM-3XNV-92PD-HT4C-8" in receipt_window("K7QM3XNV92PDHT4C8", speech).text
    assert forwarded_window(speech).text


def test_who_inspects_several_grids_says_for_which() -> None:
    tip = tap(tap(tap(forwarded(), "take"), "ethics"), "1")
    assert tip.grid_code == "20401"
    assert "网格  心内科" in step_window(tip, Speech(WORDS, "zh")).text


async def test_an_idle_tip_is_forgotten_and_leaves_only_the_mark_that_there_was_one() -> None:
    storage = MemoryStorage()
    state = chat(storage)
    await hold(state, put_text(UnfinishedTip(language="zh"), 1, "金丝雀"), START)
    assert forget_idle_tips(storage, START + IDLE_LIFE) == 0
    later = START + IDLE_LIFE * 2
    assert forget_idle_tips(storage, later) == 1
    assert await state.get_data() == {"last_at": START}
    assert await state.get_state() is not None
    assert read_held(await state.get_data(), later) is None
    assert forget_idle_tips(storage, later) == 0
    forget_idle_tips(storage, START + MARK_LIFE * 2)
    assert not storage.storage


async def test_a_clock_set_back_keeps_no_idle_tip_until_that_moment_comes_again() -> None:
    storage = MemoryStorage()
    state = chat(storage)
    await hold(state, put_text(UnfinishedTip(language="zh"), 1, "金丝雀"), START)
    assert read_held(await state.get_data(), START - timedelta(minutes=5)) is not None
    earlier = START - timedelta(hours=8)
    assert read_held(await state.get_data(), earlier) is None
    assert forget_idle_tips(storage, earlier) == 1
    assert await state.get_data() == {"last_at": START}
    forget_idle_tips(storage, START - MARK_LIFE * 2)
    assert not storage.storage


async def test_the_messages_of_an_ended_tip_are_forgotten_without_a_mark() -> None:
    storage = MemoryStorage()
    await hold_end(chat(storage), EndedTip(message_ids=(1, 2)), START)
    assert forget_idle_tips(storage, START + IDLE_LIFE * 2) == 1
    assert not storage.storage


async def test_what_is_not_a_tip_is_left_alone() -> None:
    storage = MemoryStorage()
    await chat(storage).set_data({"other": 1})
    assert forget_idle_tips(storage, START + MARK_LIFE * 2) == 0
    assert await chat(storage).get_data() == {"other": 1}


def test_an_unfinished_tip_does_not_show_itself() -> None:
    assert "金丝雀" not in repr(put_text(UnfinishedTip(language="zh"), 1, "金丝雀"))
