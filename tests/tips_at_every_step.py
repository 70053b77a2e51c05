"""A register with a tip at every step, and one with more of everything than a phone shows."""

from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState
from storage.tips.custody import Custody
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import new_office_key
from storage.tips.threads import TipStep
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.facts_by_hand import ask
from tests.handlers.tips.tips_by_hand import DEPUTY, OFFICE, answer, bring, day, erase
from tests.harness import Hospital
from tests.locked_keys import lock_lightly

PASSPHRASE = "一条很长的口令 2026"
STATES = (
    TipState.RECEIVED,
    TipState.ACCEPTED,
    TipState.HANDLED,
    TipState.CLOSED,
    TipState.DECLINED,
    TipState.HANDLED,
)
ERASED, MERGED, FULL = len(STATES), 9, 10
"""The last numbers of the tips that are erased, merged into the full one, and full: the latest, so the first listed."""


async def fill_register(hospital: Hospital) -> None:
    """Bring tips to every step; the bot keeps the office's key under `PASSPHRASE`; a deputy has their own."""
    locked = lock_lightly(hospital.office_key.identity, PASSPHRASE)
    custody = Custody({Body.OFFICE: locked, Body.SUPERVISOR: locked})
    object.__setattr__(hospital.app.house, "custody", custody)
    await bring(hospital, files=1)
    await ask(hospital)
    for _number in range(2, MERGED + 1):
        await bring(hospital, named=True)
    await bring(hospital, named=True, files=3)
    await ask(hospital, number=name(FULL))
    for said in range(8):
        await answer(hospital, f"补充的情况{said}", name(FULL), files=1)
    await hospital.app.database.run(lambda uow: _move_on(uow, hospital))
    await erase(hospital, name(ERASED))
    await bring(hospital, body=Body.SUPERVISOR, files=1)


def name(number: int) -> str:
    """Return the number of the office's `number`th tip."""
    return f"2026-{number:03}"


def _move_on(uow: UnitOfWork, hospital: Hospital) -> None:
    on = day(hospital)
    people = {found.name: found.person_id for who in (OFFICE, DEPUTY) for found in uow.people.search(who, 9)}

    def step(number: int, *acts: TipAct) -> None:
        for act in acts:
            uow.tip_threads.add_step(name(number), TipStep(act, on, people[OFFICE]))

    for number, state in enumerate(STATES, start=1):
        uow.tips.set_state(name(number), state, on)
    step(3, TipAct.ELSEWHERE)
    step(FULL, *[TipAct.ACCEPTED, TipAct.ELSEWHERE] * 9)
    uow.tips.set_state(name(FULL), TipState.HANDLED, on)
    for number in range(ERASED + 1, MERGED + 1):
        uow.tip_threads.add_step(name(number), TipStep(TipAct.MERGED, on, people[OFFICE], name(FULL)))
        uow.tip_merges.merge(name(number), name(FULL), TipState.HANDLED)
    uow.handler_keys.put(people[DEPUTY], HandlerKey(new_office_key().recipient, on))
