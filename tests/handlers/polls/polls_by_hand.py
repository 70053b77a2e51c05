"""What tests of polls do again and again: make one, answer it, look what is counted."""

from collections.abc import Sequence
from datetime import timedelta

from domain.polls.polls import PollGroup, PollPlan, PollSpan, PollSubject
from simulator.phone import Phone
from storage.polls.polls import Poll
from storage.unit_of_work import UnitOfWork
from tests.fed import Fed
from tests.handlers.by_hand import shown
from tests.harness import Hospital
from usecases.house import Request
from usecases.polls.making import make_poll

OFFICE = "监察室主任"
WARD = "心内科特邀监察员"
UNIT = "1"
SUBJECTS = (PollSubject("骨科负责人（主任）", "p1"), PollSubject("心内科负责人（主任）", "p2"))


def request_of(hospital: Hospital, telegram_id: int) -> Request:
    """Return a request of this account, as a handler has it."""
    house, now = hospital.app.house, hospital.clock.now()
    return Request(house, telegram_id, telegram_id, 1, now)


async def make(hospital: Hospital, telegram_id: int, plan: PollPlan) -> Poll:
    """Make a poll as level 1 at this account, past the windows."""
    request = request_of(hospital, telegram_id)

    def work(uow: UnitOfWork) -> Poll:
        found = uow.polls.find(make_poll(uow, request, plan))
        assert found is not None
        return found

    return await hospital.app.database.run(work)


def plan(
    hospital: Hospital, form_id: str = "democratic", days: int = 3, *, for_all: bool = False
) -> PollPlan:
    """Return a plan of all who work in the unit, or of everybody."""
    today = request_of(hospital, 1).today
    return PollPlan(
        7,
        form_id,
        "中层干部测评",
        SUBJECTS if form_id == "democratic" else (),
        None if for_all else UNIT,
        None if for_all else PollGroup.ALL,
        for_all,
        PollSpan(today, today + timedelta(days=days - 1)),
    )


async def bind_many(hospital: Hospital, count: int) -> list[int]:
    """Bind so many people of the unit, each to an account; return the accounts."""

    def work(uow: UnitOfWork) -> list[int]:
        people, _many = uow.officials.search(UNIT, "", count + 20)
        unbound = [
            found.person_id
            for found in people
            if "驻" not in found.post and uow.people.find_phone(found.person_id) is None
        ]
        chosen = unbound[:count]
        accounts = [880_000_000 + person_id for person_id in chosen]
        for person_id, account in zip(chosen, accounts, strict=True):
            uow.people.bind(person_id, account, "zh", hospital.clock.now())
        return accounts

    return await hospital.app.database.run(work)


async def answer(fed: Fed, name: str, poll_id: int, choices: Sequence[int]) -> str:
    """Answer a poll as `name` by its buttons and hand it in; return the last window's text."""
    await fed.press(name, f"poll:{poll_id}")
    await fed.press(name, f"poll-begin:{poll_id}")
    for step, choice in enumerate(choices):
        await fed.press(name, f"poll-pick:{poll_id}:{step}:{choice}")
    return (await fed.press(name, f"poll-submit:{poll_id}")).text


async def text_of(phone: Phone) -> str:
    """Return the words of the window in front of the person."""
    return (await shown(phone)).text
