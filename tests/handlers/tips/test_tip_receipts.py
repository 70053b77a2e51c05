from datetime import date, timedelta

import pytest

from domain.errors import RefusalError
from domain.tips.receipts import new_receipt, show_receipt
from domain.tips.tips import TipState
from storage.tips.derivation_lanes import SUBMISSION, DerivationLane, DerivationTurn
from storage.tips.receipt_keys import ReceiptKeyring, ReceiptKeys
from tests.handlers.tips.test_submit_tip import CODE, count, submit, write
from tests.harness import Hospital
from usecases.tips.held_tips import IDLE_LIFE


async def put_into(hospital: Hospital, state: TipState) -> None:
    await hospital.app.database.run(lambda uow: uow.tips.set_state("2026-001", state, date(2026, 5, 12)))


async def test_a_receipt_shows_how_far_the_tip_has_got(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    other = await hospital.stranger()
    await other.send(f"/receipt {code.lower().replace('-', ' ')}")
    await other.see("状态：已收到")
    for state, words in ((TipState.ACCEPTED, "已受理"), (TipState.CLOSED, "已办结")):
        await put_into(hospital, state)
        await other.send(f"/receipt {code}")
        await other.see(f"状态：{words}")


async def test_the_code_a_person_sent_is_deleted_from_the_chat(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await phone.gone(code)
    await phone.send(f"/receipt {code}")
    await phone.see("回执码已从本聊天中删除")
    assert not [message for message in await phone.chat() if code in message.text]


async def test_a_code_is_asked_for_and_typed(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await phone.tap("凭回执码查询")
    await phone.see("请输入回执码")
    await phone.send("abc")
    await phone.see("回执码有误")
    hospital.clock.advance(timedelta(seconds=2))
    await phone.send(code)
    await phone.see("状态：已收到")
    await phone.send("abc")
    await phone.see("没有看懂")


async def test_a_code_sent_unasked_is_recognised(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await phone.send(code)
    await phone.see("状态：已收到")


async def test_commands_work_where_a_code_was_asked_for(hospital: Hospital) -> None:
    phone = await hospital.phone_of("心内科特邀监察员")
    await phone.send("/receipt")
    await phone.see("请输入回执码")
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap("黄")
    await phone.send("2")
    await phone.see("参加廉政教育")


async def test_wrong_codes_wait_longer_each_time(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    right = await submit(phone, "内容")
    await phone.tap("完成")
    await phone.send(f"/receipt {show_receipt(new_receipt())}")
    await phone.see("没有查到这个回执码")
    await phone.send(f"/receipt {right}")
    await phone.see("请在 1 秒后再试")
    hospital.clock.advance(timedelta(seconds=1))
    await phone.send(f"/receipt {show_receipt(new_receipt())}")
    await phone.send(f"/receipt {right}")
    await phone.see("请在 2 秒后再试")
    hospital.clock.advance(timedelta(seconds=2))
    await phone.send(f"/receipt {right}")
    await phone.see("状态：已收到")


async def test_looking_up_outlives_a_restart(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await hospital.restart()
    await phone.send(f"/receipt {code}")
    await phone.see("状态：已收到")


async def test_where_too_many_ask_a_code_is_to_be_sent_again_and_is_not_counted_as_wrong(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    with monkeypatch.context() as crowded:
        crowded.setattr(ReceiptKeyring, "derive", _no_place)
        await phone.send(f"/receipt {code}")
        await phone.see("现在查询的人较多，请稍后再试。")
    await phone.send(code)
    await phone.see("状态：已收到")


async def test_where_too_many_submit_the_tip_stays_as_it_is_until_the_next_tap(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await hospital.stranger()
    await write(phone, "内容")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医疗服务")
    with monkeypatch.context() as crowded:
        crowded.setattr(ReceiptKeyring, "derive", _no_place)
        toast = await phone.tap("提交")
    assert toast is not None
    assert toast.text == "现在提交的人较多，请稍后再点一次提交；已填的内容都在。"
    assert await count(hospital) == 0
    await phone.tap("提交")
    await phone.see("回执码")
    assert await count(hospital) == 1


async def _no_place(_keyring: ReceiptKeyring, _code: str, turn: DerivationTurn = SUBMISSION) -> None:
    raise RefusalError(turn.lane.busy)


async def test_who_gave_wrong_codes_waits_behind_who_gave_none(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[DerivationTurn] = []
    derive = ReceiptKeyring.derive

    async def noted(keyring: ReceiptKeyring, code: str, turn: DerivationTurn = SUBMISSION) -> ReceiptKeys:
        turns.append(turn)
        return await derive(keyring, code, turn)

    monkeypatch.setattr(ReceiptKeyring, "derive", noted)
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.send(f"/receipt {show_receipt(new_receipt())}")
    await phone.see("没有查到这个回执码")
    hospital.clock.advance(timedelta(seconds=1))
    await phone.send(f"/receipt {code}")
    await phone.see("状态：已收到")
    await phone.send(f"/receipt {code}")
    assert turns == [SUBMISSION, *(DerivationTurn(DerivationLane.LOOK_UPS, wrong) for wrong in (0, 1, 0))]


async def test_at_every_look_up_what_stays_in_the_chat_can_be_deleted(hospital: Hospital) -> None:
    other = await hospital.stranger()
    await other.send("别人的话")
    phone = await hospital.stranger()
    await phone.send("三天前的话")
    hospital.clock.advance(timedelta(hours=49))
    await phone.send("/tip")
    await phone.tap("匿名")
    assert "声音可能被人认出，匿名反映建议打字" in (await phone.see("请写明")).text
    for number in range(30):
        await phone.send_nowait(f"第{number}条内容")
    await phone.see("内容 30 条")
    await phone.tap("写好了")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap("都不涉及")
    await phone.tap("医德医风")
    await phone.tap("提交")
    found = CODE.search((await phone.see("回执码")).text)
    assert found is not None
    await phone.tap("完成")
    await phone.see("仍留在本聊天中。48 小时内")
    await hospital.restart()
    await phone.send(f"/receipt {found.group()}")
    assert ["删除聊天记录"] in (await phone.see("状态：已收到")).buttons
    await phone.tap("删除聊天记录")
    await phone.see("更早的机器人删不掉")
    await phone.tap("删除")
    await phone.see("机器人找得到的均已删除")
    assert [m.text for m in await phone.chat() if not m.from_bot] == ["三天前的话"]
    assert [m.text for m in await other.chat() if not m.from_bot] == ["别人的话"]


async def test_what_is_left_of_a_forgotten_tip_in_the_chat_can_be_deleted(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("写到一半")
    hospital.clock.advance(IDLE_LIFE + timedelta(minutes=1))
    await phone.tap("写好了")
    assert "您发来的仍留在本聊天中" in (await phone.see("未提交的内容已清除")).text
    await phone.tap("删除聊天记录")
    await phone.tap("删除")
    await phone.see("机器人找得到的均已删除")
    assert [m.text for m in await phone.chat() if not m.from_bot] == []
