"""What concerns the office goes past it: no notice, no row, no count, no gap, no figure, no entry."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from domain.people.people import Role
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tables import appointments
from storage.tips.sealing import new_office_key, open_text
from storage.tips.tables import tips
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_submit_tip import CODE
from tests.harness import Hospital
from usecases.live_facts import Fact

INSPECTOR = "心内科特邀监察员"
OFFICE = "监察室主任"
SUPERVISOR = "驻组联络员"


@pytest.fixture
def supervisor_key(hospital: Hospital) -> str:
    """Give the supervisor a key; returns its secret half."""
    key = new_office_key()
    hospital.app.house.recipients[Body.SUPERVISOR] = (key.recipient,)  # type: ignore[index]
    return key.identity


async def submit(phone: Phone, text: str, concern: str) -> str:
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(text)
    await phone.tap("写好了")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap(concern)
    if concern == "涉及特邀监察员":
        await phone.tap("不清楚")
    await phone.tap("医德医风")
    await phone.tap("提交")
    found = CODE.search((await phone.see("回执码")).text)
    assert found is not None
    await phone.tap("完成")
    return found.group()


async def numbers(hospital: Hospital, body: Body) -> list[str]:
    listed = await hospital.app.database.run(lambda uow: uow.tips.latest(TipReader(body, 0), 9))
    return [tip.number for tip in listed]


async def test_what_concerns_the_office_is_sealed_to_the_supervisor_alone(
    hospital: Hospital, supervisor_key: str
) -> None:
    phone = await hospital.stranger()
    await submit(phone, "反映监察室", "涉及监察室")
    text, _ = await hospital.app.database.run(lambda uow: uow.tips.sealed("Z2026-001"))
    assert text is not None
    assert open_text(text, supervisor_key).endswith("反映监察室")
    assert text.count(b"-> X25519") == 1


async def test_the_office_finds_no_notice_and_no_gap(hospital: Hospital, supervisor_key: str) -> None:
    assert supervisor_key
    office, supervisor = await hospital.phone_of(OFFICE), await hospital.phone_of(SUPERVISOR)
    phone = await hospital.stranger()
    for concern in ("都不涉及", "涉及监察室", "涉及特邀监察员"):
        told, silent = (supervisor, office) if concern == "涉及监察室" else (office, supervisor)
        since, before = await told.mark(), await silent.chat()
        await submit(phone, "内容", concern)
        await hospital.app.deliver()
        await told.see("有新的线索", since=since)
        assert await silent.chat() == before
    assert await numbers(hospital, Body.OFFICE) == ["2026-002", "2026-001"]
    assert await numbers(hospital, Body.SUPERVISOR) == ["Z2026-001"]


async def test_figures_that_level_one_reads_leave_it_out(hospital: Hospital, supervisor_key: str) -> None:
    assert supervisor_key
    inspector = await hospital.phone_of(INSPECTOR)
    await inspector.forward("有人反映监察室", "某位家属")
    await inspector.tap("转递")
    await inspector.tap("涉及监察室")
    await inspector.tap("医德医风")
    await inspector.tap("提交")
    await inspector.see("已转递")
    day = hospital.clock.now().date()

    def figures(uow: object) -> tuple[int, dict[str, int], int]:
        tips = uow.tips  # type: ignore[attr-defined]
        known = uow.known_figures  # type: ignore[attr-defined]
        listed = tips.forwarded_by("30101")
        grid = listed[0].number if listed else None
        assert grid is None or grid.startswith("Z")
        return (
            sum(known.tips_forwarded([f"{day:%Y-%m}"], day).values()),
            tips.count_by("state", day, day),
            len(listed),
        )

    forwarded, by_state, _own = await hospital.app.database.run(figures)
    assert (forwarded, by_state) == (0, {})
    await inspector.tap("返回菜单")
    await inspector.tap("我转递的线索")
    await inspector.see("共 1 件")


async def answer_until_the_concern(phone: Phone) -> None:
    await phone.send("反映监察室")
    await phone.tap("写好了")
    for _question in range(3):
        await phone.tap("跳过")


async def test_without_the_supervisors_key_nobody_is_led_to_the_office(hospital: Hospital) -> None:
    hospital.app.house.recipients[Body.SUPERVISOR] = ()  # type: ignore[index]
    phone, inspector = await hospital.stranger(), await hospital.phone_of(INSPECTOR)
    await phone.send("/tip")
    notice = await phone.see("请不要写在这里")
    assert "由驻组受理" not in notice.text
    assert "请直接向驻组反映" in notice.text
    assert "来信" not in notice.text
    await phone.tap("匿名")
    await answer_until_the_concern(phone)
    assert "直接交驻组" not in (await phone.see("监督人员自己")).text
    await phone.tap("涉及监察室")
    ended = await phone.see("请不要在这里提交")
    assert ended.buttons == [["结束"], ["返回"]]
    assert "都不涉及" not in ended.text
    await phone.tap("返回")
    await phone.tap("涉及监察室")
    await phone.tap("结束")
    assert "放弃" not in (await phone.see("没有提交，也没有保存")).text
    await phone.tap("删除本次聊天记录")
    await phone.see("已删除本次聊天记录")
    assert [m.text for m in await phone.chat() if not m.from_bot] == []
    await inspector.forward("有人反映监察室", "某位家属")
    await inspector.see("请不要写在这里")
    await inspector.send("/cancel")
    await inspector.tap("转递线索")
    await inspector.see("请不要写在这里")
    assert await numbers(hospital, Body.OFFICE) == []


async def test_where_letters_go_is_said_before_a_word_is_written(hospital: Hospital) -> None:
    address = "某市某路 1 号 <驻组>"
    hospital.app.house.facts._known = {Fact.LETTERS_TO: address}
    phone = await hospital.stranger()
    await phone.send("/tip")
    assert f"来信请寄：{address}" in (await phone.see("提交前请知悉")).text
    await phone.tap("匿名")
    await answer_until_the_concern(phone)
    await phone.tap("涉及监察室")
    await phone.tap("医德医风")
    # The key goes while somebody writes: the way that is left is said, no other answer is suggested.
    hospital.app.house.recipients[Body.SUPERVISOR] = ()  # type: ignore[index]
    toast = await phone.tap("提交")
    assert toast is not None
    assert f"请来信：{address}" in toast.text
    assert "都不涉及" not in toast.text
    await phone.send("/cancel")
    await phone.tap("反映问题")
    assert f"请来信：{address}" in (await phone.see("请不要写在这里")).text
    hospital.app.house.recipients[Body.OFFICE] = ()  # type: ignore[index]
    await phone.send("/cancel")
    await phone.send("/tip")
    assert f"或来信：{address}" in (await phone.see("暂时不能接收线索")).text


async def test_which_inspector_it_concerns_is_in_the_seal_and_outside_only_that_it_does(
    hospital: Hospital,
) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("监察员收了礼")
    await phone.tap("写好了")
    await phone.send("骨科")
    await phone.tap("跳过")
    await phone.tap("跳过")
    await phone.tap("涉及特邀监察员")
    assert (await phone.see("哪个网格的特邀监察员")).buttons == [["骨科"], ["不清楚"], ["取消"]]
    await phone.tap("不清楚")
    await phone.tap("医德医风")
    assert "涉及特邀监察员  不清楚" in (await phone.see("请核对")).text
    for answer in ("骨科", "麻醉科暗号"):
        await phone.tap("修改")
        await phone.tap("是否涉及监督人员")
        await phone.tap("涉及特邀监察员")
        await (phone.tap(answer) if answer == "骨科" else phone.send(answer))
        assert f"涉及特邀监察员  {answer}" in (await phone.see("请核对")).text
    await phone.tap("提交")
    await phone.see("回执码")
    text, _ = await hospital.app.database.run(lambda uow: uow.tips.sealed("2026-001"))
    assert text is not None
    assert "涉及特邀监察员：麻醉科暗号" in open_text(text, hospital.office_key.identity)
    (row,) = await hospital.app.database.run(
        lambda uow: uow.rosters._connection.execute(select(tips)).mappings().all()
    )
    assert row["concerns_inspector"] is True
    assert not [value for value in row.values() if "麻醉科" in str(value)]


async def test_who_is_of_both_bodies_is_of_the_office_and_hears_nothing_of_what_went_past_it(
    hospital: Hospital, supervisor_key: str
) -> None:
    assert supervisor_key
    day = hospital.clock.now().date()

    def handlers(uow: UnitOfWork) -> tuple[set[int], set[int], set[int]]:
        office, supervisor = (uow.people.tip_handlers(body, day) for body in Body)
        both = next(iter(supervisor))
        uow.rosters._connection.execute(  # as a roster with both appointments would
            insert(appointments).values(
                person_id=both, grid_code="1", role=Role.OFFICE.value, starts_on=date(2020, 1, 1)
            )
        )
        return office, supervisor, uow.people.tip_handlers(Body.SUPERVISOR, day)

    office, supervisor, left = await hospital.app.database.run(handlers)
    assert office
    assert not office & supervisor
    assert len(left) == len(supervisor) - 1
