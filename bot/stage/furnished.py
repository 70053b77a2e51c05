"""A training's hospital in the middle of its work: slots for hearings, risks that wait, a campaign that runs.

Nothing is named by hand: who does what is found by posts, so that a hospital's own roster will do as well.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.duties.hearings import Slot
from domain.errors import RefusalError
from domain.people.people import LEVEL_ONE_ROLES
from domain.time.clock import SHANGHAI, day_in_shanghai
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.making import begun_plan, make_campaign, with_start
from usecases.house import House, Request
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover

RISKS: Final = 3
SLOTS: Final = 6
_NOBODY: Final = 1
"""The account by which the office acts until somebody holds its phone; Telegram gives none so low."""
_RISK: Final = {
    "form": "department",
    "level": "b",
    "kind": "process",
    "found": "together",
    "measures": 1,
    "measures.1.side": "procedure",
}
_HEARING: Final = "quarterly_hearing"


def furnish(uow: UnitOfWork, house: House, now: datetime) -> None:
    """Have the hospital's office offer slots and make a campaign, and departments enter risks, at `now` (aware).

    What a hospital has nobody for is left out.
    """
    for unit_code in uow.rosters.units()[:1]:
        office = next(iter(uow.people.holders(LEVEL_ONE_ROLES, unit_code, day_in_shanghai(now))), None)
        _enter_risks(uow, house, unit_code, now)
        if office is None:
            continue
        uow.people.bind(office, _NOBODY, "zh", now)
        request = Request(house, _NOBODY, _NOBODY, 0, now)
        _offer_slots(uow, house, (unit_code, office), now)
        _make_campaign(uow, request)
        uow.people.unbind(office)


def _enter_risks(uow: UnitOfWork, house: House, unit_code: str, now: datetime) -> None:
    register = house.registers.get("risk")
    below = uow.rosters.known(uow.rosters.below([unit_code]))
    held = uow.people.inspectors(day_in_shanghai(now), below)
    lowest = sorted(code for code, people in held.items() if people and below[code].kind is not None)
    words = ("采购、验收由同一人经办", "患者费用减免缺少复核", "设备维修验收记录不全")
    for code, risk in zip(lowest[:RISKS], words, strict=False):
        place = place_at(uow, code)
        if register is None or place is None:
            continue
        answers = {
            **_RISK,
            "duties": f"{below[code].name}的日常管理",
            "risks": risk,
            "measures.1.measure": "分开经办，另一人复核",
        }
        mover = Mover(house, now, None)
        enter(uow, mover, Opening(register, place, answers), held[code][0])


def _offer_slots(uow: UnitOfWork, house: House, by: tuple[str, int], now: datetime) -> None:
    unit_code, office = by
    if _HEARING not in house.duties:
        return
    day = day_in_shanghai(now) + timedelta(days=9)
    first = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    place = "行政楼三楼会议室"
    slots = [
        Slot(0, _HEARING, unit_code, first + timedelta(minutes=30 * number), 30, place)
        for number in range(SLOTS)
    ]
    uow.hearing_slots.offer(slots, office)


def _make_campaign(uow: UnitOfWork, request: Request) -> None:
    templates = list(request.house.campaigns.values())
    if not templates:
        return
    template = templates[0]
    plan = with_start(begun_plan(1, template), template, request.today, request.today)
    title = template.title["zh"]
    try:
        make_campaign(uow, request, replace(plan, title=title, basis=""))
    except RefusalError:
        return  # an own template may ask for what this hospital has not
