"""A month of 72 inspectors, from their invitations to the committee's digest, through the simulator over HTTP."""

import asyncio
import io
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, timedelta

from openpyxl import load_workbook

from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from simulator.screen import Message
from storage.tables import bindings, duty_items, submissions
from tests.desks import rows_of, shanghai
from tests.harness import Hospital

ROSTER = sample_roster(date(2026, 5, 12))
NAMES = {official.staff_number: official.name for official in ROSTER.officials}
INSPECTORS = [
    NAMES[appointment.staff_number]
    for appointment in ROSTER.appointments
    if appointment.role is Role.INSPECTOR
]
OWING = INSPECTORS[2:]
"""Those of the unit's own grid receive reports and file none."""
EAGER, PROMPT, SLOW, LAST, LATE, SILENT = (
    OWING[:20],
    OWING[20:50],
    OWING[50:60],
    OWING[60:63],
    OWING[63:66],
    OWING[66:],
)
AT_ONCE = 12


async def each(names: Iterable[str], do: Callable[[str], Awaitable[object]]) -> None:
    """Have everybody do it, a dozen at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(name: str) -> None:
        async with gate:
            await do(name)

    await asyncio.gather(*(one(name) for name in names))


class Month:
    """The hospital, and how many messages each person was sent unasked on each day."""

    def __init__(self, hospital: Hospital) -> None:
        self.hospital = hospital
        self.unasked: Counter[tuple[str, date]] = Counter()

    async def until(self, month: int, day: int) -> None:
        """Let the days pass up to this one at 8:00, at four hours of each, night included."""
        while True:
            now = self.hospital.clock.now()
            if now >= shanghai(month, day, 8):
                return
            here = day_in_shanghai(now)
            moments = [
                shanghai(here.month, here.day, hour) + timedelta(days=later)
                for later in (0, 1)
                for hour in (3, 8, 15, 22)
            ]
            self.hospital.clock.move_to(next(moment for moment in moments if moment > now))
            before = self.counts()
            await self.hospital.app.tick()
            new = self.counts() - before
            today = day_in_shanghai(self.hospital.clock.now())
            self.unasked.update({(name, today): number for name, number in new.items()})

    def counts(self) -> Counter[str]:
        """Return how many messages the bot has sent to whom."""
        world = self.hospital.simulator.world
        return Counter(
            {
                name: sum(
                    message["from"]["is_bot"]
                    for message in world.private_chat(world.bot(), phone.id).messages.values()
                )
                for name, phone in self.hospital.bound.items()
            }
        )

    def heard_on(self, month: int, day: int) -> set[str]:
        """Return who was sent something that day."""
        return {name for (name, on) in self.unasked if on == date(2026, month, day)}

    async def file_in_full(self, name: str) -> None:
        phone = self.hospital.bound[name]
        await phone.send("/report")
        await phone.tap("开始填报")
        await phone.tap({EAGER[0]: "黄", EAGER[1]: "红"}.get(name, "绿"))
        await phone.send("2")
        await phone.send("35")
        await phone.tap("核对")
        await phone.tap("提交")
        await phone.see("已提交")

    async def file_empty(self, name: str) -> None:
        """Two taps from the nudge that lies in the chat."""
        phone = self.hospital.bound[name]
        await phone.tap("零报告")
        await phone.tap("提交")
        await phone.see("已提交")


async def test_a_month_of_72_inspectors(hospital: Hospital) -> None:
    assert (len(INSPECTORS), len(OWING)) == (72, 70)
    month = Month(hospital)
    await each([*INSPECTORS, "监察室主任", "党委书记"], hospital.phone_of)
    assert len(rows_of(hospital.app.database, bindings)) == 74

    await month.until(5, 20)
    assert not month.unasked
    await each(EAGER, month.file_in_full)
    await month.until(5, 24)
    assert month.heard_on(5, 24) == set(OWING) - set(EAGER)
    await each(PROMPT, month.file_empty)
    await month.until(5, 28)
    assert month.heard_on(5, 28) == {*SLOW, *LAST, *LATE, *SILENT}
    await each(SLOW, month.file_empty)
    await month.until(5, 31)
    assert month.heard_on(5, 30) == month.heard_on(5, 31) == {*LAST, *LATE, *SILENT}
    await each(LAST, month.file_empty)
    await month.until(6, 2)
    assert {*LATE, *SILENT} <= month.heard_on(6, 1)
    assert month.heard_on(6, 1) - {*LATE, *SILENT} <= {name for name in OWING if "支部" in name}
    await each(LATE, month.file_empty)
    await month.until(6, 6)
    reviewers = {name for name in OWING if "支部" in name}  # who filed late waits for their review
    assert month.heard_on(6, 3) - reviewers == {*SILENT, *INSPECTORS[:2], "监察室主任"} - reviewers

    assert max(month.unasked[name, on] for name, on in month.unasked if on < date(2026, 6, 6)) == 1
    await check_digests(hospital)
    filed = rows_of(hospital.app.database, submissions)
    assert (len(filed), sum(row["zero"] for row in filed)) == (66, 46)
    may = [row for row in rows_of(hospital.app.database, duty_items) if row["period_id"] == "2026-05"]
    assert len(may) == 70


async def check_digests(hospital: Hospital) -> None:
    """Level 1 gets the figures and the file; the committee the figures alone."""
    for name in (*INSPECTORS[:2], "监察室主任", "党委书记"):
        shown = await hospital.bound[name].see("已报 66/应报 70")
        assert "按时 63   逾期 3   未报 4" in shown.text
        assert "绿 64   黄 1   红 1" in shown.text
        assert "廉政教育 40 场" in shown.text
        assert ("未报：" in shown.text) is (name != "党委书记")
    office = hospital.bound["监察室主任"]
    await office.tap("下载 xlsx")
    await office.see("已生成")
    book = load_workbook(io.BytesIO(await office.download(await the_file(office))))
    total = next(line for line in book["汇总"].values if line[0] == "合计")
    assert total[1:11] == (70, 63, 3, 4, 0, 64, 1, 1, 40, 700)  # nobody is exempt


async def the_file(phone: Phone) -> Message:
    return next(message for message in await phone.chat() if message.file_kind == "document")
