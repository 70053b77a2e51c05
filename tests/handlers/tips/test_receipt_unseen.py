"""The network breaks between a tip's commit and the window with its receipt code."""

import logging

import pytest

from simulator.faults import Fault
from simulator.phone import Phone
from storage.tips.tips import NewTip, Tips
from tests.handlers.tips.test_submit_tip import CODE, count, picture
from tests.handlers.tips.test_tip_leaks import TEXT, everything, find, writings, writings_of_id
from tests.harness import Hospital

UNSEEN = "这一步已经办好"
NEXT_ACTS = {"提交": 0, "您好": 1, "/start": 1, "/tip": 0, "/cancel": 0, "/receipt": 1}
"""What somebody may do next, and how many files the tip has: with any, the window at work has no buttons."""


async def write(phone: Phone, files: int) -> None:
    """Go as far as the summary."""
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(TEXT)
    for _file in range(files):
        await phone.send_photo(picture())
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")


async def test_a_receipt_lost_between_commit_and_window_comes_with_whatever_is_done_next(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("handlers.wire.calls.persistence.PAUSES_S", ())
    add = Tips.add

    def add_and_break(tips: Tips, tip: NewTip) -> str:
        for method in ("editMessageText", "sendMessage"):
            hospital.simulator.faults.add(Fault("down", method=method))
        return add(tips, tip)

    monkeypatch.setattr(Tips, "add", add_and_break)
    for entered, (act, files) in enumerate(NEXT_ACTS.items(), start=1):
        phone = await hospital.stranger()
        await write(phone, files)
        toast = await phone.tap("提交")
        assert toast is not None
        assert UNSEEN in toast.text, act
        hospital.simulator.faults.clear()
        await (phone.tap(act) if act == "提交" else phone.send(act))
        found = CODE.search((await phone.see("请现在抄下来")).text)
        assert found is not None, act
        assert await count(hospital) == entered
        haystacks = everything(hospital, caplog)
        assert find(haystacks, writings_of_id(phone.id)) == []
        for canary in (found.group(), found.group().replace("-", ""), TEXT):
            assert find(haystacks, writings(canary)) == [], act
        await phone.tap("完成")
        # The chat is free again.
        assert "匿名提交" in str((await phone.send("/tip")).buttons)
        await phone.send("/cancel")
    assert not [record for record in caplog.records if "Unseen" in record.getMessage()]
