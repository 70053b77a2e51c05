"""选择时段 from the phones of those who report: taken, changed, given back, two at once, the calendar file."""

import asyncio

import pytest
from icalendar import Calendar

from simulator.phone import Phone
from tests.desks import shanghai
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.harness import Hospital
from tests.hearings_set_up import (
    BONES,
    COMMISSIONER,
    OFFICE,
    PLACE,
    WARD,
    choose,
    hold_hearings,
    offer,
    taken,
)
from windows.page_turns import ROWS_MOST

FIRST, SECOND = "5月14日 周四 10:00–10:20", "5月14日 周四 10:20–10:40"


@pytest.fixture
async def hearings(hospital: Hospital) -> Hospital:
    """The hospital with four slots on Thursday 14 May, at ten."""
    await hold_hearings(hospital)
    await offer(await hospital.phone_of(OFFICE))
    await hospital.app.deliver()
    return hospital


async def files(phone: Phone) -> list[bytes]:
    """Return the calendar files that the phone was sent, oldest first."""
    found = [message for message in await phone.chat() if message.file_kind == "document"]
    assert all((message.file_name or "").endswith(".ics") for message in found)
    return [await phone.download(message) for message in found]


async def test_a_slot_is_chosen_from_the_letter_confirmed_with_a_file_and_told_to_the_hosts(
    hearings: Hospital,
) -> None:
    ward, office, commissioner = [await hearings.phone_of(n) for n in (WARD, OFFICE, COMMISSIONER)]
    await ward.send("/hearings")
    await ward.tap("二季度当面报告 · 心内科")
    window = await shown(ward)
    assert "6月30日截止" in window.text
    assert f"地点：{PLACE}" in window.text
    assert [row[0] for row in window.buttons][:4] == [
        FIRST,
        SECOND,
        "5月14日 周四 10:40–11:00",
        "5月14日 周四 11:00–11:20",
    ]
    await ward.tap(SECOND)
    text = (await ward.see("已约定")).text
    assert f"时间：{SECOND}" in text
    assert f"地点：{PLACE}" in text
    (file,) = await files(ward)
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert event.decoded("DTSTART") == shanghai(5, 14, 10, 20)
    assert str(event["SUMMARY"]) == "二季度当面报告 · 心内科"
    assert event["LOCATION"] == PLACE
    await hearings.move_to(5, 12, 11)
    for host in (office, commissioner):
        letter = (await host.see("新约定 1 个")).text
        assert f"• {SECOND}  二季度当面报告 · 心内科，{PLACE}" in letter


async def test_of_two_who_tap_one_slot_at_once_the_second_is_told_and_chooses_another(
    hearings: Hospital,
) -> None:
    ward, bones = await hearings.phone_of(WARD), await hearings.phone_of(BONES)
    for phone in (ward, bones):
        await phone.send("/hearings")
        await phone.tap("二季度当面报告")
    presses = [(phone, (await phone.tap_nowait(FIRST))[0]) for phone in (ward, bones)]
    toasts = await asyncio.gather(*(phone.answer(answer) for phone, answer in presses))
    gone = [toast.text for toast in toasts if toast is not None and toast.text]
    assert gone == ["这个时段刚被选走，请另选一个。"]
    late = next(p for p, toast in zip((ward, bones), toasts, strict=True) if toast is not None and toast.text)
    window = await shown(late)
    assert "刚被选走" in window.text
    assert [FIRST] not in window.buttons
    await late.tap(SECOND)
    await late.see("已约定")
    items = [item for item in taken(hearings).values() if item is not None]
    assert len(items) == len(set(items)) == 2


async def test_a_second_tap_chooses_nothing_twice(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    await ward.send("/hearings")
    await ward.tap("二季度当面报告")
    for outcome in await ward.tap_nowait(FIRST, times=2):
        await ward.answer(outcome)
    await ward.see("已约定")
    assert len(await files(ward)) == 1
    assert sum(item is not None for item in taken(hearings).values()) == 1


async def test_the_time_is_changed_and_the_old_slot_is_free_again(hearings: Hospital) -> None:
    ward, bones = await hearings.phone_of(WARD), await hearings.phone_of(BONES)
    await choose(ward, FIRST)
    await ward.tap("改时间")
    window = await shown(ward)
    assert f"目前约定：{FIRST}" in window.text
    assert [FIRST] not in window.buttons
    hearings.clock.move_to(shanghai(5, 12, 10, 5))
    await ward.tap(SECOND)
    await ward.see(f"时间：{SECOND}")
    await bones.send("/hearings")
    await bones.tap("二季度当面报告")
    assert [FIRST] in (await shown(bones)).buttons
    first, second = [Calendar.from_ical(file).walk("VEVENT")[0] for file in await files(ward)]
    assert first["UID"] == second["UID"]
    assert int(str(second["SEQUENCE"])) > int(str(first["SEQUENCE"]))


async def test_a_slot_is_given_back_and_the_hosts_who_knew_of_it_are_told(hearings: Hospital) -> None:
    ward, office = await hearings.phone_of(WARD), await hearings.phone_of(OFFICE)
    await choose(ward, FIRST)
    await hearings.move_to(5, 12, 11)
    await office.see("新约定 1 个")
    await ward.tap("取消约定")
    assert f"已取消：{FIRST}" in (await shown(ward)).text
    await hearings.app.deliver()
    assert "对方已取消 5月14日 周四 10:00 的约定" in (await office.see("重新开放")).text
    assert set(taken(hearings).values()) == {None}


async def test_hosts_never_hear_of_what_was_chosen_and_given_back_at_once(hearings: Hospital) -> None:
    ward, office = await hearings.phone_of(WARD), await hearings.phone_of(OFFICE)
    await office.send("/start")
    before = await office.mark()
    await choose(ward, FIRST)
    await ward.tap("取消约定")
    await ward.see("已取消")
    await hearings.move_to(5, 12, 11)
    assert await office.mark() == before


async def test_on_the_day_itself_nothing_can_be_changed_any_more(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    await choose(ward, FIRST)
    before = (await shown(ward)).message_id
    hearings.clock.move_to(shanghai(5, 14, 8))
    for label in ("改时间", "取消约定"):
        toast = await ward.tap_on(before, label)
        assert toast is not None
        assert "当天不能再改" in toast.text
    await ward.send("/hearings")
    await ward.tap("二季度当面报告")
    assert "改时间" not in str((await shown(ward)).buttons)
    assert sum(item is not None for item in taken(hearings).values()) == 1


async def test_slots_that_have_passed_are_not_offered(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    await hearings.move_to(5, 14, 11)
    await ward.send("/hearings")
    await ward.tap("二季度当面报告")
    assert "目前没有可选的时段" in (await shown(ward)).text


async def test_many_slots_are_shown_a_page_at_a_time(hearings: Hospital) -> None:
    ward, office = await hearings.phone_of(WARD), await hearings.phone_of(OFFICE)
    await offer(office, day="5月15日 周五", many="6 × 20 分钟")
    await ward.send("/hearings")
    await ward.tap("二季度当面报告")
    assert len((await shown(ward)).buttons) == ROWS_MOST
    await ward.tap("下一页")
    assert [row[0] for row in (await shown(ward)).buttons[:2]] == [
        "5月15日 周五 10:20–10:40",
        "5月15日 周五 10:40–11:00",
    ]
    await ward.tap("5月15日 周五 11:40–12:00")
    await ward.see("已约定")


async def test_the_menu_names_the_time_chosen(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    await ward.send("/start")
    assert ["当面报告"] in (await shown(ward)).buttons
    await choose(ward, FIRST)
    await ward.send("/start")
    assert ["当面报告（5月14日 周四 10:00）"] in (await shown(ward)).buttons


async def test_the_list_of_duties_leads_to_the_slots_and_the_reports_do_not(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    await ward.send("/duties")
    await ward.tap("二季度当面报告")
    assert [FIRST] in (await shown(ward)).buttons
    await ward.send("/report")
    assert "当面报告" not in (await shown(ward)).text


async def test_nobody_chooses_for_a_grid_that_is_not_theirs(hearings: Hospital) -> None:
    ward, bones = await hearings.phone_of(WARD), await hearings.phone_of(BONES)
    await choose(ward, FIRST)
    (item_id,) = [item for item in taken(hearings).values() if item is not None]
    for data in (
        f"hearing:{item_id}",
        f"hearing-free:{item_id}:0",
        f"hearing-take:{item_id}:2",
        f"hearing-file:{item_id}",
        f"hearing-drop:{item_id}:1",
        f"hears:{item_id}",
        f"report:{item_id}",
    ):
        assert "没有查看此网格的权限" in await press(hearings, bones, data), data
    assert "没有查看此网格的权限" in await press(hearings, ward, f"report:{item_id}")
    assert taken(hearings)["0514 10:00"] == item_id


async def test_a_button_that_never_existed_is_an_old_button(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    for data in [
        "hearing:",
        "hearing:x",
        "hearing:99999",
        "hearing-take:1",
        "hearing-take:1:x",
        "hearing-drop:a:b",
    ]:
        assert "已失效" in await press(hearings, ward, data), data
