"""What follows a tip while Telegram misbehaves: material, facts, steps, closing, keys, erasure. No log tells of it.

Every fault has a tip of its own and one more to merge, all in one hospital. Whatever was tapped or typed while a fault
was on has been done afterwards.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.tips.routing import Body
from domain.tips.tips import TipAct
from simulator.phone import Phone
from storage.tips.sealing import new_office_key
from storage.tips.tips import TipReader
from tests.forged import press, press_nowait
from tests.handlers.by_hand import GRID, INSPECTOR
from tests.handlers.clues.test_old_clues import row, sheet
from tests.handlers.tips.facts_by_hand import requests
from tests.handlers.tips.test_tip_leaks import (
    FILE_NAME,
    FIRST_NAME,
    METADATA,
    NAME,
    OFFICE,
    OWN_PASSPHRASE,
    PASSPHRASE,
    QUESTION,
    TELEGRAM_ID,
    TEXT,
    USERNAME,
    assert_no_trace,
    everything,
    find,
    photo,
    writings,
)
from tests.handlers.tips.test_tip_leaks_under_faults import next_act
from tests.handlers.tips.tips_by_hand import COMMISSIONER, DEPUTY, bring, close, shown, steps, tap_all
from tests.harness import Hospital
from tests.locked_keys import lock_lightly
from tests.struck import FAULTS, Struck, open_struck
from windows.entries import (
    BRING_OLD_CLUES,
    ENTER_CLUE,
    FORWARD_TIP,
    KEYS,
    LEDGER,
    TIP_FIGURES,
    open_fact,
    open_tip,
    read_tip,
)
from windows.grid_marks import grid_mark

SKIP = "跳过理由"


async def enter(struck: Struck, office: Phone, number: str) -> None:
    """Take a tip all its way and back, by the buttons of its windows."""
    hospital = struck.hospital
    await press(hospital, office, f"tips-act:{number}:0:accepted")
    await struck.during(office.tap_nowait(SKIP))
    await struck.during(press_nowait(hospital, office, f"tips-decided:{number}:1:proposed:verify"))
    await press(hospital, office, f"tips-do:{number}:2:result:first")
    await struck.during(office.send_nowait(NAME))
    await press(hospital, office, f"tips-act:{number}:3:entry")
    await tap_all(office, "跳过", "跳过")
    await struck.during(office.send_nowait(TEXT))
    await read(struck, office, number)
    await struck.during(press_nowait(hospital, office, f"tips-do:{number}:4:closed"))
    await struck.during(press_nowait(hospital, office, f"tips-act:{number}:5:reopened"))
    assert [step.act for step in await steps(hospital, number)] == [
        TipAct.ACCEPTED,
        TipAct.PROPOSED,
        TipAct.RESULT,
        TipAct.ENTRY,
        TipAct.CLOSED,
        TipAct.REOPENED,
    ]


async def arrange(struck: Struck, office: Phone, number: str, people: tuple[int, int]) -> None:
    """Put somebody in charge of a tip that has taken all its way, then another; pass it on, note, and review it."""
    hospital = struck.hospital
    await struck.during(press_nowait(hospital, office, f"tips-charged:{number}:6:{people[0]}"))
    await press(hospital, office, f"tips-charged:{number}:7:{people[1]}")
    await struck.during(office.send_nowait(NAME))
    await press(hospital, office, f"tips-act:{number}:8:escalated")
    await office.send(TEXT)
    await struck.during(office.send_nowait(NAME))
    await struck.during(press_nowait(hospital, office, f"tips-do:{number}:9:traceable:strong"))
    await press(hospital, office, f"tips-act:{number}:10:note")
    await struck.during(office.send_nowait(f"{TEXT}\n{NAME}"))
    await struck.during(press_nowait(hospital, office, f"tips-decided:{number}:11:proposed:talk"))
    await close(hospital, None, number)
    await press(hospital, office, f"tips-act:{number}:12:review")
    await struck.during(office.send_nowait(NAME))
    await press(hospital, office, f"tips-do:{number}:13:reviewed:reopened")
    await struck.during(office.send_nowait(NAME))
    assert [step.act for step in await steps(hospital, number)][6:] == [
        TipAct.IN_CHARGE,
        TipAct.IN_CHARGE,
        TipAct.ESCALATED,
        TipAct.TRACEABLE,
        TipAct.NOTE,
        TipAct.PROPOSED,
        TipAct.REVIEW,
        TipAct.REVIEWED,
    ]


async def enter_by_hand(struck: Struck, office: Phone) -> None:
    """Enter a clue that came by another way."""
    await office.send("/tips")
    await struck.during(press_nowait(struck.hospital, office, ENTER_CLUE))
    if "自行发现" not in str((await struck.window(office)).buttons):
        await press(struck.hospital, office, ENTER_CLUE)
    await tap_all(office, "自行发现", "今天")
    await write(struck, office, "已登记，编号")


async def bring_old(struck: Struck, office: Phone, place: int) -> None:
    """Bring an old clue in, and go through it."""
    hospital = struck.hospital
    content = sheet(row(place, 线索摘要=f"{TEXT}{place}", 姓名=NAME))
    await office.send("/tips")
    await press_struck(struck, office, BRING_OLD_CLUES)
    await struck.during(office.send_document("旧线索.xlsx", content, wait=False))
    await press(hospital, office, BRING_OLD_CLUES)
    await office.send_document("旧线索.xlsx", content)
    await struck.during(office.tap_nowait("导入"))
    if ["导入"] in (await struck.window(office)).buttons:
        await office.tap("导入")
    old = await hospital.app.database.run(lambda uow: uow.old_clues.waiting(TipReader(Body.OFFICE, 0), 9))
    (number,) = [clue.number for clue in old]
    await press(hospital, office, f"tips-do:{number}:2:gone_through:kept")
    await struck.during(office.send_nowait(NAME))
    assert [step.act for step in await steps(hospital, number)][2:] == [
        TipAct.GONE_THROUGH,
        TipAct.IN_CHARGE,
    ]


async def read(struck: Struck, office: Phone, number: str) -> None:
    """Read a tip, by downloading it or in the chat."""
    if not struck.hospital.app.house.custody.holds_key_of(Body.OFFICE):
        await press_struck(struck, office, f"tips-download:{number}")
        return
    await press(struck.hospital, office, read_tip(number))
    await struck.during(office.send_nowait(PASSPHRASE))
    await press(struck.hospital, office, read_tip(number))
    if "口令" in (await shown(office)).text:
        await office.send(PASSPHRASE)


async def merge(struck: Struck, office: Phone, number: str, main: str) -> None:
    """Merge a tip into another, separate them, and withdraw from it."""
    for data in (f"merge-do:{number}:0:{main}", f"separate-do:{number}:1", f"tips-recused:{number}"):
        await struck.during(press_nowait(struck.hospital, office, data))
    assert [step.act for step in await steps(struck.hospital, number)] == [TipAct.MERGED, TipAct.SEPARATED]
    assert "失效" in await press(struck.hospital, office, open_tip(number))


async def verify(struck: Struck, office: Phone, inspector: Phone, number: str) -> None:
    """Ask a grid's inspector for a fact about a tip; they answer."""
    hospital = struck.hospital
    mark = await mark_of(hospital)
    await press(hospital, office, f"facts-grid:{number}:{mark}")
    await struck.during(office.send_nowait(QUESTION))
    await press(hospital, office, f"facts-grid:{number}:{mark}")
    await office.send(QUESTION)
    await struck.during(office.tap_nowait("发送"))
    await struck.during(hospital.app.deliver())
    (asked,) = [row for row in requests(hospital) if row["tip_number"] == number]
    opened = open_fact(int(asked["id"]))
    await inspector.send("/start")
    await press_struck(struck, inspector, opened)
    await struck.during(inspector.tap_nowait("回复"))
    if "请写下回复" not in (await struck.window(inspector)).text:
        await press(hospital, inspector, opened)
        await inspector.tap("回复")
    await write(struck, inspector, "已回复")


async def mark_of(hospital: Hospital) -> str:
    """Return what buttons call the grid by."""
    tree = await hospital.app.database.run(lambda uow: uow.rosters.tree())
    return next(grid_mark(place) for place in tree if place.name == GRID)


async def write(struck: Struck, phone: Phone, done: str) -> None:
    """Write, and hand it in under the faults."""
    await struck.during(phone.send_nowait(TEXT))
    if ["写好了"] not in (await struck.window(phone)).buttons:
        await phone.send(TEXT)
    await phone.tap("写好了")
    while ["提交"] not in (window := await shown(phone)).buttons:
        await next_act(window, phone)()
        await struck.rest()
    await struck.during(phone.tap_nowait("提交"))
    if done not in (await shown(phone)).text:
        # Whatever comes next brings the last window; or the summary, where its files could not be fetched.
        if ["提交"] in (await struck.window(phone)).buttons:
            await phone.tap("提交")
        assert done in (await shown(phone)).text
    last = (await shown(phone)).buttons[-1][-1]
    await struck.during(phone.tap_nowait(last))


async def press_struck(struck: Struck, phone: Phone, data: str) -> None:
    """Press a button under the faults, and once more without them."""
    await struck.during(press_nowait(struck.hospital, phone, data))
    await press(struck.hospital, phone, data)


async def album(phone: Phone) -> None:
    """Send three pictures at once."""
    for _picture in range(3):
        await phone.send_document(f"{FILE_NAME}.jpg", photo(), TEXT, wait=False)


async def add(struck: Struck, phone: Phone, code: str) -> None:
    """Look a tip up, and add words and an album."""
    struck.hospital.clock.advance(timedelta(minutes=61))
    await struck.during(phone.send_nowait(f"/receipt {code}"))
    await phone.send(f"/receipt {code}")
    await struck.during(phone.tap_nowait("补充材料"))
    if ["补充材料"] in (await struck.window(phone)).buttons:
        await phone.tap("补充材料")
    await struck.during(album(phone))
    await write(struck, phone, "已收到您的回答和补充材料")


async def forward(struck: Struck, inspector: Phone) -> None:
    """Pass a tip on."""
    await inspector.send("/start")
    await press_struck(struck, inspector, FORWARD_TIP)
    await write(struck, inspector, "已转递")


async def change_key(struck: Struck, office: Phone) -> None:
    """Have a handler make a key of their own, or another, and begin to hand over."""
    secrets = secrets_of(struck)
    await press_struck(struck, office, KEYS)
    ways = ("设置密钥",) if "设置密钥" in str((await shown(office)).buttons) else ("更换密钥", "更换")
    for place in range(len(secrets)):
        await press(struck.hospital, office, KEYS)
        for label in ways:
            await struck.during(office.tap_nowait(label))
            await press(struck.hospital, office, KEYS)
        await tap_all(office, *ways)
        for known in secrets[:place]:
            await office.send(known)
        await struck.during(office.send_nowait(secrets[place]))
    await press_struck(struck, office, f"{KEYS}:hand")


async def hand_over(struck: Struck, office: Phone) -> None:
    """Hand every tip over in the chat."""
    await press_struck(struck, office, f"{KEYS}:do")
    await struck.during(office.send_nowait(PASSPHRASE))


@pytest.fixture(params=["office", "unlock"])
async def struck(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[Struck]:
    """A hospital in either custody; no key costs its whole work."""
    monkeypatch.setattr("handlers.tips.handler_keys.lock_key", lock_lightly)
    passphrase = PASSPHRASE if request.param == "unlock" else ""
    async with open_struck(tmp_path, monkeypatch, caplog, passphrase) as struck:
        yield struck


async def hand_in(phone: Phone) -> str:
    """Hand in a tip; return its receipt code."""
    await tap_all(phone, "匿名")
    await phone.send(TEXT)
    await tap_all(phone, "写好了", "跳过", "跳过", "跳过", "跳过", "医德医风", "提交")
    code = next(word for word in (await phone.see("请现在抄下来")).text.split() if word.count("-") == 4)
    await phone.tap("完成")
    return code


async def two_handlers(hospital: Hospital) -> tuple[int, int]:
    """Return two who can have a tip in charge."""
    found = await hospital.app.database.run(
        lambda uow: [uow.people.search(who, 1)[0].person_id for who in (DEPUTY, COMMISSIONER)]
    )
    return found[0], found[1]


def secrets_of(struck: Struck) -> tuple[str, ...]:
    """Return what a handler sends to make a key."""
    if struck.hospital.app.house.custody.holds_key_of(Body.OFFICE):
        return (OWN_PASSPHRASE, OWN_PASSPHRASE)
    return (new_office_key().recipient,)


async def look_over(struck: Struck, office: Phone) -> None:
    """Have the ledger and the figures made."""
    for data in (LEDGER, TIP_FIGURES):
        await press_struck(struck, office, data)


async def erase(struck: Struck, number: str) -> None:
    """Close a tip and let its time be up, the letters about it under the faults."""
    hospital = struck.hospital
    kept = timedelta(days=hospital.app.desk.keep_closed_days + 30)
    await close(hospital, hospital.clock.now().date() - kept, number)
    await hospital.app.tick()
    await struck.during(hospital.app.deliver())


async def assert_untold(
    struck: Struck, caplog: pytest.LogCaptureFixture, bound: Phone, *canaries: str
) -> None:
    """Assert that no log tells of what was done, and that nothing of it is on the disk."""
    hospital = struck.hospital
    # While it happened: whether Telegram can be reached, and no word more.
    assert {line.split()[3] for line in struck.lines()} <= {"aiogram.dispatcher:"}
    hospital.clock.advance(timedelta(days=1))
    await hospital.app.tick()
    assert struck.told()
    assert_no_trace(hospital, caplog, bound)
    haystacks = everything(hospital, caplog) | {"gate": struck.log.getvalue().encode()}
    for canary in canaries:
        assert find(haystacks, writings(canary)) == [], canary


@pytest.mark.timeout(600)
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("struck", ["office"], indirect=True)
async def test_nothing_that_follows_a_tip_is_told_by_a_log_whatever_the_fault(
    struck: Struck, caplog: pytest.LogCaptureFixture, half: int
) -> None:
    hospital = struck.hospital
    inspector, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    phone = await hospital.phones.new(FIRST_NAME, user_id=TELEGRAM_ID, username=USERNAME)
    for _tip in range(len(FAULTS)):
        await bring(hospital)
    await phone.send("/tip")
    code = await hand_in(phone)
    people = await two_handlers(hospital)
    for place, faults in enumerate([*FAULTS.values()][half::2], start=1):
        struck.faults = faults
        number, other = f"2026-{place:03}", f"2026-{place + len(FAULTS) // 2:03}"
        await add(struck, phone, code)
        await merge(struck, office, other, number)
        await enter(struck, office, number)
        await arrange(struck, office, number, people)
        await enter_by_hand(struck, office)
        await bring_old(struck, office, place)
        await verify(struck, office, inspector, number)
        await forward(struck, inspector)
        await look_over(struck, office)
        await erase(struck, number)
    await assert_untold(
        struck, caplog, inspector, METADATA, FILE_NAME, code, code.replace("-", ""), TEXT, NAME
    )


async def test_no_key_read_with_changed_or_handed_over_is_told_by_a_log_whatever_the_fault(
    struck: Struck, caplog: pytest.LogCaptureFixture
) -> None:
    hospital = struck.hospital
    bound, office = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OFFICE)
    await bring(hospital)
    for faults in FAULTS.values():
        struck.faults = faults
        # What was unlocked is locked again.
        hospital.clock.advance(timedelta(minutes=11))
        await read(struck, office, "2026-001")
        await change_key(struck, office)
        await hand_over(struck, office)
    await assert_untold(struck, caplog, bound, PASSPHRASE, OWN_PASSPHRASE)
