"""培训 by phones: 签到 by a tap and by the code at the door, who was there and who not, from 新增 to its end."""

from dataclasses import replace

from domain.time.clock import day_in_shanghai
from reports.registers.door_code import door_code
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from storage.registers.tables import entries, entry_codes, entry_once
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    INSPECTOR,
    OFFICE,
    WORKER,
    answer,
    labels,
    lines,
    open_new,
    open_register,
)
from tests.harness import USERNAME, Hospital

TRAININGS, OTHER, SUPERVISOR = "培训", "骨科负责人", "驻组联络员"
LINK = f"https://t.me/{USERNAME}?start="


async def plan(phone: Phone, day: str = "2026-05-12") -> None:
    """Plan a training of the ward from the phone of its head: how many are to come is counted."""
    await open_new(phone, TRAININGS)
    await answer(phone, "=廉洁从业", "警示教育", f"={day}", "=示教室", "统计：3 人", "提交")
    await phone.see("已提交")


async def leave(hospital: Hospital, *names: str) -> None:
    """Take these off the roster."""
    roster = sample_roster(day_in_shanghai(hospital.clock.now()))
    gone = {official.staff_number for official in roster.officials if official.name in names}
    await hospital.import_roster(
        replace(
            roster,
            officials=tuple(o for o in roster.officials if o.staff_number not in gone),
            appointments=tuple(a for a in roster.appointments if a.staff_number not in gone),
        )
    )


def code_in(hospital: Hospital) -> str:
    """Return what the link of the only code carries."""
    (row,) = rows_of(hospital.app.database, entry_codes)
    return f"s-{row['code']}"


async def test_who_is_concerned_signs_in_once_and_the_opener_alone_reads_who_was_there(
    hospital: Hospital,
) -> None:
    head, worker = await hospital.phone_of(HEAD), await hospital.phone_of(WORKER)
    inspector, other = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OTHER)
    office = await hospital.phone_of(OFFICE)
    await plan(head)
    # The letter that announces it goes to whoever it concerns, and leads there.
    await answer(head, "通知", "通知")
    await hospital.app.deliver()
    await worker.see("已办理“通知”")
    await answer(worker, "查看")
    assert "廉洁从业" in "".join(await lines(worker))
    # Two taps at once are one.
    for tapped in await worker.tap_nowait("签到", times=2):
        await worker.answer(tapped)
    assert count(hospital, "entry_once") == 1
    assert "已签到（2026年5月12日" in (await shown(worker)).text
    assert "签到" not in await labels(worker)
    assert not any("到/未到" in label or "二维码" in label for label in await labels(worker))
    assert "已签到 1 人" not in (await shown(worker)).text
    await press(hospital, worker, "once:1")
    assert count(hospital, "entry_once") == 1
    # From the workbench, by whoever was told nothing.
    await open_register(inspector, TRAININGS)
    await answer(inspector, "签到（1）", "1 廉洁从业", "签到")
    assert "已签到（" in (await shown(inspector)).text
    assert "办理记录" not in await labels(inspector)
    # It does not concern another ward: there it is not offered, and a forged button opens nothing.
    await open_register(other, TRAININGS)
    assert not any("签到" in label for label in await labels(other))
    for act in (
        "once:1",
        "entry:1",
        "once-code:1",
        "reach:training:0.1:0::0",
        "reach-who:training:0.1:0:30401:m0",
    ):
        assert "没有查看此事项的权限" in await press(hospital, other, act)
    for act in ("once-code:1", "reach:training:0.1:0::0", "reach-who:training:0.1:0:30401:d0"):
        assert await press(hospital, worker, act) != ""
    await open_register(office, TRAININGS)
    await answer(office, "1 廉洁从业", "到/未到")
    assert "心内科：到 2/3 · 未到 1" in (await shown(office)).text
    await answer(office, "到 2")
    assert {name for name in (HEAD, WORKER, INSPECTOR) if name in (await shown(office)).text} == {
        WORKER,
        INSPECTOR,
    }
    # Who was there and has left since was there.
    await leave(hospital, INSPECTOR)
    await open_register(head, TRAININGS)
    await answer(head, "1 廉洁从业", "到/未到")
    assert "心内科：到 2/3 · 未到 1" in (await shown(head)).text
    await answer(head, "未到 1")
    assert HEAD in (await shown(head)).text
    await answer(head, "名单")
    await head.see("名单已生成，共 1 人。")
    # How many were there is offered, and can be corrected; then it is over.
    await open_register(head, TRAININGS)
    await answer(head, "1 廉洁从业", "登记开展情况", "统计：2 人", "跳过", "跳过", "登记开展情况")
    await head.see("已开展")
    await answer(head, "更正", "统计：2 人")
    await answer(head, "返回", "=3", "跳过", "跳过", "=另有一人未扫码", "更正")
    assert "实到人数  3 人" in (await shown(head)).text
    assert not any("二维码" in label for label in await labels(head))
    assert "已结束，不能再办理。" in await press(hospital, head, "once:1")
    (entry,) = rows_of(hospital.app.database, entries)
    assert (entry["answers"]["expected"], entry["answers"]["there"]) == (3, 3)


async def test_the_code_at_the_door_signs_in_whom_it_concerns_and_tells_others_nothing(
    hospital: Hospital,
) -> None:
    head, worker = await hospital.phone_of(HEAD), await hospital.phone_of(WORKER)
    other, stranger = await hospital.phone_of(OTHER), await hospital.stranger()
    supervisor = await hospital.phone_of(SUPERVISOR)
    await plan(head, "2026-05-13")
    await answer(head, "签到二维码")
    await head.see("2026年5月13日当天有效")
    (picture,) = [message for message in await head.chat() if message.file_id and message.from_bot]
    code = code_in(hospital)
    assert await head.download(picture) == door_code(LINK + code)
    # A second picture is of the same code, nobody's guess, and not the entry's number.
    await answer(head, "返回", "签到二维码")
    assert code_in(hospital) == code
    assert len(code) == 24
    await worker.open_link(LINK + code)
    assert "签到限当天（2026年5月13日）。" in (await shown(worker)).text
    assert "签到" not in await labels(worker)
    assert "不在当天" in await press(hospital, worker, f"once-door:{code[2:]}")
    await hospital.move_to(5, 13)
    told = {(await phone.open_link(LINK + code)).text for phone in (other, supervisor)}
    forged = {(await phone.open_link(f"{LINK}s-{'A' * 22}")).text for phone in (other, supervisor, worker)}
    assert told == forged
    assert all("此二维码无效，或不涉及您所在的科室" in text for text in told)
    # Whoever is not bound is told what to do, whether there is such a code or not.
    strange = (await stranger.open_link(LINK + code)).text
    assert strange == (await stranger.open_link(f"{LINK}s-{'A' * 22}")).text
    assert "尚未绑定" in strange
    for phone in (other, stranger):
        await press(hospital, phone, f"once-door:{code[2:]}")
    assert count(hospital, "entry_once") == 0
    await worker.open_link(LINK + code)
    assert "廉洁从业" in (await shown(worker)).text
    for tapped in await worker.tap_nowait("签到", times=2):
        await worker.answer(tapped)
    assert "已签到（2026年5月13日 10:" in (await shown(worker)).text
    assert "已签到（" in (await worker.open_link(LINK + code)).text
    (signed,) = rows_of(hospital.app.database, entry_once)
    assert (signed["name"], signed["grid_code"], signed["move_id"]) == (WORKER, "30401", "attend")
    assert count(hospital, "audit WHERE act = 'entry_attend'") == 1
    assert count(hospital, "audit WHERE act = 'entry_code'") == 2
    # On the day after, and once it is called off, it is over; who has left is a stranger.
    inspector = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(5, 14)
    assert "签到限当天" in (await inspector.open_link(LINK + code)).text
    await open_register(head, TRAININGS)
    await answer(head, "1 廉洁从业", "取消培训", "=改期", "取消培训")
    assert "已结束" in (await inspector.open_link(LINK + code)).text
    assert "已结束" in await press(hospital, head, "once-code:1")
    await leave(hospital, WORKER)
    assert (await worker.open_link(LINK + code)).text == strange
