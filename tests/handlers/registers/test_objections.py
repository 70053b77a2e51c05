"""公示 and 提出异议: whoever is bound may object to what is published; the office alone sees who did, and how."""

from simulator.phone import Phone
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    OFFICE,
    WORKER,
    answer,
    confirm,
    enter_risk,
    labels,
)
from tests.handlers.registers.test_risk_chains import LEADER, passes
from tests.harness import Hospital

STRANGER, WORDS = "呼吸内科医疗组长", "实际由一人保管印章"


async def to_published(phone: Phone) -> None:
    """Come to the only published risk as whoever has no part in it."""
    await phone.send("/registers")
    await answer(phone, "廉政风险", "公示中", "1 单人")


async def history(phone: Phone, entry: str) -> str:
    await phone.send("/registers")
    await answer(phone, "廉政风险", entry, "办理记录")
    return (await shown(phone)).text


async def test_an_objection_to_what_is_published_is_for_the_office_alone(hospital: Hospital) -> None:
    worker, head, leader = [await hospital.phone_of(name) for name in (WORKER, HEAD, LEADER)]
    office, stranger, other = [await hospital.phone_of(name) for name in (OFFICE, STRANGER, "呼吸内科负责人")]
    await enter_risk(worker, "个人岗位", person=WORKER)
    await confirm(worker, "送审")
    await passes(head, "同意上报。")
    await passes(leader, "同意。")
    await office.send("/registers")
    await answer(office, "廉政风险", "1 单人", "公示", "=2026-05-20", "公示")
    await hospital.app.deliver()
    # Two write at once: neither has to begin again.
    await to_published(stranger)
    await stranger.tap("提出异议")
    await stranger.see("只有医院监察室能看到内容和您的姓名。")
    await answer(stranger, f"={WORDS}")
    await to_published(other)
    await answer(other, "提出异议", "=等级偏低", "提出异议")
    await stranger.tap("提出异议")
    said = (await shown(stranger)).text
    assert "已办理：提出异议" in said
    await hospital.app.deliver()
    told = (await office.see(WORDS)).text
    assert f"{STRANGER}已办理“提出异议”" in told
    for phone in (worker, head, leader):
        assert WORDS not in "".join(message.text for message in await phone.chat())
    # Level 1 reads who and what; the person it is about, and all others, read nothing of it.
    written = await history(office, "1 单人")
    assert "提出异议" in written
    assert f"{STRANGER}（仅监察室可见）" in written
    assert WORDS in written
    own = await history(worker, "1 单人")
    assert "公示" in own
    assert "异议" not in own.replace("公示期间如有异议", "")
    await worker.send("/registers")
    await answer(worker, "廉政风险", "1 单人")
    assert "等级偏低" not in (await shown(worker)).text
    # The day after its last day it is no longer public, and not theirs to see for having objected.
    await hospital.move_to(5, 20, 23)
    assert "提出异议" in await buttons_of(stranger)
    await hospital.move_to(5, 21, 0)
    await office.send("/registers")
    await answer(office, "廉政风险", "1 单人")
    assert "状态：已审定" in (await shown(office)).text
    await office.tap("办理记录")
    assert "到期自动办理" in (await shown(office)).text
    await stranger.send("/registers")
    await stranger.tap("廉政风险")
    assert not [label for label in await labels(stranger) if "公示" in label or "单人" in label]


async def buttons_of(phone: Phone) -> list[str]:
    await to_published(phone)
    return await labels(phone)
