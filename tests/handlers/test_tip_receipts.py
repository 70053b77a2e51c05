from datetime import date, timedelta

from domain.receipts import new_receipt, show_receipt
from domain.tips import TipState
from tests.handlers.test_submit_tip import submit
from tests.harness import Hospital


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
    await phone.see("请从下面选择")


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
