"""谈话, 培训 and 述职述廉 by phones: planned, changed, put right, called off, withdrawn; by whoever may."""

from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    INSPECTOR,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    open_new,
    open_register,
    take_up,
    waits_nothing,
)
from tests.harness import Hospital

OTHER = "骨科负责人"


async def test_a_talk_is_changed_noted_put_right_and_called_off(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    worker, other = await hospital.phone_of(WORKER), await hospital.phone_of(OTHER)
    for person in (WORKER, INSPECTOR):
        await open_new(office, "谈话", BRANCH_NAME, WARD)
        await answer(office, "约谈", f"={person}", f"={OTHER}", "=2026-05-14", "=耗材登记", "提交")
    # Another than planned is to talk with them; who does may be of another department.
    await answer(office, "修改", "谈话人", f"={HEAD}", "修改")
    await office.see("已办理：修改。")
    await hospital.app.deliver()
    await take_up(head)
    assert "取消谈话" not in await labels(head)
    await answer(head, "登记谈话", "=2026-05-13")
    assert "何时谈话？" in (await shown(head)).text  # a day to come is no day on which it was held
    await answer(head, "=2026-05-12", "=已谈", "跳过", "登记谈话")
    await head.see("已谈话")
    await answer(head, "更正", "=2026-05-11", "=已谈，本人表示整改", "跳过", "=日期有误", "更正")
    assert "已谈，本人表示整改" in (await shown(head)).text
    assert "理由：日期有误" in (await shown(head)).text
    # Whom it was about reads it; nobody else does.
    await open_register(worker, "谈话")
    assert [label for label in await labels(worker) if "心内科" in label] == [f"1 {WORKER}"]
    assert "没有查看此事项的权限" in await press(hospital, worker, "entry:2")
    await take_up(other)
    await answer(other, "登记谈话")
    assert "何时谈话？" in (await shown(other)).text
    await open_register(office, "谈话")
    await answer(office, f"2 {WORKER}", "取消谈话", "=已另行安排", "取消谈话")
    await office.see("已取消")
    assert await waits_nothing(other)
    await press(hospital, other, "entry-do:1:0:0")
    assert "此事项刚刚已有人办理，以下为最新情况。" in (await shown(other)).text
    assert count(hospital, "entry WHERE state = 'dropped'") == 1


async def test_a_training_is_put_off_and_an_account_taken_back(hospital: Hospital) -> None:
    head, office = await hospital.phone_of(HEAD), await hospital.phone_of(OFFICE)
    await open_new(head, "培训")
    await answer(head, "=警示教育片", "警示教育", "=2026-05-12", "跳过", "=30", "提交")
    await answer(head, "修改", "培训日期", "=2026-05-13", "修改")
    assert "签到" not in await labels(head)
    await hospital.move_to(5, 13)
    await open_register(head, "培训")
    await answer(head, "1 警示教育片", "签到")
    assert "已签到（2026年5月13日" in (await shown(head)).text
    assert "已签到 1 人" in (await shown(head)).text
    await open_new(head, "述职述廉")
    await answer(head, "目标管理任务书", "=2026", "=年度目标", "跳过", "提交")
    await answer(head, "撤回", "=有误", "撤回")
    await head.see("已撤回")
    await office.send("/registers")
    assert "待我办理（1）" in await labels(office)  # the training alone
    await open_register(head, "述职述廉")
    await answer(head, "已交/未交", "目标管理任务书")
    assert "已交 0/1" in (await shown(head)).text
