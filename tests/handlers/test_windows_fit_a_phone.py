"""Every window of the sample hospital fits a phone: 20 lines, 7 rows of buttons (docs/windows.md)."""

from collections.abc import Iterable

import pytest

from locales import DEFAULT_LANGUAGE
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.entries_of_every_sort import give_entries
from tests.handlers.by_hand import INSPECTOR, file_green
from tests.handlers.materials.materials_by_hand import WORDS, begin, choose_ward
from tests.handlers.materials.suggestions_by_hand import suggest
from tests.handlers.tips.tips_by_hand import OFFICE, SUPERVISOR
from tests.harness import Hospital
from tests.tips_at_every_step import FULL, PASSPHRASE, fill_register
from tests.window_crawl import Notes, Shown, Walk, crawl, crawl_group, draw_little, windows_noted

UNIT, BRANCH, COMMITTEE, HEAD = "院级特邀监察员一", "内科第一党支部特邀监察员", "党委书记", "心内科负责人"
LEADER = "分管内科副院长"
ROLES = (OFFICE, UNIT, BRANCH, INSPECTOR, SUPERVISOR, COMMITTEE, HEAD, LEADER)
FILES = r"doc-make|assess-xlsx|part:x|entry-file:|entry-paper|register-paper|entry-print:[a-z]+:y"
"""What makes a file, which takes long, and shows no window that is not shown without one."""


SPEAKING = ("zh", "en")
OF_REGISTERS = {"entry:#": 8, "entry-do:#:#:#": 8, "entry-files:#:#": 2, "entry-log:#:#": 3}
"""Entries of each register are opened, in some of their states."""
HANDLER = Walk(
    1,
    FILES,
    often={"tips:#-#": FULL, "tips-register:#-#": FULL, **OF_REGISTERS},
    typed={"tips-read:#-#": PASSPHRASE},
)
"""How whoever handles tips is walked: each tip is opened, as each has come to another step."""


async def set_up(hospital: Hospital, notes: Notes) -> None:
    """Have something of every kind there, and letters of it on the phones."""
    notes.act = "set-up"
    for name in ROLES:
        await hospital.phone_of(name)
    await file_green(await hospital.phone_of("肾内科特邀监察员"))
    await fill_register(hospital)
    for number in range(6):
        await suggest(hospital, f"{WORDS}{number}")
    await give_entries(hospital, OFFICE, HEAD, LEADER)
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


def let_speak(uow: UnitOfWork, phones: Iterable[Phone], language: str) -> None:
    """Have the bot speak `language` to everybody who is bound."""
    for phone in phones:
        bound = uow.people.find_bound_name(phone.id)
        assert bound is not None
        uow.people.set_language(bound[0], language)


async def stranger_who_hears(hospital: Hospital, language: str) -> Phone:
    """Return the phone of somebody who is not bound, to whom the bot speaks `language`."""
    phone = await hospital.stranger()
    if language != DEFAULT_LANGUAGE:
        await phone.send("/language")
    return phone


async def walk_groups(hospital: Hospital, stranger: Phone, notes: Notes) -> None:
    """Ask in a group as whoever is there, before and after level 1 has it receive digests."""
    office, committee = hospital.bound[OFFICE], hospital.bound[COMMITTEE]
    group = await hospital.phones.new_group("党委群", [office, committee, stranger])
    for phone in (stranger, committee, office, stranger, committee, office):
        await crawl_group(hospital, phone, group, notes)


def is_calendar(shown: Shown) -> bool:
    """Tell whether a month stands below a window, which has more rows of small buttons (docs/windows.md)."""
    return any(button["text"] == "«" for row in shown.rows for button in row)


@pytest.mark.timeout(300)  # a quarter of a minute on a quiet core
@pytest.mark.parametrize("language", SPEAKING)
async def test_every_window_fits_a_phone(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    for name in ("lights_png", "lights_png_outside", "trends_png"):
        monkeypatch.setattr(f"windows.digests.windows.{name}", lambda *_args, **_more: b"")
    draw_little(monkeypatch)
    with windows_noted(monkeypatch) as notes:
        await set_up(hospital, notes)
        await hospital.app.database.run(lambda uow: let_speak(uow, hospital.bound.values(), language))
        notes.act = "letters in time"
        await hospital.move_to(6, 28)
        await hospital.app.deliver()
        for name in ROLES:
            walk = HANDLER if name in (OFFICE, SUPERVISOR) else Walk(1, FILES, often=OF_REGISTERS)
            await crawl(hospital, hospital.bound[name], notes, walk)
        stranger = await stranger_who_hears(hospital, language)
        await crawl(hospital, stranger, notes, Walk(1))
        await walk_groups(hospital, stranger, notes)
        notes.act = "letters when late"
        await hospital.move_to(7, 3)
        await hospital.app.deliver()
    too_high = {
        (shown.after, shown.lines, len(shown.rows), shown.html[:40])
        for shown in notes.shown
        if shown.too_high and not is_calendar(shown)
    }
    assert sorted(too_high) == []
    assert "update failed" not in caplog.text, "a window that could not be made was measured by nobody"
    assert len({shown.after for shown in notes.shown}) > 150
