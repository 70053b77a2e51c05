import shutil
import subprocess
from pathlib import Path

import pytest

from domain.tips import Area, Source
from simulator.phone import Phone
from storage.receipt_keys import new_salt
from storage.sealing import open_text, seal_text
from storage.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.harness import Hospital

OFFICE = "监察室主任"


async def bring(hospital: Hospital, count: int, *, named: bool = False) -> None:
    """Enter tips as the tip desk would."""
    keys = [hospital.office_key.recipient]
    day = hospital.clock.now().date()

    def work(uow: UnitOfWork) -> None:
        for number in range(count):
            uow.tips.add(
                NewTip(
                    lookup=new_salt(),
                    reply_recipient=keys[0],
                    received_on=day,
                    source=Source.ACCUSATION,
                    area=Area.ETHICS,
                    sealed_text=seal_text(f"第{number}件", keys),
                    sealed_reporter=seal_text("某职工", keys) if named else None,
                )
            )

    await hospital.app.database.run(work)


async def open_register(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    return office


async def acts(hospital: Hospital, number: str) -> list[str]:
    entries = await hospital.app.database.run(lambda uow: uow.audit.all_about(number))
    return [entry.act for entry in entries]


async def test_an_empty_register_says_what_will_stand_there(hospital: Hospital) -> None:
    office = await open_register(hospital)
    await office.see("目前没有线索")


async def test_level_one_downloads_a_tip_and_opens_it_with_its_key(hospital: Hospital) -> None:
    await bring(hospital, 1, named=True)
    office = await hospital.phone_of(OFFICE)
    await office.tap("线索")
    await office.tap("2026-001")
    one = await office.see("线索 2026-001")
    assert "实名" in one.text
    await office.tap("下载密文")
    await office.see("gridbot open-tip")
    files = {m.file_name: m for m in await office.chat() if m.file_kind == "document"}
    assert set(files) == {"线索2026-001.age", "线索2026-001-署名.age"}
    key = hospital.office_key.identity
    assert open_text(await office.download(files["线索2026-001.age"]), key) == "第0件"
    assert open_text(await office.download(files["线索2026-001-署名.age"]), key) == "某职工"
    assert await acts(hospital, "2026-001") == ["tip-open", "tip-download"]


@pytest.mark.skipif(shutil.which("age") is None, reason="no second implementation of age on this machine")
async def test_a_downloaded_tip_opens_with_another_age_tool(hospital: Hospital, tmp_path: Path) -> None:
    await bring(hospital, 1)
    office = await open_register(hospital)
    await office.tap("2026-001")
    await office.tap("下载密文")
    await office.see("gridbot open-tip")
    sealed = next(m for m in await office.chat() if m.file_kind == "document")
    (tmp_path / "tip.age").write_bytes(await office.download(sealed))
    (tmp_path / "key.txt").write_text(hospital.office_key.identity)
    age = str(shutil.which("age"))
    command = [age, "--decrypt", "-i", str(tmp_path / "key.txt"), str(tmp_path / "tip.age")]
    opened = subprocess.run(command, check=True, capture_output=True)  # noqa: ASYNC221, S603
    assert opened.stdout.decode().rstrip() == "第0件"


async def test_the_register_turns_its_pages_newest_first(hospital: Hospital) -> None:
    await bring(hospital, 17)
    office = await open_register(hospital)
    first = await office.see("第 1/3 页")
    assert first.buttons[0][0].startswith("2026-017 5月12日 已收到")
    assert first.buttons[8] == ["较早"]
    await office.tap("较早")
    middle = await office.see("第 2/3 页")
    assert middle.buttons[8] == ["较新", "较早"]
    await office.tap("较早")
    last = await office.see("第 3/3 页")
    assert last.buttons[0][0].startswith("2026-001")


async def test_the_thousandth_tip_is_the_newest(hospital: Hospital) -> None:
    await bring(hospital, 1)
    keys = [hospital.office_key.recipient]

    def work(uow: UnitOfWork) -> list[str]:
        sealed = seal_text("x", keys)
        day = hospital.clock.now().date()
        for _tip in range(1000):
            tip = NewTip(new_salt(), keys[0], day, Source.ACCUSATION, Area.POWER, sealed, None)
            uow.tips.add(tip)
        return [tip.number for tip in uow.tips.latest(2)]

    assert await hospital.app.database.run(work) == ["2026-1001", "2026-1000"]


async def test_what_cannot_be_undone_is_asked_once(hospital: Hospital) -> None:
    await bring(hospital, 1)
    office = await open_register(hospital)
    await office.tap("2026-001")
    await office.tap("不予受理")
    await office.see("改后不能撤回")
    await office.tap("返回")
    await office.see("状态  已收到")
    await office.tap("受理")
    await office.see("改为“已受理”")
    await office.tap("确定")
    await office.see("状态  已受理")
    assert await acts(hospital, "2026-001") == ["tip-open", "tip-open", "tip-accepted"]


async def test_a_closed_tip_is_reopened_at_once(hospital: Hospital) -> None:
    await bring(hospital, 1)
    office = await open_register(hospital)
    await office.tap("2026-001")
    for act in ("受理", "开始办理"):
        await office.tap(act)
        await office.tap("确定")
    await office.tap("办结")
    await office.see("状态  已办结")
    await office.tap("回头看")
    await office.see("状态  办理中")


async def test_a_state_that_another_handler_has_passed_is_refused(hospital: Hospital) -> None:
    await bring(hospital, 1)
    office = await open_register(hospital)
    await office.tap("2026-001")
    await office.tap("不予受理")
    deputy = await hospital.phone_of("监察室干事")
    await deputy.send("/tips")
    await deputy.tap("2026-001")
    await deputy.tap("受理")
    await deputy.tap("确定")
    toast = await office.tap("确定")
    assert toast is not None
    assert "不能改成这个状态" in toast.text
    assert "tip-declined" not in await acts(hospital, "2026-001")


@pytest.mark.parametrize("who", ["心内科特邀监察员", "党委书记", "驻组联络员", "院长"])
async def test_nobody_below_or_beside_level_one_opens_the_register(hospital: Hospital, who: str) -> None:
    await bring(hospital, 1)
    phone = await hospital.phone_of(who)
    await phone.send("/tips")
    await phone.see("供一级网格")


@pytest.mark.parametrize("button", ["2026-001", "下载密文", "受理", "确定", "返回列表"])
async def test_who_has_left_level_one_opens_nothing_with_old_buttons(hospital: Hospital, button: str) -> None:
    await bring(hospital, 1)
    office = await open_register(hospital)
    way = {"2026-001": [], "确定": ["2026-001", "受理"]}.get(button, ["2026-001"])
    for step in way:
        await office.tap(step)
    before = await acts(hospital, "2026-001")

    def move_on(uow: UnitOfWork) -> None:
        inspector = next(one for one in uow.people.search("心内科", 9) if one.name == "心内科特邀监察员")
        uow.people.unbind(uow.people.search(OFFICE, 1)[0].person_id)
        uow.people.bind(inspector.person_id, office.id, "zh", hospital.clock.now())

    await hospital.app.database.run(move_on)
    toast = await office.tap(button)
    assert toast is not None
    assert "供一级网格" in toast.text
    assert await acts(hospital, "2026-001") == before
    assert not [message for message in await office.chat() if message.file_kind]
