import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from domain.tips.routing import Body
from domain.tips.tips import Area, Source
from simulator.phone import Phone
from storage.tips.receipt_keys import new_salt
from storage.tips.sealing import seal_text
from storage.tips.tips import NewTip, TipReader
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips.tips_by_hand import (
    DEPUTY,
    FIRST,
    OFFICE,
    acts,
    answer,
    bring,
    erase,
    files_sent,
    labels,
    open_first,
    opened,
    shown,
    steps,
    tap_all,
)
from tests.harness import Hospital


async def open_register(hospital: Hospital, who: str = OFFICE) -> Phone:
    office = await hospital.phone_of(who)
    await office.send("/tips")
    return office


async def test_an_empty_register_says_what_will_stand_there(hospital: Hospital) -> None:
    office = await open_register(hospital)
    await office.see("目前没有线索")


async def test_a_tips_window_says_what_the_register_knows(hospital: Hospital) -> None:
    await bring(hospital, files=2)
    office = await open_first(hospital)
    window = await shown(office)
    for line in ("线索 2026-001", "收到  5月12日", "来源  检举控告", "方面  医德医风", "署名  未署名"):
        assert line in window.text
    assert "状态  已收到" in window.text
    assert "附件  2 个" in window.text
    assert window.buttons == [
        ["下载内容（加密）", "附件 2"],
        ["受理", "不予受理"],
        ["提问", "登记", "承办"],
        ["回避", "返回列表"],
    ]


async def test_level_one_downloads_a_tip_and_opens_it_with_its_key(hospital: Hospital) -> None:
    await bring(hospital, named=True)
    office = await hospital.phone_of(OFFICE)
    await tap_all(office, "线索", FIRST)
    assert "实名" in (await office.see("线索 2026-001")).text
    await office.tap("下载内容（加密）")
    await office.see("gridbot open-tip")
    texts = await opened(office, hospital.office_key)
    assert texts == {"线索2026-001.age": "一件事", "线索2026-001-署名.age": "某职工"}
    assert await acts(hospital) == ["tip-open", "tip-download"]


async def test_what_the_reporter_added_is_marked_and_downloaded_too(hospital: Hospital) -> None:
    await bring(hospital)
    await answer(hospital, "第一次补充")
    await answer(hospital, "第二次补充", files=1)
    office = await open_register(hospital)
    assert "反映人有新消息" in (await shown(office)).text
    assert (await labels(office))[0].startswith("● 2026-001")
    await office.tap(FIRST)
    window = await shown(office)
    assert "我方 0 条，反映人 2 条" in window.text
    assert "反映人新消息 2 条" in window.text
    assert "附件  1 个" in window.text
    await office.tap("下载内容（加密）")
    texts = await opened(office, hospital.office_key)
    assert texts["线索2026-001-补充1.age"] == "第一次补充"
    assert texts["线索2026-001-补充2.age"] == "第二次补充"
    assert "新消息" not in (await shown(office)).text
    clerk = await open_register(hospital, "监察室干事")
    assert (await labels(clerk))[0].startswith("● 2026-001")
    await office.tap("返回列表")
    assert (await labels(office))[0].startswith("2026-001")
    await answer(hospital, "第三次补充")
    await tap_all(office, FIRST)
    await office.see("反映人新消息 1 条")
    # What was read on the very day is known to the memory alone; read on a later day it is read.
    await hospital.restart()
    office = await open_register(hospital)
    assert (await labels(office))[0].startswith("● 2026-001")
    hospital.clock.advance(timedelta(days=1))
    await tap_all(office, FIRST, "下载内容（加密）")
    await hospital.restart()
    office = await open_register(hospital)
    assert (await labels(office))[0].startswith("2026-001")


@pytest.mark.skipif(shutil.which("age") is None, reason="no second implementation of age on this machine")
async def test_a_downloaded_tip_opens_with_another_age_tool(hospital: Hospital, tmp_path: Path) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    await office.tap("下载内容（加密）")
    (tmp_path / "tip.age").write_bytes((await files_sent(office))["线索2026-001.age"])
    (tmp_path / "key.txt").write_text(hospital.office_key.identity)
    age = str(shutil.which("age"))
    command = [age, "--decrypt", "-i", str(tmp_path / "key.txt"), str(tmp_path / "tip.age")]
    decrypted = subprocess.run(command, check=True, capture_output=True)  # noqa: ASYNC221, S603
    assert decrypted.stdout.decode().rstrip() == "一件事"


async def test_the_register_turns_its_pages_newest_first(hospital: Hospital) -> None:
    for _tip in range(11):
        await bring(hospital)
    office = await open_register(hospital)
    first = await office.see("第 1/3 页")
    assert first.buttons[0][0].startswith("2026-011 5月12日 已收到")
    assert first.buttons[6] == ["较早", "返回菜单"]
    await office.tap("较早")
    middle = await office.see("第 2/3 页")
    assert middle.buttons[6] == ["较新", "较早", "返回菜单"]
    await office.tap("较早")
    last = await office.see("第 3/3 页")
    assert last.buttons[2][0].startswith("2026-001")
    await press(hospital, office, "tips-page:99")
    await office.see("第 3/3 页")


async def test_the_thousandth_tip_is_the_newest(hospital: Hospital) -> None:
    keys = [hospital.office_key.recipient]

    def work(uow: UnitOfWork) -> list[str]:
        sealed = seal_text("x", keys)
        on = hospital.clock.now().date()
        for _tip in range(1001):
            uow.tips.add(
                NewTip(Body.OFFICE, new_salt(), keys[0], on, Source.ACCUSATION, Area.POWER, sealed, None)
            )
        return [tip.number for tip in uow.tips.latest(TipReader(Body.OFFICE, 0), 2)]

    assert await hospital.app.database.run(work) == ["2026-1001", "2026-1000"]


async def test_what_was_erased_can_only_be_looked_up_in_the_register(hospital: Hospital) -> None:
    await bring(hospital, files=1)
    office = await open_first(hospital)
    await erase(hospital)
    toast = await office.tap("下载内容（加密）")
    assert toast is not None
    assert "已按规定清除" in toast.text
    toast = await office.tap("附件")
    assert toast is not None
    assert "已按规定清除" in toast.text
    await tap_all(office, "返回列表", FIRST)
    window = await shown(office)
    assert "内容和附件已于5月12日清除" in window.text
    assert not {"下载内容（加密）", "附件 1", "提问"} & set(await labels(office))
    assert await files_sent(office) == {}
    assert await acts(hospital) == ["tip-open", "tip-open"]


@pytest.mark.parametrize(
    "who", ["心内科特邀监察员", "院级特邀监察员一", "党委书记", "院长", "内科第一党支部特邀监察员"]
)
async def test_nobody_else_opens_the_register(hospital: Hospital, who: str) -> None:
    await bring(hospital)
    phone = await hospital.phone_of(who)
    menu = await phone.send("/start")
    assert "线索" not in [label for row in menu.buttons for label in row]
    assert "/tips" not in (await phone.send("/help")).text
    assert "tips" not in {command["command"] for command in await phone.commands()}
    await phone.send("/tips")
    await phone.see("供监察室、特邀监察专员和驻组使用")
    for data in ("tips", "tips:2026-001", "tips-download:2026-001", "tips-act:2026-001:0:accepted"):
        assert "供监察室" in await press(hospital, phone, data)
    assert await acts(hospital) == []


async def test_a_stranger_is_asked_to_bind_first(hospital: Hospital) -> None:
    await bring(hospital)
    phone = await hospital.stranger()
    await phone.send("/tips")
    await phone.see("需要先绑定")


@pytest.mark.parametrize("who", [OFFICE, DEPUTY, "纪委书记", "驻组联络员"])
async def test_whoever_handles_tips_is_offered_the_register(hospital: Hospital, who: str) -> None:
    phone = await hospital.phone_of(who)
    menu = await phone.send("/start")
    assert "线索" in [label for row in menu.buttons for label in row]
    assert "/tips" in (await phone.send("/help")).text
    assert "tips" in {command["command"] for command in await phone.commands()}


@pytest.mark.parametrize(
    "button", [FIRST, "下载内容（加密）", "附件", "登记", "提问", "返回列表", "确定", "跳过"]
)
async def test_who_has_left_level_one_opens_nothing_with_old_buttons(hospital: Hospital, button: str) -> None:
    await bring(hospital, files=1)
    office = await open_register(hospital)
    ways = {FIRST: [], "跳过": [FIRST, "受理"], "确定": [FIRST, "登记", "转上级"]}
    await tap_all(office, *ways.get(button, [FIRST]))
    before = await acts(hospital)

    def move_on(uow: UnitOfWork) -> None:
        inspector = next(
            person for person in uow.people.search("心内科", 9) if person.name == "心内科特邀监察员"
        )
        uow.people.unbind(uow.people.search(OFFICE, 1)[0].person_id)
        uow.people.bind(inspector.person_id, office.id, "zh", hospital.clock.now())

    await hospital.app.database.run(move_on)
    toast = await office.tap(button)
    assert toast is not None
    assert "供监察室" in toast.text
    assert await acts(hospital) == before
    assert await steps(hospital) == []
    assert await files_sent(office) == {}


@pytest.mark.parametrize(
    "data",
    [
        "tips:2026-999",
        "tips:",
        "tips-page:x",
        "tips-download:2026-999",
        "tips-files:2026-001:9",
        "tips-files:2026-001:x",
        "tips-act:2026-001:0:nothing",
        "tips-act:2026-001",
        "tips-do:2026-001:0:accepted",
        "tips-do:2026-001:0:reopened",
        "tips-do:2026-001:0:proposed:nothing",
        "tips-do:2026-001:0:proposed",
        "tips-ask:2026-001:x",
        "tips-asked:2026-001:0:nothing",
        "tips-asked:2026-001",
        "tips-recuse:2026-999",
        "tips-move:2026-001:accepted",
    ],
)
async def test_a_forged_or_very_old_button_does_nothing_and_says_so(hospital: Hospital, data: str) -> None:
    await bring(hospital)
    office = await open_register(hospital)
    assert "此按钮已失效" in await press(hospital, office, data)
    assert await steps(hospital) == []
    assert await acts(hospital) == []
    assert await files_sent(office) == {}
