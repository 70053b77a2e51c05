"""/digest: level 1, committee, supervisor and their group, through the simulator over HTTP."""

import io
import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from simulator.screen import Group, Message
from simulator.state.groups import put_out
from storage.delivery.tables import digest_chats
from storage.unit_of_work import UnitOfWork
from tests.desks import eventually, rows_of
from tests.forged import press
from tests.harness import Hospital
from windows.entries import digest_of, digest_part

OFFICE, COMMITTEE, SUPERVISOR, WARD = "监察室主任", "党委书记", "驻组联络员", "心内科特邀监察员"
TENDENCY, SUGGESTION = "高值耗材登记不全", "建议每季度集中学习一次"
MAY_REPORT = ("monthly_report", "2026-05")


async def file_report(phone: Phone, light: str = "黄") -> None:
    """File a report with every kind of figure, one tendency and one suggestion."""
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap(light)
    for typed in ("2", "35"):
        await phone.send(typed)
    await phone.tap("3")
    await phone.tap("1")
    await phone.send(TENDENCY)
    await phone.tap("医疗服务")
    await phone.send("已提醒科室负责人")
    await phone.tap("0")
    await phone.tap("1")
    await phone.send("800")
    await phone.send(SUGGESTION)
    await phone.tap("跳过")
    await phone.tap("跳过")
    await phone.tap("提交")
    await phone.see("已提交")


async def file_empty(phone: Phone) -> None:
    await phone.send("/report")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")


def labels(message: Message) -> list[str]:
    return [label for row in message.buttons for label in row]


def width_of(png: bytes) -> int:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    (width,) = struct.unpack(">I", png[16:20])
    return int(width)


async def test_level_one_reads_the_month_at_any_time(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    shown = await office.send("/digest")
    assert "已报 0/应报 70" in shown.text
    await file_report(ward)
    before = await office.mark()
    await office.send("/digest")
    text = (await office.see("已报 1/应报 70", since=before)).text
    assert "按时 1   逾期 0   未报 69" in text
    assert "绿 0   黄 1   红 0" in text
    assert "黄：心内科" in text
    assert "廉政教育 2 场" in text
    assert "800" in text
    assert "苗头性问题 1 项" in text
    assert "意见建议 1 条" in text
    assert "等 69 个" in text
    picture = (await office.chat())[-2]
    assert picture.file_kind == "photo"
    assert width_of(await office.download(picture)) == 1080


async def test_level_one_looks_branch_by_branch_and_back(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward, "红")
    await office.send("/digest")
    await office.tap("按支部看")
    text = (await office.see("内科第一党支部")).text
    assert "内科第一党支部  1/7  逾期 0  绿0 黄0 红1" in text
    assert "机关第一党支部  0/7" in text
    await office.tap("返回")
    await office.see("红：心内科")


async def test_level_one_reads_what_was_written(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await office.send("/digest")
    await office.tap("填报内容 2")
    text = (await office.see(TENDENCY)).text
    assert "心内科" in text
    assert SUGGESTION in text


async def test_the_xlsx_holds_the_same_numbers(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await office.send("/digest")
    await office.tap("下载 xlsx")
    await office.see("已生成")
    file = next(message for message in await office.chat() if message.file_kind == "document")
    assert file.file_name == "汇总-网格廉情月报-2026-05.xlsx"
    book = load_workbook(io.BytesIO(await office.download(file)))
    assert next(line for line in book["汇总"].values if line[0] == "合计")[1:9] == (70, 1, 0, 69, 0, 0, 1, 0)
    (own,) = (line for line in book["明细"].values if line[1] == "心内科")
    assert own[3:6:2] == ("按时", "黄")
    assert [line[1:3] for line in list(book["苗头性问题"].values)[1:]] == [("心内科", TENDENCY)]


async def test_committee_and_supervisor_read_it_without_grids_and_texts(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await file_report(ward)
    for name in (COMMITTEE, SUPERVISOR):
        reader = await hospital.phone_of(name)
        await reader.send("/digest")
        shown = await reader.see("已报 1/应报 70")
        for secret in ("心内科", TENDENCY, SUGGESTION, "转递线索", "未报："):
            assert secret not in shown.text
        assert labels(shown)[0] == "按支部看"
        assert not [label for label in labels(shown) if "xlsx" in label or "催报" in label or "填报" in label]
        await reader.tap("按支部看")
        text = (await reader.see("内科第一党支部")).text
        assert "心内科" not in text


@pytest.mark.parametrize("name", [COMMITTEE, SUPERVISOR])
@pytest.mark.parametrize("part", ["t", "x"])
async def test_what_is_level_one_s_cannot_be_asked_for_by_others(
    hospital: Hospital, name: str, part: str
) -> None:
    reader = await hospital.phone_of(name)
    assert "一级网格" in await press(hospital, reader, digest_part(part, *MAY_REPORT))
    assert not [message for message in await reader.chat() if message.file_kind]


@pytest.mark.parametrize(
    "data", ["digest", "digest:list", digest_of(*MAY_REPORT), digest_part("b", *MAY_REPORT)]
)
async def test_an_inspector_reads_no_digest(hospital: Hospital, data: str) -> None:
    ward = await hospital.phone_of(WARD)
    assert "没有查看汇总的权限" in (await ward.send("/digest")).text
    assert "没有查看汇总的权限" in await press(hospital, ward, data)


async def test_a_stranger_reads_no_digest(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    assert "需要先绑定" in (await stranger.send("/digest")).text
    assert "需要先绑定" in await press(hospital, stranger, digest_part("x", *MAY_REPORT))


async def test_whoever_loses_the_office_loses_the_digest_at_once(hospital: Hospital) -> None:
    clerk = await hospital.phone_of("监察室干事")
    await clerk.send("/digest")
    whole = sample_roster(day_in_shanghai(hospital.clock.now()))
    (number,) = (official.staff_number for official in whole.officials if official.name == "监察室干事")
    kept = tuple(appointment for appointment in whole.appointments if appointment.staff_number != number)
    await hospital.import_roster(replace(whole, appointments=kept))
    toast = await clerk.tap("下载 xlsx")
    assert toast is not None
    assert "没有查看汇总的权限" in toast.text


async def test_the_other_periods_are_listed_and_opened(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await hospital.move_to(6, 12)
    await office.send("/digest")
    await office.tap("其他各期")
    shown = await office.see("请选择")
    assert [label for label in labels(shown) if "月" in label or "季" in label or "半年" in label] == [
        "6月网格廉情月报",
        "二季度自查小结",
        "上半年自查总结",
        "5月网格廉情月报",
    ]
    await office.tap("5月网格廉情月报")
    await office.see("已报 1/应报 70")
    hospital.app.database.write(add_years_before)
    await office.tap("其他各期")
    seen = []
    for page in range(1, 8):
        shown = await office.see(f"（{page}/7）")
        assert len(shown.buttons) <= 7
        seen += [row[0] for row in shown.buttons if "月报" in row[0]]
        if page < 7:
            await office.tap("下一页")
    assert len(seen) == len(set(seen)) == 30
    assert seen[-1] == "2024年1月网格廉情月报"
    await office.tap(seen[-1])
    await office.see("已报 0/应报 1")


def add_years_before(uow: UnitOfWork) -> None:
    """Let the ward have owed the monthly reports of every month since January 2024."""
    for month in range(30):
        year, number = 2024 + month // 12, month % 12 + 1
        last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        place = {"unit_code": "1", "branch_code": "204", "grid_code": "30401", "duty_id": "monthly_report"}
        days = {"opens_on": last.replace(day=1), "due_on": last, "closes_on": last + timedelta(days=5)}
        uow.duty_items.open([{**place, **days, "period_id": f"{year}-{number:02}"}])


async def test_sums_are_compared_with_the_month_before_and_the_year_before(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_report(ward)
    await hospital.move_to(6, 22)
    before = await office.mark()
    await office.send("/digest")
    text = (await office.see("6月网格廉情月报", since=before)).text
    assert "廉政教育 0 场（上期 2 场 ↓2）" in text
    await office.tap("上一期")
    await office.see("5月网格廉情月报")
    hospital.clock.move_to(hospital.clock.now().replace(year=2027, month=5, day=22))
    await hospital.app.tick()
    before = await office.mark()
    await office.send("/digest")
    assert "去年同期 2 场 ↓2" in (await office.see("5月网格廉情月报", since=before)).text


async def test_the_month_that_closed_is_shown_until_the_next_one_is_nearly_due(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    for day, month in ((5, "5月"), (6, "5月"), (19, "5月"), (20, "6月")):
        await hospital.move_to(6, day)
        before = await office.mark()
        await office.send("/digest")
        await office.see(f"{month}网格廉情月报   已报", since=before)


async def test_a_correction_changes_the_figures(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await file_empty(ward)
    await office.send("/digest")
    await office.see("绿 1   黄 0   红 0")
    await ward.send("/report")
    await ward.tap("更正")
    await ward.tap("灯色")
    await ward.tap("红")
    await ward.tap("提交")
    await ward.tap("填写有误")
    before = await office.mark()
    await office.send("/digest")
    await office.see("绿 0   黄 0   红 1", since=before)


async def test_before_anything_is_due_the_office_is_told_what_comes_here(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await press(hospital, office, digest_of("monthly_report", "2020-01"))
    assert "这一期没有数据" in await press(hospital, office, digest_of("monthly_report", "2020-01"))
    assert "已失效" in await press(hospital, office, "part:b")


async def group_of(hospital: Hospital, *names: str) -> tuple[Group, list[Phone]]:
    phones = [await hospital.phone_of(name) for name in names]
    return await hospital.phones.new_group("党委会", phones), phones


async def test_a_group_receives_once_level_one_says_so(hospital: Hospital) -> None:
    await file_report(await hospital.phone_of(WARD))
    group, (office, committee) = await group_of(hospital, OFFICE, COMMITTEE)
    await office.send("/digest", group)
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    (row,) = rows_of(hospital.app.database, digest_chats)
    assert (row["chat_id"], row["grid_code"]) == (group.id, "1")
    await committee.send("/digest", group)
    shown = await committee.see("已报 1/应报 70", group)
    assert not shown.buttons
    assert "心内科" not in shown.text
    assert TENDENCY not in shown.text


@pytest.mark.parametrize("name", [WARD, COMMITTEE])
async def test_nobody_else_may_make_a_group_receive(hospital: Hospital, name: str) -> None:
    group, (office, other) = await group_of(hospital, OFFICE, name)
    assert "一级网格" in (await other.send("/digest", group)).text
    await office.send("/digest", group)
    toast = await other.tap("在本群接收", group)
    assert toast is not None
    assert "一级网格" in toast.text
    assert not rows_of(hospital.app.database, digest_chats)


async def test_a_group_that_puts_the_bot_out_receives_no_more(hospital: Hospital) -> None:
    group, (office,) = await group_of(hospital, OFFICE)
    await office.send("/digest", group)
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    world = hospital.simulator.world
    put_out(world, world.bot(), world.groups[group.id], office.about)
    await eventually(lambda: not rows_of(hospital.app.database, digest_chats))
