"""已谈 N/M · 未谈 by phones: each sees what is below their own grid, and a tap begins what is still to be done."""

from collections.abc import Sequence

from domain.registers.entries import Entry
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import count, shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    INSPECTOR,
    OFFICE,
    WORKER,
    answer,
    labels,
    lines,
    open_new,
    open_register,
    take_up,
)
from tests.handlers.registers.test_exports import rows_sent
from tests.harness import Hospital

TALKS, LEADER, BRANCH = "谈话", "分管内科副院长", "内科第一党支部特邀监察员"
HELD = ("=2026-05-11", "=已谈，无异常", "跳过", "登记谈话")


async def recounted(hospital: Hospital, grid: str = "") -> str:
    """Return what the window is to say of a grid, counted anew from the roster and all entries."""

    def work(uow: UnitOfWork) -> str:
        roster = uow.rosters.load()
        names = {known.name: known.code for known in roster.grids}
        codes = uow.rosters.below([names[grid] if grid else "1"])
        above = {post.staff_number for post in roster.appointments if post.role.value.startswith("驻")}
        meant = {
            official.staff_number
            for official in roster.officials
            if official.grid_code in codes and official.staff_number not in above
        }
        entries: Sequence[Entry] = uow.entries.find_many(range(1, 50))
        talked = {
            entry.answers["person"]["staff_number"]
            for entry in entries
            if entry.register_id == "talk"
            and entry.standing.state == "held"
            and entry.answers["talked_on"].startswith("2026")
        }
        done = len(meant & talked)
        return f"已谈 {done}/{len(meant)} · 未谈 {len(meant) - done}"

    return await hospital.app.database.run(work)


async def hold(phone: Phone, *before: str) -> None:
    """Answer what a talk begun for somebody still asks, hand it in, and note that it was held."""
    await answer(phone, *before, "提醒谈话", f"={HEAD}", "=2026-05-11", "=耗材双人登记", "提交")
    await answer(phone, "登记谈话", *HELD)
    await phone.see("已谈话")


async def test_a_talk_is_begun_from_who_has_not_been_talked_with_and_counts_once_it_was_held(
    hospital: Hospital,
) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await open_register(office, TALKS)
    await answer(office, "已谈/未谈")
    assert await recounted(hospital) in (await shown(office)).text
    assert "已谈 0/" in (await shown(office)).text
    await answer(office, "下一页", f"{BRANCH_NAME} 0/", "心内科 0/3", "未谈 3")
    named = await lines(office)
    assert [WORKER in line for line in named].count(True) == 1
    # One tap: whom it is about is answered, the kind is asked first.
    await answer(office, f" {WORKER}")
    assert "属于哪一类谈话？" in (await shown(office)).text
    await hold(office)
    assert WORKER in (await shown(office)).text
    await open_register(head, TALKS)
    await answer(head, "已谈/未谈")
    assert "心内科：已谈 1/3 · 未谈 2" in (await shown(head)).text
    assert (await recounted(hospital, "心内科")) == "已谈 1/3 · 未谈 2"
    await answer(head, "已谈 1")
    assert WORKER in (await shown(head)).text
    assert not any(WORKER in label for label in await labels(head))
    # A plan alone, and a talk of another year, reach nobody.
    await answer(head, "返回", "未谈 2", f" {INSPECTOR}")
    await answer(head, "谈心谈话", f"={HEAD}", "=2026-05-20", "=近期情况", "提交")
    await open_register(head, TALKS)
    await answer(head, "已谈/未谈")
    assert "已谈 1/3" in (await shown(head)).text
    await answer(head, "2025年")
    assert "已谈 0/3" in (await shown(head)).text
    await answer(head, "2026年", "名单")
    await head.see("名单已生成，共 2 人。")
    title, rows = await rows_sent(head, 0)
    assert title == "心内科谈话（谈话覆盖）未谈人员名单（2026年）"
    assert {row[2] for row in rows} == {HEAD, INSPECTOR}
    assert count(hospital, "audit WHERE act = 'missing_exported'") == 1
    assert await recounted(hospital) in await of_whole(office)


async def of_whole(phone: Phone) -> str:
    """Return what the office's window says of the whole hospital."""
    await open_register(phone, TALKS)
    await answer(phone, "已谈/未谈")
    return (await shown(phone)).text


async def test_nobody_sees_beside_their_own_grids_and_a_draft_for_another_is_not_lost(
    hospital: Hospital,
) -> None:
    leader, branch = await hospital.phone_of(LEADER), await hospital.phone_of(BRANCH)
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    for phone in (leader, branch):
        await open_register(phone, TALKS)
        await answer(phone, "已谈/未谈")
    assert await recounted(hospital, BRANCH_NAME) in (await shown(branch)).text
    # 分管领导 of several branches chooses among them.
    assert "已谈" not in (await shown(leader)).text
    await answer(leader, BRANCH_NAME)
    assert await recounted(hospital, BRANCH_NAME) in (await shown(leader)).text
    await open_register(ward, TALKS)
    assert "已谈/未谈" not in await labels(ward)
    for act in ("reach:talk:0:0::0", "reach-who:talk:0:0:30401:m0", "reach-sheet:talk:0:0:30401"):
        assert "没有查看此事项的权限" in await press(hospital, ward, act)
    for act in ("reach:talk:0:0:30601:0", "reach-who:talk:0:0:30601:m0", "reach-sheet:talk:0:0:30601"):
        assert "按钮已失效" in await press(hospital, branch, act)
    for act in (
        "reach:talk:7:0::0",
        "reach:talk:0:1990::0",
        "reach-who:talk:0:0:1:x1",
        "reach-new:talk:0:0::9999",
    ):
        assert "按钮已失效" in await press(hospital, office, act)
    assert "台账已停用" in await press(hospital, office, "reach:nothing:0:0::0")
    await answer(branch, "心内科", "未谈", f" {WORKER}", "谈心谈话")
    await open_register(branch, TALKS)
    await answer(branch, "已谈/未谈", "心内科", "未谈")
    toast = await branch.tap(f" {HEAD}")
    assert toast is not None
    assert toast.text.startswith(f"您还有一份未提交的草稿“{WORKER}”。")
    # For whom it was begun it goes on where it stood.
    await answer(branch, f" {WORKER}")
    assert "由谁谈话？" in (await shown(branch)).text


async def test_pledges_and_accounts_are_counted_by_year_and_way(hospital: Hospital) -> None:
    head, office = await hospital.phone_of(HEAD), await hospital.phone_of(OFFICE)
    leader = await hospital.phone_of(LEADER)
    await open_register(head, "双向承诺")
    await answer(head, "已签署/未签署")
    assert "心内科：已签署 0/1 · 未签署 1" in (await shown(head)).text
    # What is begun there has the year, the direction and the person.
    await answer(head, "未签署 1", f" {HEAD}")
    assert "由谁签署？" in (await shown(head)).text
    await answer(head, f"={LEADER}", "=廉洁行医", "跳过", "提交")
    await take_up(leader)
    await answer(leader, "签署", "签署")
    await open_register(head, "双向承诺")
    await answer(head, "已签署/未签署")
    assert "已签署 1/1 · 未签署 0" in (await shown(head)).text
    await answer(head, "领导向科室")
    assert "心内科：已签署 0/1" in (await shown(head)).text
    await open_register(head, "述职述廉")
    await answer(head, "已交/未交")
    assert "已交 0/1 · 未交 1" in (await shown(head)).text
    await answer(head, "未交 1")
    # What each hands in themselves nobody else begins.
    assert not any(HEAD in label for label in await labels(head))
    assert "不能在此台账新增" in await press(hospital, head, "reach-new:account:0:0:30401:1")
    await open_new(head, "述职述廉")
    await answer(head, "述职述廉报告", "=2026", "=履职尽责", "跳过", "提交")
    await take_up(office)
    await answer(office, "退回", "=请附正文", "退回")
    await open_register(head, "述职述廉")
    await answer(head, "已交/未交")
    assert "已交 0/1" in (await shown(head)).text
    await take_up(head)
    await answer(head, "重新提交", "主要内容", "=履职尽责，无违纪", "重新提交")
    await take_up(office)
    await answer(office, "审阅", "审阅")
    await office.see("已审阅")
    await open_register(head, "述职述廉")
    await answer(head, "已交/未交")
    assert "已交 1/1 · 未交 0" in (await shown(head)).text
    await answer(head, "目标管理任务书")
    assert "已交 0/1" in (await shown(head)).text
