"""并案 through the simulator: what a handler sees and taps, and what the reporter sees of it: the state alone."""

import json

import pytest

from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState
from simulator.phone import Phone
from storage.tips.tips import ListedTip, TipReader
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips.test_submit_tip import submit
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    FIRST,
    FIRST_PAST,
    OFFICE,
    SUPERVISOR,
    TOGETHER,
    acts,
    bring,
    close,
    erase,
    files_sent,
    give_supervisor_key,
    labels,
    open_first,
    read_all,
    shown,
    state,
    steps,
    tap_all,
    write_summary,
)
from tests.harness import Hospital

SECOND, THIRD = "2026-002", "2026-003"
SKIP = "跳过理由"


async def merged(hospital: Hospital, number: str = SECOND, main: str = FIRST, who: str = OFFICE) -> Phone:
    """Bring two tips, merge the second into the first, and return the phone with the merged one on it."""
    for _tip in range(2):
        await bring(hospital)
    phone = await open_first(hospital, who, number)
    await tap_all(phone, "登记", "并入另一件", main, "确定")
    return phone


async def row(hospital: Hospital, number: str) -> ListedTip:
    """Return what the register has of a tip of the office."""

    def work(uow: UnitOfWork) -> ListedTip | None:
        return uow.tips.find(TipReader(Body.OFFICE, 0), number)

    found = await hospital.app.database.run(work)
    assert found is not None
    return found


async def test_a_repeated_tip_is_merged_after_one_question_with_both_numbers(hospital: Hospital) -> None:
    await bring(hospital, named=True)
    await bring(hospital, named=True)
    office = await open_first(hospital, number=SECOND)
    await tap_all(office, "登记", "并入另一件")
    assert [label[:8] for label in await labels(office)] == [FIRST, "返回线索"]
    await office.tap(FIRST)
    await office.see(f"将线索 {SECOND} 并入 {FIRST}？")
    assert (await row(hospital, SECOND)).merged_into is None
    await office.tap("确定")
    window = await shown(office)
    assert f"已并入 {FIRST}" in window.text
    assert f"• 5月12日  并入另一件：{FIRST}" in window.text
    assert [f"查看 {FIRST}"] in window.buttons
    assert not {"受理", "不予受理"} & set(await labels(office))
    await office.tap("登记")
    assert [label for label in await labels(office) if label != "请求协助核实"][:3] == [
        "台账信息",
        "姓名无法核实",
        "取消并案",
    ]
    await tap_all(office, "返回线索", f"查看 {FIRST}")
    window = await shown(office)
    assert f"并入本件：{SECOND}" in window.text
    await office.tap("并入的线索 1")
    assert (await labels(office))[0].startswith(SECOND)
    await office.tap(SECOND)
    await office.see(f"已并入 {FIRST}")
    for number in (FIRST, SECOND):
        assert "tip-merged" in await acts(hospital, number)


async def test_the_number_may_be_typed(hospital: Hospital) -> None:
    for _tip in range(2):
        await bring(hospital)
    office = await open_first(hospital, number=SECOND)
    await tap_all(office, "登记", "并入另一件")
    for typed in ("没有", "2026-777", "字" * 4000, SECOND, "<b>"):
        before = await office.mark()
        await office.send(typed)
        window = await office.see("并入哪一件", since=before)
        assert "请" in window.text.splitlines()[-1]
    await office.send("２０２６-００１ ")
    await office.see(f"将线索 {SECOND} 并入 {FIRST}？")
    await office.tap("确定")
    assert (await row(hospital, SECOND)).merged_into == FIRST


async def test_a_sticker_is_no_number_and_loses_nothing(hospital: Hospital) -> None:
    for _tip in range(2):
        await bring(hospital)
    office = await open_first(hospital, number=SECOND)
    await tap_all(office, "登记", "并入另一件")
    await office.send_sticker()
    await office.see("没有查到这个编号")
    await office.send("/tips")
    await office.send(FIRST)
    assert "将线索" not in (await shown(office)).text


async def test_the_reporter_of_a_merged_tip_sees_the_state_of_the_main_one_and_nothing_else(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    reporter = await hospital.stranger()
    code = await submit(reporter, "又一次反映")
    await reporter.tap("完成")
    office = await open_first(hospital, number=SECOND)
    await tap_all(
        office, "登记", "并入另一件", FIRST, "确定", f"查看 {FIRST}", "受理", SKIP, "提问", "请补充材料"
    )
    await reporter.send(f"/receipt {code}")
    text = (await reporter.see("状态：已受理")).text
    for secret in (FIRST, SECOND, "并", "请补充材料", "受理人："):
        assert secret not in text
    await tap_all(office, "并入的线索", SECOND, "提问", "请补充时间地点")
    await reporter.send(f"/receipt {code}")
    await reporter.see("请补充时间地点")


async def test_the_ledger_keeps_the_line_of_a_merged_tip_with_what_was_done_on_the_main_one(
    hospital: Hospital,
) -> None:
    office = await merged(hospital)
    await tap_all(office, f"查看 {FIRST}", "受理", SKIP, "登记处置", "初步核实", TOGETHER)
    await tap_all(office, "登记结果", "第一种形态", TOGETHER)
    await tap_all(office, "返回列表", "台账")
    (content,) = (await files_sent(office)).values()
    first, second = (line["handling"] for line in json.loads(content)["rows"])
    assert first == "2026年5月12日初步核实；2026年5月12日第一种形态"
    assert second == f"2026年5月12日并入 {FIRST}；{first}"
    await office.send("/tips")
    await office.tap("统计")
    text = (await shown(office)).text
    for line in ("收到  2 件", "受理  已受理 1、并入另一件 1", "处置  初步核实 1", "结果  属实 1"):
        assert line in text.splitlines()


async def test_what_becomes_of_the_main_tip_becomes_of_the_merged_one(hospital: Hospital) -> None:
    office = await merged(hospital)
    await read_all(office)
    await office.tap(f"查看 {FIRST}")
    await read_all(office)
    await write_summary(office)
    way = (
        ("受理", SKIP),
        ("登记处置", "初步核实", TOGETHER),
        ("登记结果", "第一种形态", TOGETHER),
        ("销号", "确定"),
        ("回头看",),
    )
    states = (TipState.ACCEPTED, TipState.HANDLED, TipState.HANDLED, TipState.CLOSED, TipState.HANDLED)
    for taps, expected in zip(way, states, strict=True):
        await tap_all(office, *taps)
        one, other = await row(hospital, FIRST), await row(hospital, SECOND)
        assert one.state is other.state is expected
        assert one.closed_on == other.closed_on
    assert [step.act for step in await steps(hospital, SECOND)] == [
        TipAct.MERGED,
        TipAct.ACCEPTED,
        TipAct.CLOSED,
        TipAct.REOPENED,
    ]
    assert (await acts(hospital, SECOND))[-1] == "tip-reopened"


async def test_each_named_reporter_is_told_of_acceptance_and_result(hospital: Hospital) -> None:
    for _tip in range(2):
        await bring(hospital, named=True)
    office = await open_first(hospital, number=SECOND)
    await tap_all(
        office, "登记", "并入另一件", FIRST, "确定", f"查看 {FIRST}", "受理", SKIP, "并入的线索", SECOND
    )
    await tap_all(office, "登记", "已告知受理情况", "确定")
    await read_all(office)
    await tap_all(office, f"查看 {FIRST}", "登记处置", "谈话函询", TOGETHER)
    await read_all(office)
    await write_summary(office)
    await tap_all(office, "销号", "确定", "并入的线索", SECOND)
    assert "回头看" not in await labels(office)
    await tap_all(office, "登记", "已告知结果", "确定")
    assert [step.act for step in await steps(hospital, FIRST)].count(TipAct.TOLD_RESULT) == 0
    assert [step.act for step in await steps(hospital, SECOND)][-1] is TipAct.TOLD_RESULT
    await office.tap("登记")
    assert not {"已告知结果", "取消并案"} & set(await labels(office))


async def test_a_merged_tip_is_on_its_own_again(hospital: Hospital) -> None:
    office = await merged(hospital)
    await tap_all(
        office, f"查看 {FIRST}", "受理", SKIP, "登记处置", "谈话函询", TOGETHER, "并入的线索", SECOND
    )
    await tap_all(office, "登记", "取消并案")
    await office.see(f"将线索 {SECOND} 从 {FIRST} 分出？")
    await office.tap("确定取消并案")
    await office.see("状态  已受理")
    assert "登记处置" in await labels(office)
    assert (await row(hospital, SECOND)).merged_into is None
    assert await state(hospital, FIRST) is TipState.HANDLED
    first = await open_first(hospital)
    await read_all(first)
    await write_summary(first)
    await tap_all(first, "销号", "确定")
    assert await state(hospital, SECOND) is TipState.ACCEPTED
    for number in (FIRST, SECOND):
        assert "tip-separated" in await acts(hospital, number)


async def test_a_double_tap_merges_once(hospital: Hospital) -> None:
    for _tip in range(2):
        await bring(hospital)
    office = await open_first(hospital, number=SECOND)
    await tap_all(office, "登记", "并入另一件", FIRST)
    first, second = await office.tap_nowait("确定", times=2)
    assert await office.answer(first) is None
    toast = await office.answer(second)
    assert toast is not None
    assert "没有重复办理" in toast.text
    assert [step.act for step in await steps(hospital, SECOND)] == [TipAct.MERGED]
    await tap_all(office, "登记", "取消并案")
    first, second = await office.tap_nowait("确定取消", times=2)
    toast = await office.answer(second)
    assert toast is not None
    assert "没有重复办理" in toast.text
    assert [step.act for step in await steps(hospital, SECOND)] == [TipAct.MERGED, TipAct.SEPARATED]


async def test_there_are_no_chains(hospital: Hospital) -> None:
    office = await merged(hospital)
    await bring(hospital)
    assert "已有线索并入" in await press(hospital, office, f"merge:{FIRST}:0")
    assert "已有线索并入" in await press(hospital, office, f"merge-do:{FIRST}:0:{THIRD}")
    assert f"请改选 {FIRST}" in await press(hospital, office, f"merge-do:{THIRD}:0:{SECOND}")
    assert "请先取消并案" in await press(hospital, office, f"merge-do:{SECOND}:1:{THIRD}")
    assert "就是这一件" in await press(hospital, office, f"merge-do:{THIRD}:0:{THIRD}")
    assert "尚未并入" in await press(hospital, office, f"separate-do:{THIRD}:0")
    assert (await row(hospital, THIRD)).merged_into is None
    phone = await open_first(hospital, DEPUTY, THIRD)
    await tap_all(phone, "登记", "并入另一件")
    assert [label[:8] for label in await labels(phone)] == [FIRST, "返回线索"]


async def test_what_is_closed_or_not_as_far_is_refused(hospital: Hospital) -> None:
    for _tip in range(3):
        await bring(hospital)
    office = await open_first(hospital, number=THIRD)
    await tap_all(office, "登记", "并入另一件", FIRST)
    await close(hospital, number=FIRST)
    toast = await office.tap("确定")
    assert toast is not None
    assert "不能并案" in toast.text
    await tap_all(await open_first(hospital, number=THIRD), "受理", SKIP)
    assert "进度早于" in await press(hospital, office, f"merge-do:{THIRD}:1:{SECOND}")
    assert "不能并案" in await press(hospital, office, f"merge-do:{FIRST}:0:{THIRD}")
    await erase(hospital, SECOND)
    assert "不能并案" in await press(hospital, office, f"merge-do:{SECOND}:0:{THIRD}")
    await tap_all(await open_first(hospital, number=THIRD), "登记", "并入另一件")
    await office.see("目前没有可以并入的线索")
    for data in (
        f"merge:{THIRD}:x",
        f"merged:{THIRD}:0",
        f"merge:{THIRD}",
        "merge-do:",
        f"tips-do:{THIRD}:1:merged",
    ):
        assert "失效" in await press(hospital, office, data), data
    assert [step.act for step in await steps(hospital, THIRD)] == [TipAct.ACCEPTED]


async def test_who_recused_themselves_from_either_sees_none_of_them(hospital: Hospital) -> None:
    for _tip in range(3):
        await bring(hospital)
    deputy = await open_first(hospital, DEPUTY)
    await tap_all(deputy, "回避", "确定回避")
    office = await open_first(hospital, number=SECOND)
    await tap_all(office, "登记", "并入另一件", FIRST, "确定")
    for data in (f"tips:{SECOND}", f"merged:{FIRST}:0", f"merge-do:{THIRD}:0:{SECOND}"):
        said = await press(hospital, deputy, data)
        assert "此按钮已失效" in said or "没有查到" in said
    await deputy.send("/tips")
    assert "共 1 件" in (await shown(deputy)).text
    await tap_all(await open_first(hospital, number=SECOND), "回避")
    await office.see("一并回避")
    await office.tap("确定回避")
    assert "共 1 件" in (await shown(office)).text
    for number in (FIRST, SECOND):
        assert (await acts(hospital, number))[-1] == "tip-recused"
    last = await open_first(hospital, COMMISSIONER)
    assert "唯一" in await press(hospital, last, f"tips-recused:{FIRST}")
    assert "唯一" in await press(hospital, last, f"tips-recused:{SECOND}")


async def test_no_tip_of_another_body_is_offered_or_merged(hospital: Hospital) -> None:
    key = give_supervisor_key(hospital)
    await bring(hospital)
    for _tip in range(2):
        await bring(hospital, [key.recipient], body=Body.SUPERVISOR)
    office = await open_first(hospital)
    await tap_all(office, "登记", "并入另一件")
    await office.see("目前没有可以并入的线索")
    await office.send(FIRST_PAST)
    await office.see("没有查到这个编号")
    never = await press(hospital, office, f"merge-do:{FIRST}:0:Z2026-777")
    assert await press(hospital, office, f"merge-do:{FIRST}:0:{FIRST_PAST}") == never
    supervisor = await open_first(hospital, SUPERVISOR, "Z2026-002")
    await tap_all(supervisor, "登记", "并入另一件", FIRST_PAST, "确定")
    await supervisor.see(f"已并入 {FIRST_PAST}")
    assert await acts(hospital, "Z2026-002") == []
    assert "tip-merged" in await acts(hospital, "Z2026-002", Body.SUPERVISOR)


async def test_the_list_turns_its_pages_newest_first(hospital: Hospital) -> None:
    for _tip in range(8):
        await bring(hospital)
    office = await open_first(hospital, number="2026-008")
    await tap_all(office, "登记", "并入另一件")
    assert [label[:8] for label in await labels(office)][0::4] == ["2026-007", "2026-003"]
    await office.tap("较早")
    assert [label[:8] for label in await labels(office)] == ["2026-002", "2026-001", "较新", "返回线索"]
    await tap_all(office, FIRST, "确定")
    await office.see(f"已并入 {FIRST}")


@pytest.mark.parametrize("who", ["院级特邀监察员一", "党委书记", "心内科特邀监察员"])
async def test_nobody_else_merges_anything(hospital: Hospital, who: str) -> None:
    for _tip in range(2):
        await bring(hospital)
    phone = await hospital.phone_of(who)
    await phone.send("/start")
    for data in (
        f"merge:{SECOND}:0",
        f"merge-do:{SECOND}:0:{FIRST}",
        f"separate-do:{SECOND}:0",
        f"merged:{FIRST}:0",
    ):
        assert "供监察室" in await press(hospital, phone, data)
    assert (await row(hospital, SECOND)).merged_into is None


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_window_of_merging_speaks_its_language(hospital: Hospital, language: str) -> None:
    await merged(hospital)
    await bring(hospital)
    office = await hospital.phone_of(OFFICE)
    if language == "en":
        await office.send("/language")
    await office.send("/tips")
    for data in (
        f"tips:{FIRST}",
        f"tips:{SECOND}",
        f"tips-recuse:{SECOND}",
        f"merge:{THIRD}:0",
        f"merge-in:{THIRD}:0:{FIRST}",
        f"separate:{SECOND}:1",
        f"merged:{FIRST}:0",
    ):
        await press(hospital, office, data)
        said = (await shown(office)).text + "".join(await labels(office))
        assert any("\u4e00" <= symbol <= "\u9fff" for symbol in said) is (language == "zh"), said
        assert max(len(label) for label in await labels(office)) <= 40
