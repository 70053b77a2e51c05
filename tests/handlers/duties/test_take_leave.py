"""请假 and 销假, from the phones of whoever goes, the deputy and the office, through the simulator over HTTP."""

import pytest

from simulator.phone import Phone
from storage.tables import leaves, outbox
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.handlers.by_hand import count, filed, shown
from tests.harness import Hospital

WARD, HEAD, BRANCH, OFFICE = "心内科特邀监察员", "心内科负责人", "内科第一党支部特邀监察员", "监察室主任"
CLERK, COMMISSIONER = "监察室干事", "纪委书记"


async def ask_deputy(phone: Phone, end: str = "到5月18日") -> None:
    """Ask for leave from today to `end`, up to the question who stands in."""
    await phone.send("/leave")
    await phone.tap("今天")
    await phone.tap(end)


async def go(phone: Phone, deputy: str, end: str = "到5月18日") -> None:
    """Take leave from today to `end` with this deputy."""
    await ask_deputy(phone, end)
    await phone.tap(deputy)
    await phone.tap("确定请假")
    await phone.see("已登记")


async def test_leave_is_asked_shown_once_stored_and_told_to_the_office_and_the_deputy(
    hospital: Hospital,
) -> None:
    ward, head, office = [await hospital.phone_of(name) for name in (WARD, HEAD, OFFICE)]
    await ask_deputy(ward)
    await ward.tap(f"{HEAD} · 心内科")
    text = (await ward.see("请核对")).text
    assert "请假：5月12日至5月18日" in text
    assert f"代理人：{HEAD}" in text
    assert not rows_of(hospital.app.database, leaves)
    await ward.tap("确定请假")
    await ward.see("已登记，并告知监察室")
    await hospital.app.deliver()
    assert f"{WARD}（心内科）请假：5月12日至5月18日，由{HEAD}代理" in (await office.see("请假：")).text
    await head.see("请您代理")
    assert count(hospital, "leave") == 1


async def test_the_deputy_sees_and_files_what_the_other_owes_and_so_may_the_other(hospital: Hospital) -> None:
    ward, head = await hospital.phone_of(WARD), await hospital.phone_of(HEAD)
    assert "未完成" not in (await shown(head)).text
    await go(ward, HEAD)
    await head.send("/start")
    await head.see("您还有 1 项未完成")
    await ward.send("/start")
    await ward.see("您还有 1 项未完成")
    await head.send("/report")
    await head.tap("零报告")
    await head.tap("提交")
    await head.see("已提交")
    report = await filed(hospital)
    assert report is not None


async def test_after_the_leave_the_deputy_may_file_no_more(hospital: Hospital) -> None:
    ward, head = await hospital.phone_of(WARD), await hospital.phone_of(HEAD)
    await go(ward, HEAD)
    await head.send("/report")
    await head.see("零报告")
    await hospital.move_to(5, 19)
    toast = await head.tap("零报告")
    assert toast is not None
    assert "没有查看此网格的权限" in toast.text


async def test_a_deputy_of_the_commissioner_runs_no_level_one_and_reads_no_tips(hospital: Hospital) -> None:
    commissioner, deputy = await hospital.phone_of(COMMISSIONER), await hospital.phone_of("党委书记")
    await ask_deputy(commissioner)
    await commissioner.send("党委书记")
    await commissioner.tap("党委书记")
    await commissioner.tap("确定请假")
    await commissioner.see("已登记")
    await deputy.send("/invite")
    await deputy.see("供一级网格")
    await deputy.send("/tips")
    assert "监察室、特邀监察专员和驻组" in (await shown(deputy)).text


async def test_back_early_the_deputy_is_none_any_more_and_all_are_told(hospital: Hospital) -> None:
    ward, head, office = [await hospital.phone_of(name) for name in (WARD, HEAD, OFFICE)]
    await go(ward, HEAD)
    await ward.send("/leave")
    assert f"您已请假：5月12日至5月18日，代理人 {HEAD}" in (await shown(ward)).text
    await ward.tap("销假")
    await ward.see("已销假")
    await hospital.app.deliver()
    for phone in (head, office):
        assert f"{WARD}（心内科）已销假" in (await phone.see("已销假")).text
    await head.send("/start")
    assert "未完成" not in (await shown(head)).text
    await go(ward, "不设代理人", "只请一天")
    assert count(hospital, "leave") == 2


async def test_the_office_sees_who_is_away(hospital: Hospital) -> None:
    ward, branch, office = [await hospital.phone_of(name) for name in (WARD, BRANCH, OFFICE)]
    await go(ward, BRANCH)
    await go(branch, "不设代理人", "只请一天")
    await office.send("/start")
    assert f"今日请假：{WARD}（{BRANCH}代理）、{BRANCH}（无代理人）" in (await shown(office)).text
    await office.send("/leave")
    text = (await shown(office)).text
    assert "今日请假 2 人" in text
    assert f"• {WARD}（心内科）至5月18日，{BRANCH}代理" in text
    await hospital.move_to(5, 19)
    await office.send("/start")
    assert "请假：" not in (await shown(office)).text


async def test_level_one_takes_leave_too_and_its_colleagues_are_told(hospital: Hospital) -> None:
    office, clerk = await hospital.phone_of(OFFICE), await hospital.phone_of(CLERK)
    await go(office, CLERK)
    await hospital.app.deliver()
    await clerk.see("请您代理")


async def test_days_and_names_can_be_typed(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await hospital.phone_of(BRANCH)
    await ward.send("/leave")
    await ward.send("5月20日")
    assert "没有找到" not in (await ward.send("2026-05-22")).text
    await ward.send("内科第一")
    await ward.tap(BRANCH)
    assert "请假：5月20日至5月22日" in (await shown(ward)).text
    await ward.tap("确定请假")
    await ward.see("已登记")
    (row,) = rows_of(hospital.app.database, leaves)
    assert (row["starts_on"].day, row["ends_on"].day) == (20, 22)


async def test_what_can_t_be_read_is_asked_again_in_the_same_place(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/leave")
    for text in ("下个礼拜", "<b>6月</b>", "天" * 4096):
        await ward.send(text)
        window = await shown(ward)
        assert "没有看懂这个日期" in window.text
        assert "从哪天开始请假" in window.text
    await ward.send("5月1日")
    assert "不能从今天以前开始" in (await shown(ward)).text
    await ward.send("5月20日")
    await ward.send("5月19日")
    assert "结束日不能早于开始日" in (await shown(ward)).text
    assert "请假到哪天" in (await shown(ward)).text
    await ward.send("5月21日")
    await ward.send("<b>无此人</b>")
    assert "没有找到“<b>无此人</b>”" in (await shown(ward)).text
    await ward.tap("不设代理人")
    await ward.see("未设代理人")


async def test_days_already_taken_and_a_deputy_who_is_away_are_refused_in_words(hospital: Hospital) -> None:
    ward, branch = await hospital.phone_of(WARD), await hospital.phone_of(BRANCH)
    await go(branch, "不设代理人")
    await ask_deputy(ward)
    assert BRANCH not in str((await shown(ward)).buttons)
    branch_id = rows_of(hospital.app.database, leaves)[0]["person_id"]
    forged = f"leave-yes:2026-05-12:2026-05-18:{branch_id}"
    assert "这段时间也请假" in await press(hospital, ward, forged)
    await ward.tap("不设代理人")
    await ward.tap("确定请假")
    await ward.see("已登记")
    await ward.send("/leave")
    await ward.tap("今天")
    toast = await ward.tap("只请一天")
    assert toast is not None
    assert "已登记过请假" in toast.text


async def test_a_deputy_who_goes_too_is_told_whose_duties_hang_on_them_and_so_is_that_person(
    hospital: Hospital,
) -> None:
    ward, branch = await hospital.phone_of(WARD), await hospital.phone_of(BRANCH)
    await go(ward, f"{BRANCH} · 内科第一党支部")
    await go(branch, "不设代理人", "到5月14日")
    await hospital.app.deliver()
    said = (await branch.see("您正代理")).text
    assert f"您正代理{WARD}（心内科）。5月12日至5月14日您也请假" in said
    told = (await ward.see("没有人代理您")).text
    assert f"您的代理人{BRANCH}也请假，5月12日至5月14日没有人代理您" in told
    kinds = [row["kind"] for row in rows_of(hospital.app.database, outbox)]
    assert (kinds.count("leave_stood_in"), kinds.count("leave_alone")) == (1, 1)


async def test_a_second_tap_stores_nothing_twice(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ask_deputy(ward)
    await ward.tap("不设代理人")
    for outcome in await ward.tap_nowait("确定请假", times=2):
        await ward.answer(outcome)
    await ward.see("已登记")
    assert count(hospital, "leave") == 1


async def test_nobody_stands_in_who_is_far_away_or_oneself(hospital: Hospital) -> None:
    ward, far = await hospital.phone_of(WARD), await hospital.phone_of("骨科特邀监察员")
    await go(far, "不设代理人")
    far_id = rows_of(hospital.app.database, leaves)[0]["person_id"]
    await ask_deputy(ward)
    await ward.send("骨科特邀监察员")
    assert "没有找到" in (await shown(ward)).text
    asked = f"leave-yes:2026-06-12:2026-06-18:{far_id}"
    assert "须是本网格或上级网格" in await press(hospital, ward, asked)
    assert count(hospital, "leave") == 1


@pytest.mark.parametrize(
    "data",
    [
        "leave-from:",
        "leave-from:today",
        "leave-to:2026-05-12",
        "leave-who:2026-05-12:2026-05-13",
        "leave-yes:a:b:c",
        "leave-end:",
        "leave-end:99",
    ],
)
async def test_a_button_that_never_existed_is_an_old_button(hospital: Hospital, data: str) -> None:
    ward = await hospital.phone_of(WARD)
    assert "已失效" in await press(hospital, ward, data)


async def test_nobody_ends_another_s_leave(hospital: Hospital) -> None:
    ward, other = await hospital.phone_of(WARD), await hospital.phone_of(BRANCH)
    await go(ward, "不设代理人")
    assert "已失效" in await press(hospital, other, "leave-end:1")
    assert rows_of(hospital.app.database, leaves)[0]["ended_at"] is None


async def test_an_old_button_of_yesterday_is_refused_in_words(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ask_deputy(ward)
    await ward.tap("不设代理人")
    hospital.clock.move_to(shanghai(5, 13))
    toast = await ward.tap("确定请假")
    assert toast is not None
    assert "不能从今天以前开始" in toast.text


async def test_strangers_take_no_leave(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    await stranger.send("/leave")
    assert "需要先绑定" in (await shown(stranger)).text
