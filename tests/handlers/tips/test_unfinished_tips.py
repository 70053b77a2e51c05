import pickle
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.in_memory import LeavesMemoryError, refuse_kept
from domain.tips.routing import Body, Reach
from domain.tips.tell_steps import TYPED, TellStep
from domain.tips.telling import (
    put_answer,
    put_text,
    tap,
)
from domain.tips.tips import TEXT_LIMIT, Source
from domain.tips.unfinished import (
    UnfinishedTip,
)
from handlers.tips.ask_for_facts import WantedFact as FactWanted
from handlers.tips.keys_desk import FreshKey
from handlers.tips.look_up_receipt import AskedReceipt
from handlers.tips.memory import EndedTip, FoundTip, OpenTip, hold, hold_end, read_held
from handlers.tips.words import WantedStep
from locales import LANGUAGES, Speech, Words
from storage.tips.custody import OpenKey
from storage.tips.handler_keys import HandlerKey
from usecases.memory import ChatMemory, ProcessMemory
from usecases.tips.held_tips import IDLE_LIFE, MARK_LIFE, HeldTip, TipOpen, forget
from usecases.tips.news import TipsSeen
from usecases.tips.secret_questions import AskedKey, AskedPassphrase, KeyWanted, SecretAsked
from windows.tips.tips import forwarded_window, receipt_window, step_window
from windows.windows import Window

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
    + [step.value for step in TellStep]
)
WORD = st.one_of(st.text(max_size=300), st.just("<b>&" * 60), st.just("长" * 4000))


def chat(memory: ProcessMemory, now: datetime) -> ChatMemory:
    return ChatMemory(memory, 2, now)


def forwarded() -> UnfinishedTip:
    steps = (TellStep.OFFER, TellStep.AREA, TellStep.GRID, TellStep.SUMMARY)
    tip = UnfinishedTip(language="zh", steps=steps, step=TellStep.OFFER, source=Source.FORWARDED, grids=GRIDS)
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
            elif tip.step is TellStep.WHAT:
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
        if tip.step is TellStep.SUMMARY:
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


def test_an_idle_tip_is_forgotten_and_leaves_only_the_mark_that_there_was_one() -> None:
    memory = ProcessMemory()
    hold(chat(memory, START), put_text(UnfinishedTip(language="zh"), 1, "金丝雀"))
    assert not memory.forget_old(START + IDLE_LIFE)
    later = START + IDLE_LIFE * 2
    assert read_held(chat(memory, later)) is None
    assert memory.forget_old(later) == {OpenTip: 1}
    assert chat(memory, START).get(HeldTip) is None
    assert chat(memory, later).get(TipOpen) is not None
    assert not memory.forget_old(later)
    assert memory.forget_old(START + MARK_LIFE * 2) == {TipOpen: 1}


def test_a_clock_set_back_keeps_no_idle_tip_until_that_moment_comes_again() -> None:
    memory = ProcessMemory()
    hold(chat(memory, START), put_text(UnfinishedTip(language="zh"), 1, "金丝雀"))
    assert read_held(chat(memory, START - timedelta(minutes=5))) is not None
    earlier = START - timedelta(hours=8)
    assert read_held(chat(memory, earlier)) is None
    assert memory.forget_old(earlier) == {OpenTip: 1}
    assert chat(memory, earlier).get(TipOpen) is not None
    assert memory.forget_old(START - MARK_LIFE * 2) == {TipOpen: 1}


def test_the_messages_of_an_ended_tip_are_forgotten_without_a_mark() -> None:
    memory = ProcessMemory()
    hold(chat(memory, START), UnfinishedTip(language="zh"))
    hold_end(chat(memory, START), EndedTip(message_ids=(1, 2)))
    assert memory.forget_old(START + IDLE_LIFE * 2) == {EndedTip: 1}
    assert not memory.forget_old(START + MARK_LIFE * 2)


def test_an_ended_tip_hears_everything_first_until_its_last_window_has_been_shown() -> None:
    here = chat(ProcessMemory(), START)
    hold_end(here, EndedTip(message_ids=(1,), window=Window("K7QM")))
    assert here.get(TipOpen) is not None
    hold_end(here, EndedTip(message_ids=(1, 2)))
    assert here.get(TipOpen) is None
    assert here.get(EndedTip) == EndedTip(message_ids=(1, 2))
    forget(here)
    assert here.get(HeldTip) is None


@pytest.mark.parametrize(
    "held",
    [
        UnfinishedTip(language="zh"),
        OpenTip(UnfinishedTip(language="zh")),
        EndedTip(message_ids=(1,)),
        FoundTip(number="2026-001", body=Body.OFFICE, files=0),
        TipOpen(),
        AskedReceipt(),
        WantedStep("question", "2026-001", 0),
        FactWanted("2026-001", "204", "金丝雀"),
        AskedPassphrase("2026-001"),
        AskedKey(KeyWanted.NEW),
        FreshKey(HandlerKey("age1", START.date())),
        SecretAsked(START, waiting=True),
        TipsSeen(1, {"2026-001": 1}),
        OpenKey("AGE-SECRET-KEY-1", START),
    ],
)
def test_nothing_of_it_goes_into_a_store_that_writes_it_down(held: object) -> None:
    with pytest.raises(LeavesMemoryError):
        pickle.dumps(held)
    with pytest.raises(LeavesMemoryError):
        refuse_kept(held)
    assert "金丝雀" not in repr(held)


def test_an_unfinished_tip_does_not_show_itself() -> None:
    assert "金丝雀" not in repr(put_text(UnfinishedTip(language="zh"), 1, "金丝雀"))
