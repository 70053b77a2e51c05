"""What tests of the register do again and again: bring tips as the desk would, open one, look into the tables."""

from collections.abc import MutableMapping
from datetime import date
from typing import cast

from domain.tips.routing import Body
from domain.tips.tips import Area, Source, TipState
from simulator.phone import Phone
from simulator.screen import Message
from storage.audit import AuditEntry
from storage.tips.receipt_keys import new_salt
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import OfficeKey, new_office_key, open_text, seal, seal_text
from storage.tips.threads import NewMessage, ThreadMessage, TipStep
from storage.tips.tips import ListedTip, NewTip, TipReader
from storage.unit_of_work import UnitOfWork
from tests.harness import Hospital

OFFICE, DEPUTY, COMMISSIONER, SUPERVISOR = "监察室主任", "监察室干事", "纪委书记", "驻组联络员"
FIRST, FIRST_PAST = "2026-001", "Z2026-001"
"""The first number of the office's register, and of the supervisor's."""


def give_supervisor_key(hospital: Hospital) -> OfficeKey:
    """Give the supervisor a key, as config.toml would."""
    key = new_office_key()
    recipients = cast("MutableMapping[Body, tuple[str, ...]]", hospital.app.house.recipients)
    recipients[Body.SUPERVISOR] = (key.recipient,)
    return key


async def bring(  # noqa: PLR0913 - each test names what it is about
    hospital: Hospital,
    keys: list[str] | None = None,
    *,
    body: Body = Body.OFFICE,
    named: bool = False,
    source: Source = Source.ACCUSATION,
    files: int = 0,
) -> OfficeKey:
    """Enter a tip sealed to `keys` (the office's); return the pair whose secret half its receipt code holds."""
    keys = keys or [hospital.office_key.recipient]
    reporter = new_office_key()
    tip = NewTip(
        body=body,
        lookup=new_salt(),
        reply_recipient=reporter.recipient,
        received_on=day(hospital),
        source=source,
        area=Area.ETHICS,
        sealed_text=seal_text("一件事", keys),
        sealed_reporter=seal_text("某职工", keys) if named else None,
        files=[evidence(number, keys) for number in range(1, files + 1)],
    )
    await hospital.app.database.run(lambda uow: uow.tips.add(tip))
    return reporter


def evidence(number: int, keys: list[str]) -> SealedFile:
    """Return the sealed picture `number`, cleaned and as it was sent."""
    return SealedFile(".jpg", seal(f"净{number}".encode(), keys), seal(f"原{number}".encode(), keys))


async def answer(hospital: Hospital, text: str, number: str = FIRST, files: int = 0) -> None:
    """Have the reporter of a tip of the office write, with evidence."""
    keys = [hospital.office_key.recipient]
    sealed, on = seal_text(text, keys), day(hospital)
    sent = [evidence(number, keys) for number in range(1, files + 1)]
    await hospital.app.database.run(
        lambda uow: uow.tip_threads.add_message(
            number, NewMessage(sealed, on, from_reporter=True, files=sent)
        )
    )


async def open_first(hospital: Hospital, who: str = OFFICE, number: str = FIRST) -> Phone:
    """Return the phone of `who`, with the tip's window on it."""
    phone = await hospital.phone_of(who)
    await phone.send("/tips")
    await phone.tap(f"{number} ")  # at the end of a line stands what another is merged into
    return phone


TOGETHER = "医院纪委集体研究决定"
"""The button below a handling or a result: who decided it."""


async def read_all(phone: Phone) -> None:
    """Download the text and the files of the tip that is open, as a handler does before it is closed."""
    await phone.tap("下载内容（加密）")
    if [label for label in await labels(phone) if label.startswith("附件")]:
        await phone.tap("附件")
        await phone.tap("返回线索")


async def write_summary(phone: Phone) -> None:
    """Write down for the ledger what the tip that is open is about, without name and post."""
    await tap_all(phone, "登记", "台账信息", "跳过", "跳过")
    await phone.send("一件事的摘要")
    await phone.see("已加密保存")


async def tap_all(phone: Phone, *labels: str) -> None:
    """Tap one button after the other."""
    for label in labels:
        await phone.tap(label)


async def shown(phone: Phone) -> Message:
    """Return the window in front of the person."""
    screen = await phone.screen()
    assert screen is not None
    return screen


async def labels(phone: Phone) -> list[str]:
    """Return what the buttons of that window say."""
    return [label for row in (await shown(phone)).buttons for label in row]


async def files_sent(phone: Phone) -> dict[str, bytes]:
    """Return the files in the chat by their names."""
    sent = [message for message in await phone.chat() if message.file_kind == "document"]
    return {str(message.file_name): await phone.download(message) for message in sent}


async def opened(phone: Phone, key: OfficeKey) -> dict[str, str]:
    """Return what the sealed texts in the chat say, by the files' names."""
    return {name: open_text(content, key.identity) for name, content in (await files_sent(phone)).items()}


async def steps(hospital: Hospital, number: str = FIRST) -> list[TipStep]:
    return await hospital.app.database.run(lambda uow: uow.tip_threads.steps(number))


async def thread(hospital: Hospital, number: str = FIRST) -> list[ThreadMessage]:
    return await hospital.app.database.run(lambda uow: uow.tip_threads.messages(number))


async def state(hospital: Hospital, number: str = FIRST, body: Body = Body.OFFICE) -> TipState:
    def work(uow: UnitOfWork) -> ListedTip | None:
        return uow.tips.find(TipReader(body, 0), number)

    found = await hospital.app.database.run(work)
    assert found is not None
    return found.state


async def acts(hospital: Hospital, number: str = FIRST, chain: Body = Body.OFFICE) -> list[str]:
    """Return what the audit log of a body says was done to a tip."""

    def work(uow: UnitOfWork) -> list[AuditEntry]:
        return uow.audit.all_about(number, chain.value)

    return [entry.act for entry in await hospital.app.database.run(work)]


async def close(hospital: Hospital, on: date | None = None, number: str = FIRST) -> None:
    """Set a tip closed, past its steps."""
    closed_on = on or day(hospital)
    await hospital.app.database.run(lambda uow: uow.tips.set_state(number, TipState.CLOSED, closed_on))


async def erase(hospital: Hospital, number: str = FIRST) -> None:
    """Erase what was said and sent, as its time being up does."""
    on = day(hospital)
    await hospital.app.database.run(lambda uow: uow.tips.erase(number, on))


def day(hospital: Hospital) -> date:
    return hospital.clock.now().date()
