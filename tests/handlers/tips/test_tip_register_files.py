from domain.tips.routing import Body
from storage.tips.sealing import open_sealed
from tests.forged import press
from tests.handlers.tips.tips_by_hand import (
    SUPERVISOR,
    acts,
    answer,
    bring,
    files_sent,
    give_supervisor_key,
    labels,
    open_first,
)
from tests.harness import Hospital


async def test_the_cleaned_copies_come_first_and_the_originals_after_a_warning(hospital: Hospital) -> None:
    await bring(hospital, files=2)
    office = await open_first(hospital)
    await office.tap("附件")
    window = await office.see("附件 1–2，共 2 个")
    assert "任何人无权据此追查是谁反映的" in window.text
    assert window.buttons == [["原件"], ["返回线索"]]
    sent = await files_sent(office)
    assert list(sent) == ["线索2026-001-附件1.jpg.age", "线索2026-001-附件2.jpg.age"]
    key = hospital.office_key.identity
    assert [open_sealed(content, key).decode() for content in sent.values()] == ["净1", "净2"]
    await office.tap("原件")
    await office.see("原件 1–2，共 2 个")
    originals = {name: content for name, content in (await files_sent(office)).items() if "原件" in name}
    assert list(originals) == ["线索2026-001-附件1-原件.age", "线索2026-001-附件2-原件.age"]
    assert [open_sealed(content, key).decode() for content in originals.values()] == ["原1", "原2"]
    assert await acts(hospital) == ["tip-open", "tip-files", "tip-originals"]


async def test_many_files_come_five_at_a_time(hospital: Hospital) -> None:
    await bring(hospital, files=6)
    await answer(hospital, "还有一张", files=1)
    office = await open_first(hospital)
    await office.tap("附件 7")
    assert await labels(office) == ["原件", "下一批 6–7", "返回线索"]
    await office.tap("下一批")
    await office.see("附件 6–7，共 7 个")
    assert len(await files_sent(office)) == 7
    await office.tap("原件")
    assert await labels(office) == ["返回线索"]
    assert len(await files_sent(office)) == 9
    await office.tap("返回线索")
    await office.see("线索 2026-001")


async def test_the_supervisor_gets_files_that_the_office_key_does_not_open(hospital: Hospital) -> None:
    key = give_supervisor_key(hospital)
    await bring(hospital, [key.recipient], body=Body.SUPERVISOR, files=1)
    phone = await open_first(hospital, SUPERVISOR, "Z2026-001")
    await phone.tap("附件")
    ((name, content),) = (await files_sent(phone)).items()
    assert name == "线索Z2026-001-附件1.jpg.age"
    assert open_sealed(content, key.identity).decode() == "净1"
    assert await acts(hospital, "Z2026-001") == []
    assert await acts(hospital, "Z2026-001", Body.SUPERVISOR) == ["tip-open", "tip-files"]


async def test_a_tip_without_files_sends_none(hospital: Hospital) -> None:
    await bring(hospital)
    office = await open_first(hospital)
    assert not [label for label in await labels(office) if "附件" in label]
    assert "此按钮已失效" in await press(hospital, office, "tips-files:2026-001:0")
    assert await acts(hospital) == ["tip-open"]
