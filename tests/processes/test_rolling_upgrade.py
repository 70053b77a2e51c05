"""Three processes are replaced by ones of the next version, one after the other, while people go on reporting."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from domain.threads import in_a_thread
from storage.delivery.letters import Letter, LetterKind
from storage.leases.rules import LeaseRole
from storage.schema import current_revision, newest_revision
from storage.tables import outbox
from tests.desks import rows_of, shanghai
from tests.processes.checks import filed, strayed, to_be_filed
from tests.processes.cluster import Cluster, cluster
from tests.processes.fleet import Fleet
from tests.processes.next_version import NEXT
from tests.processes.next_version.reminders.next_wing.hails import HAIL
from tests.processes.people import all_of
from tests.processes.play import AT_ONCE, MONTH, QUARTER, Cast, Month
from tests.processes.reports import monthly_goal, selfcheck_goal
from tests.processes.servers import servers

CAST = Cast(20, 0, (date(2026, 6, 12),), date(2026, 1, 1), shanghai(6, 12, 11))
BUTTON, HAILED = "新版本的按钮", "新版本的通知"
WRONG = ("没有看懂", "此按钮已失效", "没有保存成功", "页面没有显示", "请稍后再试")
"""What nobody is to read: words that were not understood, buttons that are unknown, faults."""
WAIT_S = 60
LOOKS_S = 0.5
"""Six times as often as they do: the trial is not to wait for it."""


class Rolling:
    """The people of the hospital, and the processes that are replaced meanwhile."""

    def __init__(self, made: Cluster) -> None:
        self.made = made
        self.month = Month(made, CAST)
        self.tapped: Counter[int] = Counter()

    async def report(self, names: Sequence[str]) -> None:
        """Have these file both reports, one after the other."""

        async def both(name: str) -> None:
            words, person = self.month.words[name], self.month.people[name]
            await person.reach(monthly_goal(words, MONTH))
            await person.reach(selfcheck_goal(words, QUARTER))

        await all_of([both(name) for name in names], AT_ONCE)

    async def tap_new_button(self, names: Collection[str]) -> None:
        """Have these press the button of the newer version's letter."""

        async def tap(name: str) -> None:
            phone = self.month.people[name].phone
            letter = await phone.see(HAILED)
            assert await phone.tap_on(letter.message_id, BUTTON) is None
            await phone.see("新版本已记下")
            self.tapped[phone.id] += 1

        await all_of([tap(name) for name in names], AT_ONCE)

    async def type_new_command(self, names: Collection[str]) -> None:
        """Have these send a command that only the newer version knows."""
        for name in names:
            phone = self.month.people[name].phone
            assert (await phone.send("/hail")).text == "新版本已记下"
            self.tapped[phone.id] += 1

    async def until_hailed(self, times: int) -> None:
        """Wait until so many letters of the newer version have come."""
        async with asyncio.timeout(WAIT_S):
            while self.hails().total() < times:  # noqa: ASYNC110 - other processes do it
                await asyncio.sleep(0.05)

    async def at_rest(self) -> None:
        """Wait until each update was answered: whose process is killed before that is told that it is saved."""
        async with asyncio.timeout(WAIT_S):
            while len(self.made.simulator.world.bot().updates):  # noqa: ASYNC110 - the simulator has no bell for it
                await asyncio.sleep(0.01)

    def hails(self) -> Counter[int]:
        """Return how many letters of the newer version each chat has."""
        return Counter(letter.chat_id for letter in self.made.seen.all if letter.text.startswith(HAILED))

    async def holder_is(self, role: LeaseRole, places: Collection[int]) -> None:
        """Wait until one of these processes has `role`."""
        numbers = {self.made.fleet.members[place].number for place in places}
        async with asyncio.timeout(WAIT_S):
            while await in_a_thread(self._holder, role) not in numbers:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)

    def _holder(self, role: LeaseRole) -> int:
        leases = self.made.database.write(lambda uow: uow.leases.all())
        return next(
            (int(each.holder.split(":")[-2]) for each in leases if each.role is role and each.holder), 0
        )

    def wrong(self) -> list[str]:
        """Return the chats in which the bot ever said what it must not, also above a window, from their beginning."""
        world = self.made.simulator.world
        said = {
            name: "\n".join(map(_said, world.private_chat(world.bot(), chat_id).feed.after(0)))
            for chat_id, name in self.month.named.items()
        }
        looked_again = {name: person.looked_again for name, person in self.month.people.items()}
        return [
            f"{name}, looked again {looked_again[name]} times:\n{text}"
            for name, text in said.items()
            if any(wrong in text for wrong in WRONG)
        ]


def _said(event: Mapping[str, Any]) -> str:
    message = event.get("message") or event
    return str(message.get("text") or message.get("caption") or "")


@pytest.fixture
async def rolling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rolling]:
    monkeypatch.setattr(Fleet, "looks_s", LOOKS_S)
    with servers() as served:
        async with cluster(tmp_path, served, 3, CAST.people) as made:
            rolling = Rolling(made)
            await all_of([rolling.month._bind(name) for name in rolling.month.filing], AT_ONCE)
            yield rolling


@pytest.mark.slow
@pytest.mark.timeout(600)  # processes and servers are started, beside other tests
async def test_a_rolling_upgrade_and_one_that_is_given_up_half_way_lose_nothing(rolling: Rolling) -> None:
    made, filing = rolling.made, rolling.month.filing
    early, late = filing[::2], filing[1::2]
    everybody = len(rolling.month.people)
    reporting = asyncio.ensure_future(rolling.report(early))
    await made.fleet.replace(0, by_next=True)
    assert await in_a_thread(current_revision, made.database) == NEXT
    # An old one that ends in mid-upgrade starts on the newer database, and leaves ticking and delivering alone.
    await made.fleet.replace(1, by_next=False)
    await rolling.holder_is(LeaseRole.TICK, [0])
    await rolling.holder_is(LeaseRole.DELIVER, [0])
    await reporting
    await rolling.until_hailed(everybody)
    # Two of three processes know neither.
    await rolling.tap_new_button(rolling.month.people)
    await rolling.type_new_command(early[:2])

    # Given up: the new one is killed, the old ones go on with all but what they do not know.
    await rolling.at_rest()
    await made.fleet.kill(0)
    await in_a_thread(run_out, made)
    reporting = asyncio.ensure_future(rolling.report(late))
    await rolling.holder_is(LeaseRole.DELIVER, [1, 2])
    unseen = queue_hail(made, rolling.month.people[late[0]].phone.id)
    await rolling.holder_is(LeaseRole.TICK, [1, 2])
    await left_alone(made, unseen)

    # Taken up again, to its end.
    made.fleet.members[0].is_next = True
    await made.fleet.start(0)
    await rolling.until_hailed(everybody + 1)
    await made.fleet.replace(1, by_next=True)
    await made.fleet.replace(2, by_next=True)
    await reporting
    await rolling.tap_new_button(late[:1])
    await hold(rolling, {rolling.month.people[late[0]].phone.id})


def run_out(made: Cluster) -> None:
    """Have what was killed a moment ago count as gone: a lease lasts for 15 s."""
    with made.database.engine.begin() as connection:
        connection.execute(text("UPDATE lease SET expires_at = taken_at"))
        connection.execute(text("DELETE FROM running_process WHERE revision = :next"), {"next": NEXT})


def queue_hail(made: Cluster, chat_id: int) -> Letter:
    """Have a letter of the newer version wait."""
    letter = replace(HAIL.letter("hail:again", {}, made.now()), chat_id=chat_id)
    made.database.write(lambda uow: uow.outbox.add_once([letter]))
    return letter


async def left_alone(made: Cluster, letter: Letter) -> None:
    """Hold that the old processes deliver what came later, and leave the letter where it is."""
    later = LetterKind(id="trouble", life=HAIL.life, trace=HAIL.trace).letter(
        "trouble:later", {"began": {}, "ended": {}}, made.now()
    )
    made.database.write(lambda uow: uow.outbox.add_once([replace(later, chat_id=letter.chat_id)]))
    async with asyncio.timeout(WAIT_S):
        while (states := _states(made))[later.unique_key] == "waiting":  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)
    assert states[letter.unique_key] == "waiting"


def _states(made: Cluster) -> dict[str, str]:
    return {row["unique_key"]: row["state"] for row in rows_of(made.database, outbox)}


async def hold(rolling: Rolling, hailed_twice: Collection[int]) -> None:
    """Hold what must be so once all are of the next version."""
    made, month = rolling.made, rolling.month
    await made.settle()
    await in_a_thread(made.look_anew)
    there, typed = filed(made.database), to_be_filed(month)
    assert ([*(typed - there)], [*(there - typed)]) == ([], [])
    assert strayed(month) == []
    wrong = rolling.wrong()
    assert wrong == [], wrong[0]
    wanted = Counter({chat_id: 1 + (chat_id in hailed_twice) for chat_id in month.named})
    assert rolling.hails() == wanted
    came = made.seen.counted(month.named)
    repeated = {letter: times for letter, times in came.items() if times > 1 and letter[2] != HAILED}
    assert repeated == {}
    with made.database.engine.connect() as connection:
        counted = connection.execute(text("SELECT chat_id, count(*) FROM hail GROUP BY chat_id")).all()
        living = connection.execute(text("SELECT DISTINCT revision FROM running_process")).scalars().all()
    assert Counter(dict(tuple(row) for row in counted)) == rolling.tapped
    assert living == [NEXT]
    assert newest_revision() != NEXT
