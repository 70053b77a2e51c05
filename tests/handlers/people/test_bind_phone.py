import hashlib
import re
from datetime import timedelta

import pytest

from simulator.phone import Phone
from storage.people.invites import CODE_BYTES
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import INSPECTOR, begin, count, on_disk, shown
from tests.harness import Hospital

OTHER = "肾内科特邀监察员"
STRANGER = "您可以在这里反映问题，不需要登录，也可以不留姓名。"
ENOUGH_BITS = 80


def code_in(link: str) -> str:
    return link.partition("start=")[2]


def wait_in(text: str) -> int:
    """Return the seconds that the bot asks to wait; 0 where it asks for none."""
    found = re.search(r"请 (\d+) 秒后再试", text)
    return int(found[1]) if found else 0


async def bound_telegram_ids(hospital: Hospital) -> set[int]:
    def work(uow: UnitOfWork) -> set[int]:
        return set(uow._connection.exec_driver_sql("SELECT telegram_id FROM binding").scalars())

    return await hospital.app.database.run(work)


async def assert_stranger(phone: Phone) -> None:
    """Assert that the phone is told nothing but what everybody is."""
    for command in ("/start", "/report", "/duties", "/help", "/digest", "/tips", "/invite", "黄", "5"):
        said = await phone.send(command)
        for secret in (INSPECTOR, "心内科", "月报", "支部", "已报"):
            assert secret not in said.text


async def test_a_link_binds_at_once_and_shows_the_persons_menu(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    menu = await phone.open_link(await hospital.link_for(INSPECTOR))
    assert menu.text.startswith(f"已绑定：{INSPECTOR}")
    assert "5月网格廉情月报  5月31日截止，还有 19 天" in menu.text
    assert ["填报"] in menu.buttons


async def test_a_link_works_once(hospital: Hospital) -> None:
    phone, second = await hospital.stranger(), await hospital.stranger()
    link = await hospital.link_for(INSPECTOR)
    await phone.open_link(link)
    assert "邀请码已使用或已过期" in (await second.open_link(link)).text
    assert STRANGER in (await second.send("/start")).text
    assert await bound_telegram_ids(hospital) == {phone.id}


async def test_a_second_tap_on_ones_own_link_is_no_fault(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    link = await hospital.link_for(INSPECTOR)
    await phone.open_link(link)
    assert "已绑定" in (await phone.open_link(link)).text


async def test_of_two_people_who_open_one_link_at_once_one_is_bound(hospital: Hospital) -> None:
    phones = [await hospital.stranger() for _phone in range(4)]
    code = code_in(await hospital.link_for(INSPECTOR))
    for phone in phones:
        await phone.send_nowait(f"/start {code}")
    said = [(await phone.see("")).text for phone in phones]
    assert sum(text.startswith("已绑定") for text in said) == 1
    assert count(hospital, "binding") == 1


@pytest.mark.parametrize(("days", "seconds", "works"), [(7, -1, True), (7, 0, False), (30, 0, False)])
async def test_a_link_works_for_seven_days(
    hospital: Hospital, days: int, seconds: int, *, works: bool
) -> None:
    phone = await hospital.stranger()
    link = await hospital.link_for(INSPECTOR)
    hospital.clock.advance(timedelta(days=days, seconds=seconds))
    said = await phone.open_link(link)
    assert said.text.startswith("已绑定" if works else "邀请码已使用或已过期")


async def test_a_wrong_code_says_so_and_each_one_more_waits_longer(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    waits = []
    for guess in range(8):
        said = await phone.send(f"/start wrong{guess}")
        assert said.text.startswith("邀请码不正确")
        refused = await phone.send("/start wrong-again")
        waits.append(wait_in(refused.text))
        hospital.clock.advance(timedelta(seconds=waits[-1]))
    assert waits == [1, 2, 4, 8, 16, 32, 42, 42]


async def test_the_right_code_has_to_wait_too_and_then_ends_the_waiting(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    link = await hospital.link_for(INSPECTOR)
    for _guess in range(3):
        await phone.send("/start wrong")
        hospital.clock.advance(timedelta(seconds=3))
    await phone.send("/start wrong")
    wait_s = wait_in((await phone.open_link(link)).text)
    assert wait_s > 0
    assert count(hospital, "binding") == 0
    hospital.clock.advance(timedelta(seconds=wait_s))
    assert "已绑定" in (await phone.open_link(link)).text
    assert "邀请码不正确" in (await phone.send("/start wrong")).text
    assert wait_in((await phone.send("/start wrong")).text) == 1


async def test_one_who_guesses_slows_down_nobody_else(hospital: Hospital) -> None:
    phone, other = await hospital.stranger(), await hospital.stranger()
    for _guess in range(2):
        await phone.send("/start wrong")
    assert "已绑定" in (await other.open_link(await hospital.link_for(INSPECTOR))).text


@pytest.mark.parametrize("code", ["<b>", "汉字", "x" * 64, "../..", "' OR 1=1 --", "start start"])
async def test_strange_codes_are_wrong_codes(hospital: Hospital, code: str) -> None:
    phone = await hospital.stranger()
    assert "邀请码不正确" in (await phone.send(f"/start {code}")).text


async def test_the_old_phone_is_a_strangers_as_soon_as_the_new_one_is_bound(hospital: Hospital) -> None:
    old = await hospital.phone_of(INSPECTOR)
    await begin(old)
    new = await hospital.stranger()
    await new.open_link(await hospital.link_for(INSPECTOR))
    assert "开始填报" not in (await shown(new)).text
    before = await old.mark()
    await hospital.app.deliver()
    notice = await old.see("另一部手机", since=before)
    assert INSPECTOR not in notice.text
    for label in ("黄", "返回"):
        toast = await old.tap(label)
        assert toast is not None
        assert "需要先绑定" in toast.text
    await assert_stranger(old)
    mark = await old.mark()
    await hospital.move_to(5, 28)
    await new.see("未完成")
    await old.quiet()
    assert await old.mark() == mark


async def test_the_draft_goes_on_on_the_new_phone(hospital: Hospital) -> None:
    old = await hospital.phone_of(INSPECTOR)
    await begin(old)
    await old.tap("红")
    new = await hospital.stranger()
    await new.open_link(await hospital.link_for(INSPECTOR))
    assert "2/9" in (await new.send("/report")).text


async def test_the_old_phone_hears_one_line_and_no_row_of_it_stays(hospital: Hospital) -> None:
    old = await hospital.phone_of(INSPECTOR)
    new = await hospital.stranger()
    await new.open_link(await hospital.link_for(INSPECTOR))
    before = len(await old.chat())
    await hospital.app.deliver()
    await hospital.app.tick()
    await old.see("另一部手机")
    assert len(await old.chat()) == before + 1
    assert count(hospital, "outbox") == 0


async def test_somebody_elses_link_on_a_bound_phone_is_refused_and_not_used_up(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    link = await hospital.link_for(OTHER)
    said = await phone.open_link(link)
    assert f"本账号已绑定为{INSPECTOR}" in said.text
    assert OTHER not in said.text
    other = await hospital.stranger()
    assert f"已绑定：{OTHER}" in (await other.open_link(link)).text


async def test_a_used_link_makes_the_persons_other_links_worthless(hospital: Hospital) -> None:
    first, second = await hospital.link_for(INSPECTOR), await hospital.link_for(INSPECTOR)
    phone, thief = await hospital.stranger(), await hospital.stranger()
    await phone.open_link(second)
    assert "已使用或已过期" in (await thief.open_link(first)).text


async def test_a_code_has_enough_random_bits_and_only_its_hash_is_stored(hospital: Hospital) -> None:
    codes = {code_in(await hospital.link_for(INSPECTOR)) for _code in range(50)}
    assert len(codes) == 50
    assert CODE_BYTES * 8 >= ENOUGH_BITS
    assert all(len(code) == 20 and re.fullmatch(r"[A-Za-z0-9_-]+", code) for code in codes)
    phone = await hospital.stranger()
    await phone.send(f"/start {next(iter(codes))}")
    disk = on_disk(hospital)
    for code in codes:
        assert code.encode() not in disk
        assert hashlib.sha256(code.encode()).digest() in disk


async def test_the_command_list_follows_the_role(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    names = {}
    for name in (INSPECTOR, "监察室主任", "党委书记", "驻组联络员"):
        phone = await hospital.phone_of(name)
        await phone.send("/help")  # answered once the commands are set
        names[name] = [command["command"] for command in await phone.commands()]
    common = ["tip", "receipt", "language", "help", "cancel"]
    assert [command["command"] for command in await stranger.commands()] == common
    assert names == {
        INSPECTOR: ["report", "duties", "leave", "registers", "polls", "grades", *common],
        "监察室主任": [
            *("digest", "tips", "documents", "invite", "holidays", "settings", "leave", "registers", "polls"),
            "campaigns",
            "grades",
            *common,
        ],
        "党委书记": ["digest", "leave", "registers", "polls", "campaigns", "grades", *common],
        "驻组联络员": ["digest", "tips", "documents", "registers", "polls", "campaigns", "grades", *common],
    }


async def test_the_old_phone_loses_the_persons_commands(hospital: Hospital) -> None:
    old = await hospital.phone_of(INSPECTOR)
    new = await hospital.stranger()
    await new.open_link(await hospital.link_for(INSPECTOR))
    await new.send("/help")
    assert "report" in str(await new.commands())
    assert "report" not in str(await old.commands())


async def test_how_to_bind_is_explained_to_a_stranger(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/start")
    await phone.tap("我是特邀监察员")
    assert "7 天内有效，只能用一次" in (await shown(phone)).text
