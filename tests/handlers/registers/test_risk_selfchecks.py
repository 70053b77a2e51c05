"""廉政风险自查: whoever owns risks is asked by the clock, once a person and period, and nobody else is."""

import io
from dataclasses import replace

from docx2python import docx2python

from domain.registers.entries import Entry, EntryFilter
from registers.language import Register
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    confirm,
    enter_risk,
    labels,
    take_up,
)
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import MAY, Hospital
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover


def approved(uow: UnitOfWork, hospital: Hospital, level: str, person: str = "") -> None:
    """Put a risk there as it stands once it was approved: of a person, or of the ward."""
    mover = Mover(hospital.app.house, hospital.clock.now(), None)
    (head,) = [found for found in uow.people.search(HEAD, 10) if found.name == HEAD]
    (ward,) = [grid for grid in uow.rosters.tree() if grid.name == WARD]
    place = place_at(uow, ward.code)
    assert place is not None
    answers = {
        "form": "department",
        "level": level,
        "duties": "管床",
        "risks": f"{level}级风险",
        "measures": "复核",
    }
    if person:
        (known,) = [found for found in uow.people.search(person, 10) if found.name == person]
        owner = uow.officials.known([known.person_id])[known.person_id]
        named = {"staff_number": owner.staff_number, "name": owner.name, "post": owner.post}
        answers = {**answers, "form": "person", "person": named}  # type: ignore[dict-item]
    entry = enter(uow, mover, Opening(risk(hospital), place, answers), head.person_id)
    stands = replace(entry.standing, state="approved", is_open=False, due_on=None, look_on=None)
    assert uow.entries.move(replace(entry, standing=stands, changes=1), (), 0)


def risk(hospital: Hospital) -> Register:
    return hospital.app.house.registers["risk"]


async def asked(hospital: Hospital) -> list[tuple[str, str, str]]:
    """Return whose self-checks there are, of which period and level."""

    def work(uow: UnitOfWork) -> list[Entry]:
        return uow.entries.page(EntryFilter("risk_selfcheck", "1"), 100, 0)

    found = await hospital.app.database.run(work)
    return sorted((e.answers["person"]["name"], e.answers["period"], e.answers["level"]) for e in found)


async def test_owners_of_risks_are_asked_once_a_person_and_period(hospital: Hospital) -> None:
    worker = await hospital.phone_of(WORKER)

    def risks(uow: UnitOfWork) -> None:
        approved(uow, hospital, "a", WORKER)
        approved(uow, hospital, "a", WORKER)  # two risks of the same level: one item
        approved(uow, hospital, "c", WORKER)
        approved(uow, hospital, "b")  # the ward's: it is its head who checks

    await hospital.app.database.run(risks)
    await hospital.move_to(5, 30)
    assert await asked(hospital) == []
    await hospital.move_to(5, 31)
    await hospital.app.tick()
    await hospital.move_to(6, 1)
    assert await asked(hospital) == [(WORKER, "2026年上半年", "a")]
    told = await worker.see("有一项待您办理")
    assert "6月20日截止" in told.text
    await take_up(worker, which="2026年上半年")
    assert "a级风险" in (await shown(worker)).text
    assert (await labels(worker))[0] == "提交自查"
    await answer(worker, "提交自查", "=2", "否", "=轮岗尚未落实", "否", "跳过", "提交自查")
    await worker.see("状态：已自查")
    await hospital.move_to(11, 1)
    expected = [
        (HEAD, "2026年度", "bc"),
        (WORKER, "2026年度", "bc"),
        (WORKER, "2026年上半年", "a"),
        (WORKER, "2026年下半年", "a"),
    ]
    assert await asked(hospital) == sorted(expected)
    await hospital.move_to(11, 26)  # overdue by now, and nobody is asked anew
    assert await asked(hospital) == sorted(expected)
    await take_up(worker, count=2, which="2026年度")
    assert "已到期" in (await shown(worker)).text
    # The office sends up what they wrote: one row a grid and level, of those that were due on that day.
    office = await hospital.phone_of(OFFICE)
    words = await printed(office, "廉政风险自查汇总表（2026年6月20日截止）")
    assert "2026年上半年" in words
    assert "轮岗尚未落实" in words
    assert "2026年下半年" not in words


async def test_what_a_clock_that_stood_still_missed_is_asked_and_nobody_starts_with_arrears(
    hospital: Hospital,
) -> None:
    await hospital.app.database.run(lambda uow: approved(uow, hospital, "a", WORKER))
    hospital.clock.move_to(MAY.replace(month=7, day=5))  # over the day that was due
    await hospital.app.database.run(lambda uow: approved(uow, hospital, "a"))
    await hospital.app.tick()
    assert await asked(hospital) == [(WORKER, "2026年上半年", "a")]


async def test_papers_of_risks_say_who_signed_and_nothing_that_nobody_wrote(hospital: Hospital) -> None:
    names = (WORKER, HEAD, "分管内科副院长", OFFICE)
    worker, head, leader, office = [await hospital.phone_of(name) for name in names]
    await office.send("/documents")
    assert not [label for label in await labels(office) if "风险" in label]
    await enter_risk(worker, "个人岗位", person=WORKER)
    await confirm(worker, "送审")
    waiting = await printed(office, "个人岗位廉政风险防控表（附件2）")
    assert "单人保管印章" in waiting
    assert not [
        name for name in names[1:] if name in waiting
    ]  # nobody has signed: there is room to do it by hand
    for phone, said in ((head, "情况属实，同意上报。"), (leader, "同意按C级防控。")):
        await take_up(phone)
        await answer(phone, "通过", f"={said}", "通过")
    signed = await printed(office, "个人岗位廉政风险防控表（附件2）")
    for said in (
        "情况属实，同意上报。",
        "同意按C级防控。",
        "签字：心内科负责人",
        "签字：分管内科副院长",
        "2026年5月12日",
    ):
        assert said in signed
    assert "监察室主任" not in signed
    for paper in ("权力廉政风险等级目录", "廉政风险点汇总表", "岗位风险警示牌", "廉政风险防控机制工作手册"):
        assert "单人保管印章" in await printed(office, paper)
    await office.send("/documents")
    await on_page_with(office, "单位廉政风险防控表（附件4）")
    await office.tap("单位廉政风险防控表（附件4）")
    toast = await office.tap("生成 docx")
    assert toast is not None
    assert toast.text == "台账中目前没有可以打印的记录。"


async def printed(office: Phone, paper: str) -> str:
    """Make a paper in 文书; return its words."""
    await office.send("/documents")
    await on_page_with(office, paper)
    await answer(office, paper, "生成 docx")
    await office.see("已按目前的数据生成")
    with docx2python(io.BytesIO(list((await files_sent(office)).values())[-1])) as document:
        return str(document.text)


async def on_page_with(office: Phone, label: str) -> None:
    """Turn to the page of the list that has this button."""
    while label not in await labels(office):
        await office.tap("下一页")
