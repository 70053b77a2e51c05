"""The organ above the hospital (驻组) opens nothing in its registers; what somebody lets wait for it, it is offered."""

from domain.people.people import Role
from domain.registers.entries import WaitsFor
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import WORKER, enter_risk, labels
from tests.harness import Hospital

SUPERVISOR = "驻组联络员"


async def test_the_organ_above_is_offered_registers_only_once_something_waits_for_it(
    hospital: Hospital,
) -> None:
    organ, worker = await hospital.phone_of(SUPERVISOR), await hospital.phone_of(WORKER)
    await enter_risk(worker, "个人岗位", person=WORKER)
    await organ.send("/start")
    assert not {"工作台账", "待我办理（1）"} & set(await labels(organ))
    await organ.send("/registers")
    assert "目前没有您可以查看的台账。" in (await shown(organ)).text
    waits = [WaitsFor(role=Role.SUPERVISOR, grid_code="1")]
    await hospital.app.database.run(lambda uow: uow.entries.set_waits(1, waits))
    await organ.send("/start")
    assert {"工作台账", "待我办理（1）"} <= set(await labels(organ))
