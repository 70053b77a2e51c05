"""直接报驻组 by phones: what goes past level 1 is answered by the organ above, and level 1 never learns of it."""

from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    COMMISSIONER,
    INSPECTOR,
    OFFICE,
    answer,
    labels,
    open_register,
    take_up,
    waits_nothing,
)
from tests.harness import Hospital

ORGAN = "驻组联络员"
SECRET = "设备采购未经集体研究"
REPORT = (f"={SECRET}", "=2026-05-10", "=院长办公会未讨论即签订合同", "跳过", "跳过", "提交")
FORGED = (
    *("entry:1", "entry:1:1", "entry-log:1:0", "entry-files:1:0", "entry-file:1:1:0", "entry-parts:1:0"),
    *("entry-do:1:0:0", "entry-yes:1:0:1", "entry-paper:1:notice"),
    *("entry-print:report_direct", "entry-print:report_direct:y:0", "entry-figures:report_direct:0"),
    *("register-paper:report_direct:report", "entry-narrow:report_direct", "entry-public:report_direct:0"),
)


async def test_what_is_reported_past_level_1_is_answered_above_and_level_1_learns_nothing_of_it(
    hospital: Hospital,
) -> None:
    inspector, organ = await hospital.phone_of(INSPECTOR), await hospital.phone_of(ORGAN)
    office, commissioner = await hospital.phone_of(OFFICE), await hospital.phone_of(COMMISSIONER)
    before = {phone: len(await phone.chat()) for phone in (office, commissioner)}
    await open_register(inspector, "重大事项报告")
    assert "直接报驻组" in await labels(inspector)
    await answer(inspector, "直接报驻组", *REPORT)
    await inspector.see("已提交，编号 驻报〔2026〕1号")
    assert "待驻市卫生健康委纪检监察组办理" in (await shown(inspector)).text
    await hospital.app.deliver()
    await organ.see("有一项待您办理")
    # Nothing came to level 1; nothing waits there, is listed, counted, numbered or found, and no button opens it.
    for phone in (office, commissioner):
        assert len(await phone.chat()) == before[phone]
        assert await waits_nothing(phone)
        for register in ("重大事项报告", "直接报驻组"):
            await open_register(phone, register)
            assert SECRET not in (await shown(phone)).text
            assert not {"导出", "数据", "筛选"} & set(await labels(phone))
        for data in FORGED:
            assert SECRET not in await press(hospital, phone, data), data
            assert SECRET not in (await shown(phone)).text, data
    assert count(hospital, "entry_party WHERE person_id <> (SELECT opener_id FROM entry)") == 0
    assert count(hospital, "audit WHERE chain = 'office' AND act LIKE 'entr%'") == 0
    assert count(hospital, "audit WHERE chain = 'supervisor' AND act = 'entry_opened'") == 1
    await open_register(office, "重大事项报告")
    await answer(office, "新增", "绍兴某某医院", "=值班室被盗", *REPORT[1:])
    await office.see("已提交，编号 重报〔2026〕1号")

    await take_up(organ)
    await answer(organ, "答复", "=已受理，将派人核实", "答复")
    await hospital.app.deliver()
    await inspector.see("已办理“答复”")
    await open_register(inspector, "直接报驻组")
    await answer(inspector, "1 ", "补充情况", "=合同见附件", "跳过", "补充情况")
    await take_up(organ)
    await answer(organ, "办结", "办结")
    await organ.see("已办结")
    await open_register(organ, "直接报驻组")
    await answer(organ, "导出", "直接报告事项台账")
    await organ.see("清单已生成，共 1 条。")
    assert (
        count(hospital, "audit WHERE chain = 'office' AND act LIKE 'entr%' AND subject NOT LIKE '重报%'") == 0
    )
    # Nobody of level 1 but who opened it, even with a post above besides; the organ sees nothing of level 1's own.
    await open_register(commissioner, "直接报驻组")
    await answer(commissioner, "新增", "绍兴某某医院", "=监察室内部情况", *REPORT[1:])
    await commissioner.see("编号 驻报〔2026〕2号")
    assert "监察室内部情况" not in await press(hospital, office, "entry:3")
    assert "没有查看此事项的权限" in await press(hospital, organ, "entry:2")


async def test_nobody_reports_in_vain_past_level_1_and_is_offered_level_1_instead(hospital: Hospital) -> None:
    inspector = await hospital.phone_of(INSPECTOR)
    await open_register(inspector, "重大事项报告")
    await answer(inspector, "直接报驻组")
    assert "驻市卫生健康委纪检监察组目前没有人绑定" in (await shown(inspector)).text
    await answer(inspector, "改报医院监察室")
    await inspector.see("报告什么事项？")
    await answer(inspector, "返回")
    # Who was there when it was begun may be gone when it is handed in: what was written stays.
    await hospital.phone_of(ORGAN)
    await open_register(inspector, "直接报驻组")
    await answer(inspector, "新增", *REPORT[:-1])
    await hospital.app.database.run(lambda uow: uow.people.unbind(uow.people.search(ORGAN, 1)[0].person_id))
    assert "目前没有人绑定" in str(await inspector.tap("提交"))
    assert count(hospital, "entry") == 0
    assert count(hospital, "entry_draft WHERE register_id = 'report_direct'") == 1
