from simulator.phone import Phone
from storage.reporting.tables import drafts
from tests.desks import rows_of
from tests.handlers.by_hand import INSPECTOR, answers, file_green, revisions, shown
from tests.harness import Hospital

OFFICE = "监察室主任"


async def correct_light(phone: Phone, light: str) -> None:
    """Open the filed report and change its light, as far as the summary."""
    await phone.send("/report")
    await phone.tap("更正")
    await phone.tap("灯色")
    await phone.tap(light)


async def test_a_correction_keeps_old_and_new_answers_with_the_reason(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await hospital.move_to(5, 20, 15)
    await correct_light(phone, "红")
    await phone.tap("提交更正")
    assert "原因" in (await shown(phone)).text
    await phone.send("  复核后  发现问题 ")
    done = await phone.see("已提交")
    assert "全院已报 1/70" in done.text
    (revision,) = await revisions(hospital)
    assert (revision.old["light"], revision.new["light"]) == ("green", "red")
    assert revision.reason == "复核后 发现问题"
    assert revision.revised_at == hospital.clock.now()
    assert (await answers(hospital))["light"] == "red"


async def test_every_correction_is_kept_in_order(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    for light, reason in (("黄", "填写有误"), ("红", "补充情况")):
        await correct_light(phone, light)
        await phone.tap("提交更正")
        await phone.tap(reason)
        await phone.see("已提交")
    kept = await revisions(hospital)
    assert [(correction.number, correction.reason, correction.new["light"]) for correction in kept] == [
        (1, "填写有误", "yellow"),
        (2, "补充情况", "red"),
    ]
    assert kept[1].old["light"] == "yellow"


async def test_a_report_stays_as_it_was_until_the_reason_is_given(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await correct_light(phone, "红")
    await phone.tap("提交更正")
    assert (await answers(hospital))["light"] == "green"
    await phone.tap("返回")
    assert "灯色  红" in (await shown(phone)).text
    await phone.tap("提交更正")
    assert "更正原因请写 1–200 个字。" in (await phone.send("因" * 201)).text
    sticker = await phone.send_sticker()
    assert sticker is not None
    assert "更正原因请写 1–200 个字。" in sticker.text
    assert (await answers(hospital))["light"] == "green"
    await phone.send("因" * 200)
    await phone.see("已提交")
    assert (await answers(hospital))["light"] == "red"


async def test_the_office_reads_the_corrected_figures(hospital: Hospital) -> None:
    phone, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    await file_green(phone)
    await office.send("/digest")
    assert "绿 1   黄 0   红 0" in (await office.see("应报")).text
    await correct_light(phone, "红")
    await phone.tap("提交更正")
    await phone.tap("填写有误")
    await phone.see("已提交")
    mark = await office.mark()
    await office.send("/digest")
    assert "绿 0   黄 0   红 1" in (await office.see("应报", since=mark)).text


async def test_an_empty_month_can_be_corrected_into_a_full_one(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("零报告")
    await phone.tap("提交")
    await correct_light(phone, "黄")
    assert "请核对" in (await shown(phone)).text
    await phone.tap("提交更正")
    await phone.tap("补充情况")
    await phone.see("已提交")
    assert (await answers(hospital))["light"] == "yellow"


async def test_a_late_report_is_taken_until_the_period_closes(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 5, 23)
    await phone.send("/report")
    await phone.tap("5月网格廉情月报")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")


async def test_after_closing_everything_is_refused_kindly(hospital: Hospital) -> None:
    phone, late = await hospital.phone_of(INSPECTOR), await hospital.phone_of("肾内科特邀监察员")
    await file_green(phone)
    await phone.tap("查看或更正")
    await late.send("/report")
    await late.tap("开始填报")
    await late.tap("黄")
    await hospital.move_to(6, 6, 1)
    for inspector, label in ((phone, "更正"), (late, "2")):
        toast = await inspector.tap(label)
        assert toast is not None
        assert toast.show_alert
        assert "已截止" in toast.text
        assert "监察室联系" in toast.text
    typed = await late.send("3")
    assert "5月" not in typed.text
    assert (await answers(hospital))["light"] == "green"
    assert "5月" not in str((await phone.send("/report")).buttons)


async def test_an_unchanged_correction_is_refused_and_a_number_is_no_reason(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await phone.send("/report")
    await phone.tap("更正")
    await phone.see("请选择要修改的一项")  # what can be changed comes first
    await phone.tap("返回")
    toast = await phone.tap("提交更正")
    assert toast is not None
    assert "内容与已提交的相同" in toast.text
    await phone.tap("修改")
    await phone.tap("灯色")
    await phone.tap("红")
    await phone.tap("提交更正")
    assert "不是数字" in (await phone.send("21")).text
    assert await revisions(hospital) == []
    await phone.tap("填写有误")
    await phone.see("已提交")
    assert len(await revisions(hospital)) == 1


async def test_who_edits_an_answer_is_told_that_it_stays_as_it_was(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap("黄")
    await phone.send("12")
    (sent,) = [message for message in await phone.chat() if message.text == "12"]
    await phone.edit(sent.message_id, "21")
    await phone.see("修改已发出的消息不起作用")
    (draft,) = rows_of(hospital.app.database, drafts)
    assert draft["answers"]["education_sessions"] == 12
    stranger = await hospital.stranger()
    await stranger.send("您好")
    (said,) = [message for message in await stranger.chat() if message.text == "您好"]
    await stranger.edit(said.message_id, "您好吗")
    await stranger.see("修改已发出的消息不起作用")
