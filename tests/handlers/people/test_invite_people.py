import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, count, shown
from tests.harness import Hospital

OFFICE = "监察室主任"


async def find(phone: Phone, text: str) -> None:
    await phone.send("/invite")
    await phone.send(text)


def link_in(text: str) -> str:
    found = re.search(r"https://t\.me/\S+", text)
    assert found is not None
    return found[0]


async def invite(phone: Phone, text: str) -> str:
    """Make a link for the first person found and return it."""
    await find(phone, text)
    await phone.tap(text)
    await phone.tap("生成邀请链接")
    return link_in((await shown(phone)).text)


async def test_the_office_finds_a_person_by_number_name_post_or_department(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    for text in (INSPECTOR, "心内科骨干", "心内科"):
        await find(office, text)
        assert INSPECTOR in str((await shown(office)).buttons)
    number = re.search(r"（(\d+)）", str((await shown(office)).buttons))
    assert number is not None
    await find(office, number[1])
    assert "找到 1 人" in (await shown(office)).text


async def test_a_name_that_nobody_has_can_be_tried_again_at_once(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await find(office, "<b>无此人</b>")
    assert "没有找到“<b>无此人</b>”" in (await shown(office)).text
    assert "找到" in (await office.send("骨科")).text


async def test_the_link_of_the_office_binds(hospital: Hospital) -> None:
    office, phone = await hospital.phone_of(OFFICE), await hospital.stranger()
    link = await invite(office, INSPECTOR)
    assert "早先的链接" not in (await shown(office)).text
    assert count(hospital, "audit") == 1
    await invite(office, INSPECTOR)
    assert "早先的链接也仍然有效；用过一个，其余即作废。" in (await shown(office)).text
    assert f"已绑定：{INSPECTOR}" in (await phone.open_link(link)).text


async def test_a_lost_phone_is_unbound_after_one_question_and_invited_again(hospital: Hospital) -> None:
    office, lost = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    unused = await hospital.link_for(INSPECTOR)
    await lost.send("/report")
    await find(office, INSPECTOR)
    await office.tap(INSPECTOR)
    assert "已绑定" in (await shown(office)).text
    await office.tap("解除绑定")
    assert f"确定解除{INSPECTOR}的绑定" in (await shown(office)).text
    assert count(hospital, "binding") == 2
    await office.tap("确定解除")
    assert "已解除绑定" in (await shown(office)).text
    assert count(hospital, "binding") == 1
    toast = await lost.tap("开始填报")
    assert toast is not None
    assert "需要先绑定" in toast.text
    assert "反映问题" in (await lost.send("/start")).text
    assert "report" not in str(await lost.commands())
    assert "已使用或已过期" in (await lost.open_link(unused)).text
    await office.tap("生成邀请链接")
    link = link_in((await shown(office)).text)
    new = await hospital.stranger()
    assert f"已绑定：{INSPECTOR}" in (await new.open_link(link)).text


async def test_unbinding_can_be_thought_better_of(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await hospital.phone_of(INSPECTOR)
    await find(office, INSPECTOR)
    await office.tap(INSPECTOR)
    await office.tap("解除绑定")
    await office.tap("返回")
    assert "已绑定" in (await shown(office)).text
    assert count(hospital, "binding") == 2


async def test_only_level_one_invites(hospital: Hospital) -> None:
    for name in (INSPECTOR, "党委书记", "驻组联络员"):
        phone = await hospital.phone_of(name)
        assert "供一级网格（监察室）使用" in (await phone.send("/invite")).text
    stranger = await hospital.stranger()
    assert "需要先绑定" in (await stranger.send("/invite")).text


async def test_a_name_typed_after_leaving_is_no_search(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/invite")
    await office.tap("返回菜单")
    assert "没有看懂" in (await office.send(INSPECTOR)).text


async def test_a_sticker_where_a_name_is_due_is_answered(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/invite")
    answer = await office.send_sticker()
    assert answer is not None
    assert "没有看懂" in answer.text


async def test_a_sheet_invites_those_with_a_role_or_everybody_and_is_asked_for_once(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.people.invite.SHEET_MOST", 3)
    office = await hospital.phone_of(OFFICE)
    await office.send("/invite")
    buttons = [row[0] for row in (await shown(office)).buttons if row[0].startswith("邀请表")]
    assert buttons == ["邀请表：有角色、未绑定的 144 人", "邀请表：全部未绑定的 204 人"]
    await office.tap("邀请表：全部未绑定的")
    await office.see("将为 204 人各生成一个邀请链接")
    invited = [await sheet_rows_of(office), await sheet_rows_of(office)]
    assert [len(rows) for rows in invited] == [3, 3]
    first, second = ({number for number, *_more in rows} for rows in invited)
    assert not first & second
    _number, name, link = invited[1][0]
    phone = await hospital.stranger()
    assert f"已绑定：{name}" in (await phone.open_link(link)).text


async def test_who_binds_reads_what_they_do_here_with_a_role_or_without(hospital: Hospital) -> None:
    office, said = await hospital.phone_of(OFFICE), {}
    for name in ("心内科医疗组长", "院长", "心内科负责人", "党委书记", "驻组联络员", INSPECTOR):
        link = await invite(office, name)
        phone = await hospital.stranger(name)
        said[name] = (await phone.open_link(link)).text.splitlines()[1]
    sent = "答复发给您的廉政风险预警、双向承诺、工作建议；办理由您负责的廉政风险、整改问题、双向承诺等。"
    assert {name: text.partition(sent)[0] for name, text in said.items()} == {
        "心内科医疗组长": "您在这里：",
        "院长": "您在这里：审核、审定廉政风险；登记述职述廉、三重一大、领导小组等；",
        "心内科负责人": "您在这里：审核廉政风险；登记述职述廉、表扬与上交、双向承诺等；",
        "党委书记": "您在这里：查看廉情汇总；审定廉政风险；登记述职述廉、三重一大、领导小组；",
        "驻组联络员": "您在这里：查看廉情汇总；受理线索；办理直接报驻组的事项。",
        INSPECTOR: "您在这里：填报本网格廉情；登记廉政风险预警、述职述廉、表扬与上交等；",
    }


async def sheet_rows_of(office: Phone) -> list[tuple[str, str, str]]:
    """Make a sheet for everybody; return its numbers, names and links."""
    await office.send("/invite")
    await office.tap("邀请表：全部未绑定的")
    await office.tap("生成邀请表")
    await office.see("已生成")
    file = [message for message in await office.chat() if message.file_kind == "document"][-1]
    sheet = load_workbook(BytesIO(await office.download(file))).worksheets[0]
    return [(str(row[0].value), str(row[1].value), str(row[6].value)) for row in sheet.iter_rows(min_row=2)]
