"""A hospital that holds hearings: duties of the catalogue, switched on, and what tests do with them."""

from domain.duties.duty_block import DutyBlock
from domain.time.clock import SHANGHAI
from simulator.phone import Phone
from storage.duties.tables import hearing_slots
from tests.desks import rows_of
from tests.duty_blocks import block_of, write_duties
from tests.harness import Hospital

QUARTERLY, TO_SUPERVISOR, TO_COMMITTEE = (
    "quarterly_hearing",
    "halfyear_briefing_supervisor",
    "halfyear_briefing_committee",
)
WARD, BONES, BRANCH = "心内科特邀监察员", "骨科特邀监察员", "内科第一党支部特邀监察员"
OFFICE, CLERK, COMMISSIONER = "监察室主任", "监察室干事", "纪委书记"
SUPERVISOR, COMMITTEE = "驻组联络员", "党委书记"
PLACE = "行政楼302室"


def hearing_blocks(*duty_ids: str) -> tuple[DutyBlock, ...]:
    """Return these blocks of the catalogue."""
    return tuple(block_of(duty_id) for duty_id in duty_ids)


async def hold_hearings(hospital: Hospital, *duty_ids: str) -> None:
    """Restart the bot with these duties alone (by default the quarterly one), and let it open them."""
    blocks = hearing_blocks(*(duty_ids or (QUARTERLY,)))
    write_duties(hospital, blocks)
    await hospital.restart()
    await hospital.app.tick()


async def offer(
    host: Phone, day: str = "5月14日 周四", begins: str = "10:00", many: str = "4 × 20 分钟"
) -> None:
    """Offer slots of the only duty; at PLACE, typed the first time and tapped from then on."""
    await host.send("/hearings")
    await host.tap("提供时段")
    await host.tap(day)
    await host.tap(begins)
    await host.tap(many)
    asked = await host.screen()
    assert asked is not None
    if [PLACE] in asked.buttons:
        await host.tap(PLACE)
    else:
        await host.send(PLACE)
    await host.tap("确定提供")
    await host.see("已提供时段")


async def choose(phone: Phone, slot: str) -> None:
    """Choose a slot of the only hearing."""
    await phone.send("/hearings")
    await phone.tap("二季度当面报告")
    await phone.tap(slot)
    await phone.see("已约定")


def taken(hospital: Hospital) -> dict[str, int | None]:
    """Return the item of each slot that is offered, by its time in Shanghai: "0514 10:00"."""
    return {
        f"{row['starts_at'].astimezone(SHANGHAI):%m%d %H:%M}": row["item_id"]
        for row in rows_of(hospital.app.database, hearing_slots)
        if row["withdrawn_at"] is None
    }
