"""What another process has set counts here from the next piece of work on; where there is none, nobody asks."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from reminders.delivery.worded_letters import read_letters
from reminders.desk import Desk
from storage.database import Database
from storage.delivery.letters import Passing
from storage.own_texts.own_texts import FORM, OwnText
from storage.setting_changes import SettingChange
from storage.settings import Settings
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, open_desk
from tests.harness import Hospital
from usecases.live_duties import LiveDuties
from usecases.live_facts import PREFIX, Fact
from usecases.site import LiveVersion, Site

OWN_FORM = (Path(__file__).parents[2] / "forms" / "monthly_report.toml").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


def beside_others(site: Site) -> Site:
    """Return the site as one of several processes has it, read a moment ago."""
    found = replace(site, has_others=True, version=LiveVersion())
    found.database.write(found.look)
    return found


def name_it(uow: UnitOfWork, name: str) -> None:
    """Give the hospital another name, as a process does."""
    uow.settings.put(f"{PREFIX}{Fact.NAME}", name)
    uow.setting_changes.add(SettingChange(0, "", f"{PREFIX}{Fact.NAME}", "", name, None, MAY))


def test_each_change_is_seen_once_by_who_has_others_and_by_nobody_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = beside_others(desk.site)
    read: list[str] = []
    asked: list[str] = []
    read_settings, live_version = Site.read_settings, Settings.live_version

    def reading(self: Site, uow: UnitOfWork) -> None:
        read.append("settings")
        read_settings(self, uow)

    def asking(self: Settings) -> int:
        asked.append("version")
        return live_version(self)

    monkeypatch.setattr(Site, "read_settings", reading)
    monkeypatch.setattr(Settings, "live_version", asking)
    for change, name in enumerate(("甲医院", "乙医院"), start=1):
        desk.database.write(partial(name_it, name=name))
        for _ in range(2):
            desk.database.write(site.look)
        assert (site.facts[Fact.NAME], len(read)) == (name, change)
    before = len(asked)
    desk.database.write(desk.site.look)
    desk.database.write(desk.site.foresee)
    assert len(asked) == before


def test_duties_and_texts_of_another_process_are_seen_too(desk: Desk) -> None:
    site = beside_others(desk.site)
    text = OWN_FORM.replace('id = "monthly_report"', 'id = "own_report"')
    assert "own_report" not in site.forms
    desk.database.write(lambda uow: uow.own_texts.add(OwnText(FORM, "own_report", 1, text, None, MAY)))
    desk.database.write(site.look)
    assert "own_report" in site.forms
    (last,) = [own.id for own in desk.database.write(lambda uow: uow.own_texts.all())]
    desk.database.write(lambda uow: uow.own_texts.remove(last))
    desk.database.write(site.look)
    assert "own_report" not in site.forms


def test_what_a_newer_version_has_set_in_a_way_of_its_own_changes_nothing_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = beside_others(desk.site)
    before = dict(site.duties)

    def unreadable(_self: LiveDuties, _uow: UnitOfWork) -> None:
        raise ValueError("extra inputs are not permitted")

    monkeypatch.setattr(LiveDuties, "read", unreadable)
    desk.database.write(lambda uow: name_it(uow, "甲医院"))
    with pytest.raises(ValueError, match="extra"):
        desk.database.write(site.look)
    site.newer.see(lives=True)
    desk.database.write(lambda uow: name_it(uow, "乙医院"))
    desk.database.write(site.look)
    assert dict(site.duties) == before


def test_a_letter_is_put_into_words_from_what_is_set_by_now(desk: Desk) -> None:
    here = replace(desk, site=beside_others(desk.site))
    desk.database.write(lambda uow: name_it(uow, "甲医院"))
    here.database.write(lambda uow: read_letters(uow, here, 1, Passing(), urgent_only=False))
    assert here.facts[Fact.NAME] == "甲医院"


async def test_a_conversation_goes_by_what_was_set_elsewhere_a_moment_ago(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    site = hospital.app.house.site
    object.__setattr__(site, "has_others", True)
    elsewhere = Database(hospital.config.database_url)
    await asyncio.to_thread(elsewhere.write, lambda uow: name_it(uow, "绍兴另一医院"))  # noqa: TID251
    await phone.send("/start")
    await phone.see("绍兴另一医院")
    elsewhere.close()
