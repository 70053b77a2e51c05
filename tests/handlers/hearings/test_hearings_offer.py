"""提供时段 from the host's phone: typed and tapped answers, what is refused, who is told."""

from storage.duties.tables import hearing_slots
from storage.tables import outbox
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.harness import Hospital
from tests.hearings_set_up import (
    BONES,
    CLERK,
    COMMITTEE,
    OFFICE,
    PLACE,
    QUARTERLY,
    SUPERVISOR,
    TO_COMMITTEE,
    TO_SUPERVISOR,
    WARD,
    hold_hearings,
    offer,
    taken,
)
from windows.entries import host_hearing, offer_slots


async def test_slots_are_asked_shown_once_stored_and_told_to_all_who_have_to_choose(
    hospital: Hospital,
) -> None:
    await hold_hearings(hospital)
    office, ward, bones = [await hospital.phone_of(name) for name in (OFFICE, WARD, BONES)]
    await office.send("/start")
    await office.tap("当面报告")
    text = (await office.see("二季度当面报告：")).text
    assert "已记录 0，待记录 0，已约定 0，未约定 70，空余时段 0" in text
    await office.tap("提供时段")
    await office.tap("5月14日 周四")
    await office.tap("10:00")
    await office.tap("4 × 20 分钟")
    await office.send(PLACE)
    text = (await office.see("请核对")).text
    assert "时间：5月14日 周四 10:00–11:20" in text
    assert "时段：4 × 20 分钟" in text
    assert f"地点：{PLACE}" in text
    assert not rows_of(hospital.app.database, hearing_slots)
    await office.tap("确定提供")
    assert "尚未约定 70 个，已通知 70 人选择" in (await office.see("已提供时段")).text
    assert list(taken(hospital)) == ["0514 10:00", "0514 10:20", "0514 10:40", "0514 11:00"]
    await hospital.app.deliver()
    for phone, grid in ((ward, "心内科"), (bones, "骨科")):
        letter = await phone.see("请选择当面报告的时间")
        assert f"• 二季度当面报告 · {grid}" in letter.text
        assert letter.buttons[0] == ["选择时段"]


async def test_everything_can_be_typed(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/hearings")
    await office.tap("提供时段")
    for words in ("6月5日", "9点半", "2 x 45", f"  {PLACE}:<b>东</b>  "):
        await office.send(words)
    assert f"地点：{PLACE}:<b>东</b>" in (await shown(office)).text
    await office.tap("确定提供")
    await office.see("已提供时段")
    assert list(taken(hospital)) == ["0605 09:30", "0605 10:15"]
    assert {row["place"] for row in rows_of(hospital.app.database, hearing_slots)} == {f"{PLACE}:<b>东</b>"}


async def test_what_can_t_be_read_is_asked_again_in_the_same_place(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/hearings")
    await office.tap("提供时段")
    for question, wrong, right in (
        (
            "请选择日期",
            [("下个礼拜", "没有看懂这个日期"), ("5月1日", "今天以前"), ("8月1日", "不在本期")],
            "5月15日",
        ),
        ("从几点开始", [("早上", "没有看懂这个时间"), ("25:00", "没有看懂这个时间")], "14:00"),
        (
            "提供几个时段",
            [("很多", "请输入例如"), ("0 × 20", "请输入例如"), ("99 × 999", "请输入例如")],
            "3 × 20",
        ),
        ("请输入地点", [("室" * 4096, "地点请写 1–50 个字")], PLACE),
    ):
        for words, why in wrong:
            await office.send(words)
            text = (await shown(office)).text
            assert why in text
            assert question in text
        await office.send(right)
    await office.see("请核对")


async def test_slots_neither_overlap_nor_lie_behind_nor_go_past_midnight(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office, clerk = await hospital.phone_of(OFFICE), await hospital.phone_of(CLERK)
    await offer(office)
    for typed, why in (
        (["5月14日", "11:10"], "与已提供的时段重叠"),
        (["5月14日", "9:30", "2 × 20"], "与已提供的时段重叠"),
        (["5月12日", "9:00"], "这个时间已过"),
        (["5月14日", "23:00", "4 × 20"], "不能超过当天 24 点"),
    ):
        await clerk.send("/hearings")
        await clerk.tap("提供时段")
        for words in typed:
            await clerk.send(words)
        assert why in (await shown(clerk)).text, typed
    assert count(hospital, "hearing_slot") == 4


async def test_a_second_tap_and_an_old_window_offer_nothing_twice(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/hearings")
    await office.tap("提供时段")
    for words in ("5月14日", "10:00", "4 × 20", PLACE):
        await office.send(words)
    for outcome in await office.tap_nowait("确定提供", times=2):
        await office.answer(outcome)
    await office.see("已提供时段")
    assert count(hospital, "hearing_slot") == 4
    letters = [row for row in rows_of(hospital.app.database, outbox) if row["kind"] == "hearing_offered"]
    assert len(letters) == 70


async def test_who_has_slots_to_choose_from_is_not_told_of_more(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    await offer(office)
    await offer(office, day="5月15日 周五")
    assert "已通知 0 人选择" in (await shown(office)).text


async def test_after_a_restart_in_the_middle_the_question_goes_on(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/hearings")
    await office.tap("提供时段")
    await office.tap("5月14日 周四")
    await hospital.restart()
    await office.tap("10:00")
    await office.see("提供几个时段")


async def test_briefings_are_offered_by_the_office_to_supervisor_and_committee(hospital: Hospital) -> None:
    await hold_hearings(hospital, TO_SUPERVISOR, TO_COMMITTEE)
    office, supervisor, committee = [await hospital.phone_of(n) for n in (OFFICE, SUPERVISOR, COMMITTEE)]
    await office.send("/hearings")
    text = (await shown(office)).text
    assert "上半年当面报告（向驻市卫生健康委纪检监察组）：" in text
    assert "上半年当面报告（向医院党委）：" in text
    assert (
        "驻市卫生健康委纪检监察组"
        in (await press(hospital, office, offer_slots(TO_SUPERVISOR)) or "")
        + (await office.see("请选择日期")).text
    )
    for words in ("5月20日", "9:00", "2 × 60", PLACE):
        await office.send(words)
    await office.tap("确定提供")
    await office.see("已通知 1 人选择")
    await hospital.app.deliver()
    await supervisor.see("请选择听取当面报告的时间")
    await supervisor.tap("选择时段")
    await supervisor.tap("5月20日 周三 09:00–10:00")
    await supervisor.see("已约定")
    await committee.send("/hearings")
    await committee.tap("上半年当面报告（向医院党委）")
    assert "目前没有可选的时段" in (await shown(committee)).text
    (item,) = [found for found in taken(hospital).values() if found is not None]
    assert sum(found is not None for found in taken(hospital).values()) == 1
    # The supervisor listens and level 1 reports, not the other way round.
    await press(hospital, office, host_hearing(item))
    text = (await shown(office)).text
    assert f"听取人：{SUPERVISOR}" in text
    assert "报告人" not in text


async def test_inspectors_offer_no_slots(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    ward, office = await hospital.phone_of(WARD), await hospital.phone_of(OFFICE)
    assert "供提供时段的一方使用" in await press(hospital, ward, offer_slots(QUARTERLY))
    await offer(office)
    assert "供提供时段的一方使用" in await press(hospital, ward, f"slots-t:{QUARTERLY}:20260514")


async def test_a_button_that_never_existed_is_an_old_button(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    for data in [
        "slots:",
        "slots:monthly_report",
        f"slots-t:{QUARTERLY}",
        f"slots-t:{QUARTERLY}:today",
        f"slots-n:{QUARTERLY}:20260514:x",
        f"slots-p:{QUARTERLY}:20260514:1000:0x0",
        f"slots-p:{QUARTERLY}:20260514:1000",
        f"slots-y:{QUARTERLY}:20260514:1000:4x20",
        f"slots-last:{QUARTERLY}:20260514:1000:4x20",
    ]:
        assert "已失效" in await press(hospital, office, data), data


async def test_without_such_a_duty_nothing_is_there(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/start")
    assert "当面报告" not in str((await shown(office)).buttons)
    await office.send("/hearings")
    assert "没有需要当面报告" in (await shown(office)).text
    stranger = await hospital.stranger()
    await stranger.send("/hearings")
    assert "需要先绑定" in (await shown(stranger)).text
