from domain.people.people import Appointment, Role
from domain.people.roster import Roster
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from tests.handlers.by_hand import (
    GRID,
    INSPECTOR,
    Recorder,
    answers,
    begin,
    count,
    file_green,
    filed,
    revisions,
    shown,
)
from tests.harness import MAY, Hospital

OLD = "此按钮已失效"
DEPUTY = "心内科医疗组长"


def data_of(message_json: dict[str, object], label: str) -> str:
    """Return what the button of that label sends."""
    rows = message_json["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    return next(str(button["callback_data"]) for row in rows for button in row if label in button["text"])


async def tap_with(phone: Phone, hospital: Hospital, data: str) -> str:
    """Tap a button that this phone was never shown: its window is given that button by force."""
    window = await shown(phone)
    chat = hospital.simulator.world.private_chat(hospital.simulator.world.bot(), phone.id)
    stored = chat.messages[window.message_id]
    stored["reply_markup"]["inline_keyboard"][0][0] = {"text": "伪造", "callback_data": data}
    press = (await phone._press(window.message_id, data, None, 1))[0]
    toast = await phone.answer(press)
    return toast.text if toast else ""


def with_deputy() -> Roster:
    """Return the sample hospital with a second inspector of one grid."""
    roster = sample_roster(MAY.date())
    number = next(official.staff_number for official in roster.officials if official.name == DEPUTY)
    code = next(grid.code for grid in roster.grids if grid.name == GRID)
    second = Appointment(number, code, Role.INSPECTOR, MAY.date())
    return Roster(roster.grids, roster.officials, (*roster.appointments, second))


async def test_a_button_of_an_earlier_question_changes_nothing_and_says_so(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    red = data_of((await shown(phone)).json, "红")
    await phone.tap("黄")
    await phone.tap("2")
    assert OLD in await tap_with(phone, hospital, red)
    now = await shown(phone)
    assert "3/10" in now.text
    await phone.tap("核对")
    assert "灯色  黄" in (await shown(phone)).text


async def test_two_quick_taps_on_submit_file_one_report(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("绿")
    await phone.tap("核对")
    presses = await phone.tap_nowait("提交", times=2)
    for press in presses:
        assert await phone.answer(press) is None
    assert (await shown(phone)).text.startswith("已提交")
    assert count(hospital, "submission") == 1
    assert "全院已报 1/70" in (await shown(phone)).text


async def test_two_quick_taps_on_submit_of_an_empty_month_file_one_report(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("零报告")
    for press in await phone.tap_nowait("提交", times=2):
        await phone.answer(press)
    assert (await shown(phone)).text.startswith("已提交")
    assert count(hospital, "submission") == 1


async def test_two_quick_taps_on_an_answer_answer_one_question(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    for press in await phone.tap_nowait("2", times=2):
        await phone.answer(press)
    assert "3/10" in (await shown(phone)).text


async def test_two_quick_taps_on_a_reason_store_one_correction(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await phone.tap("查看或更正")
    await phone.tap("更正")
    await phone.tap("灯色")
    await phone.tap("黄")
    await phone.tap("提交更正")
    for press in await phone.tap_nowait("填写有误", times=2):
        await phone.answer(press)
    assert len(await revisions(hospital)) == 1
    assert (await shown(phone)).text.startswith("已提交")


async def test_a_reason_before_the_question_for_one_is_no_reason(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await phone.tap("查看或更正")
    await phone.tap("更正")
    await phone.tap("灯色")
    await phone.tap("黄")
    submit = data_of((await shown(phone)).json, "提交更正")
    await tap_with(phone, hospital, submit.replace("submit", "w1"))
    assert await revisions(hospital) == []


async def test_a_button_of_somebody_elses_draft_tells_and_changes_nothing(hospital: Hospital) -> None:
    phone, other = await hospital.phone_of(INSPECTOR), await hospital.phone_of("肾内科特邀监察员")
    await begin(phone)
    await phone.tap("黄")
    await phone.tap("核对")
    submit = data_of((await shown(phone)).json, "提交")
    await other.send("/report")
    before = await shown(other)
    assert await tap_with(other, hospital, submit) == "您没有查看此网格的权限。"
    assert (await shown(other)).text == before.text
    assert count(hospital, "submission") == 0
    stranger = await hospital.stranger()
    await stranger.send("/start")
    assert "需要先绑定" in await tap_with(stranger, hospital, submit)
    assert await filed(hospital) is None


async def test_buttons_that_never_were_are_answered_kindly(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    data = data_of((await shown(phone)).json, "红")
    prefix = data.rpartition(":")[0]
    for made_up in ("f:", "f:x:y:z:q", f"{prefix}:q7", f"{prefix}:c99", f"{prefix}:w9", f"{prefix}:e500"):
        assert await tap_with(phone, hospital, made_up) != ""
    for made_up in ("report:999999", "begin:999999", "zero:x", "report:"):
        assert await tap_with(phone, hospital, made_up) != ""
    assert count(hospital, "draft") == 1


async def test_an_update_delivered_twice_changes_nothing(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    recorder = Recorder(hospital)
    await begin(phone)
    await phone.tap("黄")
    await phone.send("2")
    mark = await phone.mark()
    recorder.send_again()
    await phone.see("3/10", since=mark)
    mark = await phone.mark()
    recorder.send_again(2)
    await phone.see("3/10", since=mark)
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")
    recorder.send_again()
    await phone.send("/report")
    assert count(hospital, "submission") == 1
    assert (await answers(hospital))["education_sessions"] == 2


async def test_of_two_inspectors_of_a_grid_the_first_to_submit_is_taken(hospital: Hospital) -> None:
    await hospital.import_roster(with_deputy())
    phone, deputy = await hospital.phone_of(INSPECTOR), await hospital.phone_of(DEPUTY)
    for sender, light in ((phone, "黄"), (deputy, "红")):
        await begin(sender)
        await sender.tap(light)
        await sender.tap("核对")
    await deputy.tap("提交")
    await deputy.see("已提交")
    await phone.tap("提交")
    assert (await shown(phone)).text.startswith("已提交")
    assert count(hospital, "submission") == 1
    assert (await answers(hospital))["light"] == "red"
    assert count(hospital, "draft") == 0


async def test_the_second_inspector_is_not_asked_for_what_the_first_has_filed(hospital: Hospital) -> None:
    await hospital.import_roster(with_deputy())
    deputy = await hospital.phone_of(DEPUTY)
    await file_green(await hospital.phone_of(INSPECTOR))
    assert "已提交" in (await deputy.send("/report")).text
    await deputy.tap("更正")
    await deputy.tap("灯色")
    await deputy.tap("黄")
    await deputy.tap("提交更正")
    await deputy.tap("补充情况")
    assert (await answers(hospital))["light"] == "yellow"
