"""Every window of the sample hospital fits a phone: 20 lines, 7 rows of buttons (docs/windows.md)."""

import pytest

from simulator.phone import Phone
from tests.handlers.by_hand import INSPECTOR, file_green
from tests.handlers.materials.materials_by_hand import WORDS, begin, choose_ward
from tests.handlers.materials.suggestions_by_hand import suggest
from tests.handlers.tips.facts_by_hand import ask
from tests.handlers.tips.tips_by_hand import OFFICE, SUPERVISOR, bring
from tests.harness import Hospital
from tests.window_crawl import Notes, crawl, windows_noted

UNIT, BRANCH, COMMITTEE, HEAD = "院级特邀监察员一", "内科第一党支部特邀监察员", "党委书记", "心内科负责人"
ROLES = (OFFICE, UNIT, BRANCH, INSPECTOR, SUPERVISOR, COMMITTEE, HEAD)
FILES = r"doc-make|assess-xlsx|part:x"
"""What makes a file, which takes long, and shows no window that is not shown without one."""


async def set_up(hospital: Hospital, notes: Notes) -> None:
    """Have something of every kind there, and letters of it on the phones."""
    notes.act = "set-up"
    for name in ROLES:
        await hospital.phone_of(name)
    await file_green(await hospital.phone_of("肾内科特邀监察员"))
    await bring(hospital, files=1)
    await ask(hospital)
    for _number in range(6):
        await bring(hospital)
    for number in range(6):
        await suggest(hospital, f"{WORDS}{number}")
    await compose(hospital)


async def compose(hospital: Hospital) -> Phone:
    """Put study material together as far as the choice of grids, and send it."""
    office = await begin(hospital)
    await office.send(WORDS)
    await choose_ward(office, "心内科")
    await office.tap("下一步：阅读期限")
    await office.tap("3 天内")
    await office.tap("发送给")
    return office


async def test_every_window_fits_a_phone(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lights_png", "lights_png_outside", "trends_png"):
        monkeypatch.setattr(f"reports.digest_windows.{name}", lambda *_args, **_more: b"")
    with windows_noted(monkeypatch) as notes:
        await set_up(hospital, notes)
        notes.act = "letters in time"
        await hospital.move_to(6, 28)
        await hospital.app.deliver()
        for name in ROLES:
            await crawl(hospital, hospital.bound[name], notes, 1, FILES)
        await crawl(hospital, await hospital.stranger(), notes, 1)
        notes.act = "letters when late"
        await hospital.move_to(7, 3)
        await hospital.app.deliver()
    too_high = {
        (shown.after, shown.lines, len(shown.rows), shown.html[:40])
        for shown in notes.shown
        if shown.too_high
    }
    assert sorted(too_high) == []
    assert len({shown.after for shown in notes.shown}) > 100
