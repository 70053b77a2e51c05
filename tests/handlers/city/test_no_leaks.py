"""Two hospitals and the organ in one installation: nothing of the first is answered by the second, or by the organ.

Everything that the first hospital's windows offer, and of every button one that is made up, is pressed at the second's
bot by everybody of the first, as strangers there and as people who hold a post in both. What is looked for in the
answers is every text that the first hospital's database has and neither of the others.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.materials.materials import Content, MaterialKind
from storage.materials.materials import NewMaterial
from storage.materials.suggestions import NewSuggestion
from storage.unit_of_work import UnitOfWork
from tests.city_stage import FIRST, NAMES, ORGAN, SECOND, City, open_city
from tests.fed import Answered, Fed
from tests.handlers.test_forged_acts import (
    COMMANDS,
    COMMISSIONER,
    MAKING,
    ROLES,
    STRANGER,
    SUPERVISOR,
    WARD,
    act_of,
    buttons,
    look_around,
    made_up,
    set_up,
    stored,
)
from tests.handlers.tips.test_submit_tip import READER, submit
from tests.handlers.tips.tips_by_hand import OFFICE, day
from tests.harness import Hospital

LONG = 6
"""Shorter texts are words of the program as well; so are those of letters alone up to KEYS."""
KEYS = 24
CANARY = "金丝雀只在第一医院"
LOOKING = (OFFICE, WARD, COMMISSIONER, SUPERVISOR)


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    async with open_city(tmp_path) as opened:
        yield opened


def texts_of(hospital: Hospital) -> set[str]:
    """Return every text in a hospital's database that is long enough to be known again."""
    values = {value for rows in stored(hospital).values() for row in rows for value in row}
    texts = {value for value in values if isinstance(value, str)}
    return {text for text in texts if len(text) >= (KEYS if text.isascii() else LONG)}


def canaries(city: City) -> set[str]:
    """Return what is in the first hospital's database and in no other."""
    return texts_of(city[FIRST]) - texts_of(city[SECOND]) - texts_of(city[ORGAN]) - set(NAMES.values())


def plant(uow: UnitOfWork, fed: Fed, hospital: Hospital) -> None:
    """Have texts in the first hospital that are nowhere else."""
    office, ward = fed.person(uow, OFFICE), fed.person(uow, WARD)
    now = hospital.clock.now()
    sent = NewMaterial("1", MaterialKind.STUDY, Content(f"{CANARY}的资料"), None, office, now)
    grid = next(there.code for there in uow.rosters.tree() if WARD.startswith(there.name))
    uow.materials.add(sent, {ward: grid})
    uow.suggestions.add(NewSuggestion(grid, ward, f"{CANARY}的建议", now))


def leaks(answered: Iterable[Answered], secrets: set[str]) -> list[str]:
    """Return what of `secrets` is in the answers."""
    said = ["\n".join((each.toast, each.text, *each.buttons)) for each in answered]
    return [secret for secret in secrets if any(secret in words for words in said)]


async def tries(fed: Fed, name: str, every: list[str]) -> list[Answered]:
    """Have somebody press and send all of these."""
    return [await (fed.send if act_of(data) in COMMANDS else fed.press)(name, data) for data in every]


@dataclass(frozen=True)
class Played:
    """Three bots, to which everybody has the same account; what the first offers, and what it alone has."""

    first: Fed
    second: Fed
    organ: Fed
    every: list[str]
    secrets: set[str]


async def play(city: City) -> Played:
    """Have everything under way in the first hospital, and look at what its windows offer."""
    first, second, above = (Fed(city[code]) for code in (FIRST, SECOND, ORGAN))
    second._ids = above._ids = first._ids
    await set_up(city[FIRST], first)
    await city[FIRST].app.database.run(lambda uow: plant(uow, first, city[FIRST]))
    known = set().union(*[await look_around(first, name) for name in LOOKING])
    every = [*one_of_each([*sorted(known, reverse=True), *made_up(day(city[FIRST]), 1)]), *COMMANDS]
    assert {data.partition(":")[0] for data, _more in buttons()} <= {data.partition(":")[0] for data in every}
    secrets = canaries(city)
    assert {f"{CANARY}的资料", f"{CANARY}的建议"} <= secrets
    return Played(first, second, above, every, secrets)


def one_of_each(offered: list[str]) -> list[str]:
    """Return one of each act: what a window showed, else what is made up."""
    return list({act_of(data): data for data in reversed(offered)}.values())


async def check_strangers_from_one_hospital_are_strangers_to_another(city: City, played: Played) -> None:
    before = stored(city[FIRST]), stored(city[SECOND])
    for name in ROLES:
        assert leaks(await tries(played.second, name, played.every), played.secrets) == [], name
    assert (stored(city[FIRST]), stored(city[SECOND])) == before


async def check_nothing_but_aggregates_comes_out_at_the_organ(city: City, played: Played) -> None:
    before = stored(city[FIRST])
    await played.organ.bind(SUPERVISOR)
    assert {"city-of:first", "city-compare"} <= set((await played.organ.press(SUPERVISOR, "city")).buttons)
    every = [data for data in played.every if act_of(data) not in MAKING]
    for name in (SUPERVISOR, OFFICE):
        ways = ["city-of:first", "city:0", "city-compare:0", *every]
        assert leaks(await tries(played.organ, name, ways), played.secrets) == [], name
    assert stored(city[FIRST]) == before


async def check_who_holds_posts_in_two_hospitals_is_answered_by_each_about_its_own(
    city: City, played: Played
) -> None:
    before = stored(city[FIRST])
    # Whoever holds a post may have papers drawn, of which nobody here reads a word.
    every = [data for data in played.every if act_of(data) not in MAKING]
    for name in ROLES:
        if name != STRANGER:
            await played.second.bind(name)
    for name in ROLES:
        assert leaks(await tries(played.second, name, every), played.secrets) == [], name
    assert stored(city[FIRST]) == before


@pytest.mark.slow
@pytest.mark.timeout(300)  # three times everybody tries every button
async def test_nothing_of_one_hospital_is_answered_by_another_or_by_the_organ(city: City) -> None:
    """One test, so that the first hospital is played once; each check leaves it as it was."""
    played = await play(city)
    await check_strangers_from_one_hospital_are_strangers_to_another(city, played)
    await check_nothing_but_aggregates_comes_out_at_the_organ(city, played)
    await check_who_holds_posts_in_two_hospitals_is_answered_by_each_about_its_own(city, played)


async def test_a_receipt_of_one_hospital_opens_nothing_in_another(city: City) -> None:
    phone = await city[FIRST].stranger()
    code = await submit(phone, "内容")
    elsewhere = await city[SECOND].stranger("别人", phone.id + 1000)
    await elsewhere.send(f"/receipt {code}")
    await elsewhere.see("没有查到这个回执码")
    at_home = await city[FIRST].stranger("别人", phone.id + 2000)
    await at_home.send(f"/receipt {code}")
    await at_home.see("状态：已收到")
    salts = {
        code: city[code].app.database.write(lambda uow: uow.settings.find("receipt_salt")) for code in NAMES
    }
    assert len(set(salts.values())) == len(NAMES)


async def test_numbers_and_chains_of_two_hospitals_know_nothing_of_each_other(city: City) -> None:
    for code, count in ((FIRST, 2), (SECOND, 1)):
        for number in range(1, count + 1):
            await submit(await city[code].stranger(), "内容")
            found = await city[code].app.database.run(lambda uow: uow.tips.latest(READER, 9))
            assert sorted(tip.number for tip in found) == [f"2026-{n:03}" for n in range(1, number + 1)]
    for code in (FIRST, SECOND):
        assert await city[code].app.database.run(lambda uow: uow.audit.verify()) == []
