"""What concerns the office goes past it: no notice, no row, no count, no gap, no figure, no entry."""

from datetime import date

import pytest
from sqlalchemy import insert

from domain.people import Role
from domain.routing import Body
from simulator.phone import Phone
from storage.sealing import new_office_key, open_text
from storage.tables import appointments
from storage.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.handlers.test_submit_tip import CODE
from tests.harness import Hospital

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
        listed = tips.forwarded_by("30101")
        grid = listed[0].number if listed else None
        assert grid is None or grid.startswith("Z")
        codes = ["30101"]
        return (
            sum(tips.count_forwarded(c, day, day) for c in codes),
            tips.count_by("state", day, day),
            len(listed),
        )

    forwarded, by_state, _own = await hospital.app.database.run(figures)
    assert (forwarded, by_state) == (0, {})
    await inspector.tap("返回菜单")
    await inspector.tap("我转递的线索")
    await inspector.see("共 1 件")


async def test_without_the_supervisors_key_the_reporter_is_told_where_to_go(hospital: Hospital) -> None:
    hospital.app.house.recipients[Body.SUPERVISOR] = ()  # type: ignore[index]
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("反映监察室")
    await phone.tap("写好了")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap("涉及监察室")
    await phone.tap("医德医风")
    await phone.see("驻组（绕开监察室和监察专员）")
    toast = await phone.tap("提交")
    assert toast is not None
    assert "请直接向驻组反映" in toast.text
    await phone.tap("修改")
    await phone.tap("是否涉及受理人")
    await phone.tap("都不涉及")
    await phone.tap("提交")
    await phone.see("回执码")
    assert await numbers(hospital, Body.OFFICE) == ["2026-001"]


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
