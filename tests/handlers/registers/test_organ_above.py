"""The organ above the hospital (驻组) opens nothing in its registers, and sees those alone that are its own."""

from domain.people.people import Role
from domain.registers.entries import WaitsFor
from tests.handlers.registers.registers_by_hand import WORKER, enter_risk, labels
from tests.harness import Hospital

SUPERVISOR = "驻组联络员"


async def test_the_organ_above_is_offered_what_goes_to_it_and_what_somebody_lets_wait_for_it(
    hospital: Hospital,
) -> None:
    organ, worker = await hospital.phone_of(SUPERVISOR), await hospital.phone_of(WORKER)
    await enter_risk(worker, "个人岗位", person=WORKER)
    await organ.send("/start")
    assert "待我办理（1）" not in await labels(organ)
    await organ.send("/registers")
    assert await labels(organ) == ["待我办理（0）", "直接报驻组", "返回菜单"]
    waits = [WaitsFor(role=Role.SUPERVISOR, grid_code="1")]
    await hospital.app.database.run(lambda uow: uow.entries.set_waits(1, waits))
    await organ.send("/start")
    assert {"工作台账", "待我办理（1）"} <= set(await labels(organ))
