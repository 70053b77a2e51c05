"""A poll is answered by phone: once, until its end, whatever the wire does to the taps."""

from datetime import timedelta

import pytest

from domain.polls.polls import PollState
from simulator.phone import Phone
from storage.polls.polls import Poll
from storage.polls.tables import poll_counts, poll_marks
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import Recorder, shown
from tests.handlers.polls.polls_by_hand import OFFICE, WARD, bind_many, make, plan, text_of
from tests.harness import Hospital

PUBLIC = (4, 0, 1, 0)
"""Answers to the four questions of the public poll."""


async def asked(hospital: Hospital, *, for_all: bool = False, days: int = 3) -> tuple[Phone, Poll]:
    """Return the phone of somebody who is asked in a public poll, and the poll."""
    office = await hospital.phone_of(OFFICE)
    ward = await hospital.phone_of(WARD)
    await bind_many(hospital, 8)
    made = await make(hospital, office.id, plan(hospital, "public", days, for_all=for_all))
    await hospital.app.deliver()
    return ward, made


async def choose(phone: Phone, answers: tuple[int, ...] = PUBLIC) -> None:
    for choice in answers:
        window = await shown(phone)
        labels = [label for row in window.buttons for label in row]
        await phone.tap(labels[choice])


def marks(hospital: Hospital) -> int:
    return len(rows_of(hospital.app.database, poll_marks))


def counted(hospital: Hospital, poll: Poll) -> int:
    """Return how many have been counted, which the key alone tells."""
    sealed = hospital.app.database.look(lambda uow: uow.polls.sealed_tally(poll.id))
    return sum(hospital.app.house.poll_keys.open(poll.token, sealed)[:5])


async def test_whoever_is_asked_answers_from_the_letter_once_and_sees_nothing_of_it_again(
    hospital: Hospital,
) -> None:
    ward, poll = await asked(hospital)
    assert "请参加测评：中层干部测评" in await text_of(ward)
    await ward.tap("参加测评")
    assert "不保存谁选了什么" in await text_of(ward)
    await ward.tap("开始作答")
    assert "1/4" in await text_of(ward)
    await ward.tap("5分")
    await ward.tap("上一题")
    await choose(ward)
    window = await shown(ward)
    assert "医德医风：5分" in window.text
    assert (marks(hospital), counted(hospital, poll)) == (0, 0)
    await ward.tap("提交")
    assert "已提交" in await text_of(ward)
    assert "5分" not in await text_of(ward)
    assert (marks(hospital), counted(hospital, poll)) == (1, 1)
    for data in ("poll-submit", "poll-begin", "poll-pick", "poll-drop", "poll"):
        tail = ":0:1" if data == "poll-pick" else ""
        await press(hospital, ward, f"{data}:{poll.id}{tail}")
        assert "您已参加过。" in await text_of(ward)
    assert counted(hospital, poll) == 1
    await ward.send("/polls")
    await ward.tap("中层干部测评")
    assert "您已参加过。" in await text_of(ward)


async def test_a_restart_loses_what_was_not_handed_in_and_says_so(hospital: Hospital) -> None:
    ward, poll = await asked(hospital)
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    await ward.tap("5分")
    await hospital.restart()
    await ward.tap("公开合理")
    assert "刚才没有提交的选择未保存" in await text_of(ward)
    await ward.tap("开始作答")
    assert "1/4" in await text_of(ward)
    await choose(ward)
    await hospital.restart()
    await ward.tap("提交")
    assert "刚才没有提交的选择未保存" in await text_of(ward)
    assert counted(hospital, poll) == 0
    await ward.tap("开始作答")
    await ward.tap("放弃")
    assert "已放弃" in await text_of(ward)


async def test_two_taps_at_once_and_an_update_delivered_again_count_once(hospital: Hospital) -> None:
    ward, poll = await asked(hospital)
    recorder = Recorder(hospital)
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    for label in ("5分", "公开合理", "否"):
        await ward.tap(label)
        recorder.send_again()
    await ward.tap("知道")
    for tap in await ward.tap_nowait("提交", times=2):
        await ward.answer(tap)
    recorder.send_again()
    await ward.send("/polls")
    assert (marks(hospital), counted(hospital, poll)) == (1, 1)


async def test_a_kill_after_the_count_before_the_window_counts_once_and_says_so(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, poll = await asked(hospital)
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    await choose(ward)

    async def killed(*_: object, **__: object) -> None:
        raise RuntimeError("the window does not come")

    with monkeypatch.context() as patch:
        patch.setattr("handlers.polls.answer.show", killed)
        await ward.tap("提交")
    assert counted(hospital, poll) == 1
    await hospital.restart()
    await ward.tap("提交")
    assert "您已参加过。" in await text_of(ward)
    assert (marks(hospital), counted(hospital, poll)) == (1, 1)


async def test_what_can_not_be_stored_is_said_and_handed_in_by_the_next_tap(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, poll = await asked(hospital)
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    await choose(ward)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("storage.polls.polls.Polls.count_in", full)
        await ward.tap("提交")
    assert (marks(hospital), counted(hospital, poll)) == (0, 0)
    await ward.tap("提交")
    assert "已提交" in await text_of(ward)
    assert counted(hospital, poll) == 1


async def test_telegram_saying_too_many_requests_twice_counts_once(hospital: Hospital) -> None:
    ward, poll = await asked(hospital)
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    await choose(ward)
    await hospital.phones.fault("too_many_requests", method="editMessageText", times=2, seconds=1)
    await ward.tap("提交")
    await ward.send("/polls")
    await ward.tap("中层干部测评")
    assert "您已参加过。" in await text_of(ward)
    assert (marks(hospital), counted(hospital, poll)) == (1, 1)


async def test_nobody_answers_before_it_begins_after_its_end_or_without_being_asked(
    hospital: Hospital,
) -> None:
    ward, poll = await asked(hospital)
    stranger = await hospital.stranger()
    await stranger.send("/polls")
    assert "目前没有请您参加的测评" in await text_of(stranger)
    for data in ("poll", "poll-begin", "poll-submit", "poll-drop"):
        assert "没有这项测评" in await press(hospital, stranger, f"{data}:{poll.id}")
    assert "没有这项测评" in await press(hospital, stranger, f"poll-results:{poll.id}:0")
    assert "没有这项测评" in await press(hospital, ward, f"poll-results:{poll.id}:0")
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    await choose(ward)
    hospital.clock.advance(timedelta(days=3))
    await ward.tap("提交")
    assert "测评已结束" in await text_of(ward)
    assert marks(hospital) == 0
    await hospital.app.tick()
    await ward.send("/polls")
    assert "目前没有请您参加的测评" in await text_of(ward)


async def test_a_poll_of_everybody_is_opened_by_its_link_and_an_account_answers_once(
    hospital: Hospital,
) -> None:
    _ward, poll = await asked(hospital, for_all=True)
    office = await hospital.phone_of(OFFICE)
    await office.send("/polls")
    await office.tap("中层干部测评")
    await office.tap("二维码和链接")
    window = await shown(office)
    link = next(line for line in window.text.splitlines() if line.startswith("https://t.me/"))
    assert len([message for message in (await office.chat()) if message.json.get("photo")]) == 1
    stranger = await hospital.stranger()
    assert "开始作答" in str((await stranger.open_link(link)).buttons)
    await stranger.tap("开始作答")
    await choose(stranger)
    await stranger.tap("提交")
    assert "已提交" in await text_of(stranger)
    await stranger.open_link(link)
    assert "您已参加过。" in await text_of(stranger)
    assert (marks(hospital), counted(hospital, poll)) == (1, 1)
    await stranger.open_link(link[:-1] + ("0" if link[-1] != "0" else "1"))
    assert "没有这项测评" in await text_of(stranger)


async def test_all_are_reminded_alike_and_the_end_comes_by_the_clock(hospital: Hospital) -> None:
    ward, poll = await asked(hospital)
    await ward.tap("参加测评")
    await ward.tap("开始作答")
    await choose(ward)
    await ward.tap("提交")
    hospital.clock.advance(timedelta(days=1))
    await hospital.app.tick()
    assert "本提醒发给全体，已参加的不必理会" in await text_of(ward)
    await ward.tap("参加测评")
    assert "您已参加过。" in await text_of(ward)
    hospital.clock.advance(timedelta(days=2))
    await hospital.app.tick()
    ended = await hospital.app.database.run(lambda uow: uow.polls.find(poll.id))
    assert ended is not None
    assert (ended.state, ended.took_part) == (PollState.ENDED, None)
    assert rows_of(hospital.app.database, poll_counts) == []
    office = await hospital.phone_of(OFFICE)
    assert "测评已结束" in await text_of(office)
    await office.tap("查看结果")
    await office.tap("查看结果")
    assert "不足 5 人，不显示。" in await text_of(office)
    assert "不足 5 人，不显示。" in await press(hospital, office, f"poll-word:{poll.id}")
    assert hospital.app.house.poll_keys.tokens() == set()


async def test_level_one_ends_and_cancels_and_what_is_over_stays_over(hospital: Hospital) -> None:
    ward, poll = await asked(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/polls")
    await office.tap("中层干部测评")
    await office.tap("取消测评")
    await office.tap("返回")
    await office.tap("提前结束")
    await office.tap("确认结束")
    assert "已结束。" in await text_of(office)
    assert hospital.app.house.poll_keys.tokens() == set()
    for act in ("poll-end", "poll-cancel", "poll-end-yes", "poll-cancel-yes"):
        await press(hospital, office, f"{act}:{poll.id}")
        assert "这项测评已经结束" in await text_of(office)
    await ward.tap("参加测评")
    assert "测评已结束" in await text_of(ward)
    again = await make(hospital, office.id, plan(hospital, "public", for_all=True))
    await press(hospital, office, f"poll-cancel-yes:{again.id}")
    assert "没有保留任何结果" in await text_of(office)
    found = await hospital.app.database.run(lambda uow: uow.polls.find(again.id))
    assert found is not None
    assert found.state is PollState.CANCELLED
    assert "此按钮已失效" in await press(hospital, office, f"poll-code:{again.id}")
    assert "没有这项测评" in await press(hospital, office, "poll-end:999")


async def test_a_poll_whose_key_is_lost_says_so_and_ends_without_figures(hospital: Hospital) -> None:
    ward, poll = await asked(hospital)
    hospital.app.house.poll_keys.destroy(poll.token)
    await ward.tap("参加测评")
    assert "记录已丢失" in await text_of(ward)
    for _day in range(3):
        hospital.clock.advance(timedelta(days=1))
        await hospital.app.tick()
    office = await hospital.phone_of(OFFICE)
    assert "密钥文件已丢失" in await text_of(office)
    await office.tap("查看结果")
    assert "已结束，无法统计" in await text_of(office)
