"""/settings [表单与台账 · 张贴海报]: the office has posters to print, for some departments or for all."""

import io

import pikepdf
import pytest

from handlers.settings import posters
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import INSPECTOR
from tests.handlers.settings.test_own_texts import opened
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as opened_file:
        return len(opened_file.pages)


async def test_posters_for_some_departments_are_chosen_by_name_and_made_once(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posters, "AT_ONCE", 2)
    office = await opened(hospital)
    await office.tap("张贴海报")
    assert (await shown(office)).buttons == [["全部（70 页）"], ["返回"]]
    await office.send("心内科、骨科 没有这科")
    await office.see("没有找到：没有这科")
    assert "已选 2 个：心内科、骨科" in (await shown(office)).text
    await office.send("内科")
    await office.see("请点选，或输入全称")
    found = (await shown(office)).buttons[1][0]
    await office.tap(found)
    await office.see("已选 3 个")
    presses = await office.tap_nowait("生成已选的 3 页", times=2)
    for each in presses:
        await office.answer(each)
    await office.see("海报已生成，共 3 页")
    sent = await files_sent(office)
    assert [pages(content) for content in sent.values()] == [3]
    assert len([message for message in await office.chat() if message.file_kind == "document"]) == 1
    await office.send_sticker()
    await office.see("请输入科室或支部的名称")


async def test_nobody_else_has_posters(hospital: Hospital) -> None:
    other = await hospital.phone_of(INSPECTOR)
    for data in ("posters", "posters-all:0", "posters-chosen:0", "posters-add:1", "posters-clear"):
        await press(hospital, other, data)
    assert await files_sent(other) == {}
