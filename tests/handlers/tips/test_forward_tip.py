from datetime import timedelta

from domain.tips.routing import Body
from simulator.phone import Phone
from simulator.state.users import VirtualUser
from storage.tips.sealing import open_text
from storage.tips.tips import TipReader
from tests.harness import Hospital

INSPECTOR = "心内科特邀监察员"
SENDER = "某位家属"
READER = TipReader(Body.OFFICE, 0)


async def opened(hospital: Hospital, number: str) -> str:
    text, _reporter = await hospital.app.database.run(lambda uow: uow.tips.sealed(number))
    assert text is not None
    return open_text(text, hospital.office_key.identity)


async def forward(phone: Phone, *texts: str) -> None:
    for text in texts:
        await phone.forward(text, SENDER)
    await phone.tap("转递")
    await phone.tap("都不涉及")
    await phone.tap("与医药企业")
    await phone.tap("提交")
    await phone.see("已转递")


async def test_an_inspector_forwards_messages_without_who_wrote_them(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await forward(phone, "他们收了好处", "就在上周")
    tip = await opened(hospital, "2026-001")
    assert tip.endswith("他们收了好处\n就在上周")
    assert SENDER not in tip
    assert SENDER not in " ".join(message.text for message in await phone.chat() if message.from_bot)
    listed = await hospital.app.database.run(lambda uow: uow.tips.find(READER, "2026-001"))
    assert listed is not None
    assert listed.forwarded_by == "心内科"


async def test_an_inspector_forwards_in_words_from_the_menu(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.tap("转递线索")
    await phone.send("听说的情况")
    await phone.tap("写好了")
    await phone.send("骨科")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.see("方式  转递")
    await phone.tap("提交")
    done = await phone.see("已转递")
    assert "回执码" not in done.text
    assert "2026" not in done.text
    assert "科室：骨科" in await opened(hospital, "2026-001")


async def test_an_inspector_sees_how_far_its_own_forwarded_tips_have_got(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.tap("我转递的线索")
    await phone.see("还没有转递过线索")
    await forward(phone, "情况")
    await phone.tap("返回菜单")
    await phone.tap("我转递的线索")
    shown = await phone.see("共 1 件")
    assert "5月12日  与医药企业不正当接触  已收到" in shown.text
    assert "2026-001" not in shown.text
    other = await hospital.phone_of("呼吸内科特邀监察员")
    await other.tap("我转递的线索")
    await other.see("还没有转递过线索")


async def test_a_forwarded_message_is_stored_only_after_a_tap(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.forward("情况", SENDER)
    await phone.see("作为线索转递？")
    await phone.send("这是我自己写的")
    await phone.see("请点下面的按钮")
    await phone.tap("取消")
    await phone.see("已放弃")
    assert await hospital.app.database.run(lambda uow: uow.tips.count(READER)) == 0


async def test_a_forwarded_picture_gets_a_clear_sentence(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    person = VirtualUser(hospital.simulator.world, phone.id)
    sticker = {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "type": "regular"}
    origin = {"type": "hidden_user", "sender_user_name": SENDER, "date": 0}
    person.send({"sticker": sticker | {"is_animated": False, "is_video": False}, "forward_origin": origin})
    await phone.see("请发文字、照片、文件或语音")


async def test_a_strangers_forwarded_message_is_no_tip(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.forward("情况", SENDER)
    await phone.see("没有看懂")


async def test_a_forwarded_message_belongs_to_the_tip_that_is_open(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.forward("收到的短信", SENDER)
    await phone.see("内容 1 条")


async def test_who_is_no_inspector_any_more_forwards_nothing(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.forward("情况", SENDER)
    await phone.tap("转递")
    await phone.tap("都不涉及")
    await phone.tap("医德医风")
    await phone.see("请核对")
    person = await hospital.app.database.run(lambda uow: uow.people.find_bound_name(phone.id))
    assert person is not None
    await hospital.app.database.run(lambda uow: uow.people.unbind(person[0]))
    toast = await phone.tap("提交")
    assert toast is not None
    assert "需要先绑定" in toast.text
    assert await hospital.app.database.run(lambda uow: uow.tips.count(READER)) == 0


async def test_the_menu_of_a_former_inspector_forwards_nothing(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    person = await hospital.app.database.run(lambda uow: uow.people.find_bound_name(phone.id))
    assert person is not None
    await hospital.app.database.run(lambda uow: uow.people.unbind(person[0]))
    for button in ("转递线索", "我转递的线索"):
        toast = await phone.tap(button)
        assert toast is not None
        assert toast.show_alert


async def test_inspectors_may_forward_more_than_five_in_an_hour(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    for number in range(6):
        await forward(phone, f"情况{number}")
        hospital.clock.advance(timedelta(minutes=1))
    assert await hospital.app.database.run(lambda uow: uow.tips.count(READER)) == 6


async def test_an_inspector_passes_on_twenty_an_hour_and_may_still_hand_in_their_own(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await forward(phone, "第一件")
    await phone.tap("返回菜单")
    for _more in range(19):
        hospital.app.house.forwarding.count(phone.id, hospital.clock.now())
    toast = await phone.tap("转递线索")
    assert toast is not None
    assert "一小时内已提交 20 次" in toast.text
    await phone.forward("又一件", SENDER)
    await phone.see("一小时内已提交 20 次")
    await phone.send("/tip")
    await phone.see("提交前请知悉")
