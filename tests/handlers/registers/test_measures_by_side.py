"""防控措施 by phones: on two sides, counted one by one, printed by side; a text of before stays as it was."""

from dataclasses import replace

from domain.registers.entries import Entry, EntryFilter
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    INSPECTOR,
    OFFICE,
    WARD,
    answer,
    confirm,
    enter_risk,
    labels,
    open_new,
    take_up,
)
from tests.handlers.registers.test_risk_selfchecks import printed
from tests.harness import Hospital

LEADER = "分管内科副院长"
FORM, SUMMARY = "个人岗位廉政风险防控表（附件2）", "廉政风险点汇总表"
TAUGHT, CHECKED = "每季度学习典型案例", "印章使用逐次登记，月末抽查"


async def test_measures_on_two_sides_are_entered_reviewed_approved_and_printed(hospital: Hospital) -> None:
    inspector, head = await hospital.phone_of(INSPECTOR), await hospital.phone_of(HEAD)
    leader, office = await hospital.phone_of(LEADER), await hospital.phone_of(OFFICE)
    await open_new(inspector, "廉政风险")
    await answer(inspector, "个人岗位", f"={INSPECTOR}", "C级", "岗位职责", "自己找", "跳过")
    await answer(inspector, "=保管印章", "=单人保管印章")
    # One tap says how many, and one a measure on which side it is.
    assert [label for label in await labels(inspector) if label.isdigit()] == ["1", "2", "3", "4"]
    await answer(inspector, "=0")
    assert "针对上述风险采取几条防控措施？" in (await shown(inspector)).text
    await answer(inspector, "2", "监督防范", f"={CHECKED}", "思想教育", f"={TAUGHT}")
    assert f"①监督防范，{CHECKED}" in (await shown(inspector)).text
    await answer(inspector, "提交")
    await confirm(inspector, "送审")
    for phone, said in ((head, "措施具体，同意上报。"), (leader, "同意。")):
        await take_up(phone)
        assert f"②思想教育，{TAUGHT}" in (await shown(phone)).text
        await answer(phone, "通过", f"={said}", "通过")
    await leader.see("状态：已审定")
    for paper in (FORM, SUMMARY):
        words = await printed(office, paper)
        assert words.index(f"思想教育：{TAUGHT}") < words.index(f"监督防范：{CHECKED}")
        assert "工作程序" not in words
    figures = await hospital.app.database.run(lambda uow: uow.entry_figures.total("1"))
    assert {figure.count_id: n for figure, n in figures.items() if figure.count_id == "measures"} == {
        "measures": 2
    }


async def test_what_the_first_version_kept_is_shown_as_it_was_and_gets_its_side_when_it_is_amended(
    hospital: Hospital,
) -> None:
    worker = await hospital.phone_of("心内科医疗组长")
    await enter_risk(worker, "个人岗位", person="心内科医疗组长")

    def as_of_old(uow: UnitOfWork) -> None:
        entry = the_risk(uow)
        kept = {key: said for key, said in entry.answers.items() if not key.startswith("measures")}
        old = replace(entry, version=1, answers={**kept, "measures": "双人保管\n每年轮岗"})
        assert uow.entries.move(replace(old, changes=1), [], 0)
        opening = uow.entry_moves.of_entry(entry.id)[0]
        said = {"measures": old.answers["measures"]}
        uow.entry_moves.add(replace(opening, move_id="amend", source="entered", answers=said))

    await hospital.app.database.run(as_of_old)
    await worker.send("/registers")
    await answer(worker, "廉政风险", "单人保管印章")
    old = (await shown(worker)).text
    assert "双人保管" in old
    assert not [side for side in ("思想教育", "工作程序", "制度建设", "监督防范", "None") if side in old]
    await worker.tap("办理记录")
    assert "双人保管" in (await shown(worker)).text
    await answer(worker, "返回")
    # Whoever amends it says on which side it is, by a tap; the words are there.
    await answer(worker, "修改", "主要职责", "=保管公章")
    assert "这条措施属于哪个方面？" in (await shown(worker)).text
    await answer(worker, "制度建设", "修改")
    assert "制度建设，双人保管 每年轮岗" in (await shown(worker)).text
    entry = await hospital.app.database.run(the_risk)
    assert entry.version == 2
    assert entry.answers["measures.1.measure"] == "双人保管\n每年轮岗"
    assert WARD in (await shown(worker)).text


def the_risk(uow: UnitOfWork) -> Entry:
    (entry,) = uow.entries.page(EntryFilter("risk", "1"), 9, 0)
    return entry
