import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.config import read_config
from domain.threads import in_a_thread
from domain.time.clock import day_in_shanghai
from simulator.server import Simulator
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import Ended, Hand
from tests.harness import MAY, USERNAME, Hospital

INSPECTOR = "心内科特邀监察员"
NAMED = '# username = "example_bot"'


@pytest.fixture
def settled(hand: Hand) -> Hand:
    """The sample hospital is imported; the bot's name is configured, so nothing is asked of a server."""
    path = hand.settles_in("42:TEST")
    text = path.read_text(encoding="utf-8")
    assert NAMED in text
    path.write_text(text.replace(NAMED, f'username = "@{USERNAME}"'), encoding="utf-8")
    hand.imports_the_sample()
    return hand


def bind_everybody(hand: Hand) -> None:
    def work(uow: UnitOfWork) -> None:
        for person in uow.people.to_invite(day_in_shanghai(MAY)):
            uow.people.bind(person.person_id, 1000 + person.person_id, "zh", MAY)

    database = Database(read_config(hand.folder / "config.toml").database_url)
    database.write(work)
    database.close()


def columns(text: str) -> int:
    """Return how wide a terminal shows `text`, in which nothing but Chinese is wide."""
    return sum(1 if character.isascii() else 2 for character in text)


def staff_number(hand: Hand, name: str) -> str:
    database = Database(read_config(hand.folder / "config.toml").database_url)
    found = database.write(lambda uow: uow.people.search(name, 1))[0]
    database.close()
    return found.staff_number


def test_everybody_with_a_role_gets_a_line_of_json_and_nothing_else_is_printed(settled: Hand) -> None:
    ended = settled.types("invites", "--json")
    assert (ended.code, ended.err) == (0, "")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert len(rows) == 145
    assert {tuple(row) for row in rows} == {("工号", "link")}
    assert len({row["link"] for row in rows}) == len(rows)
    assert all(row["link"].startswith(f"https://t.me/{USERNAME}?start=") for row in rows)
    assert ended.out.splitlines()[0].startswith('{"工号": "10001", "link": "https')


def test_the_sheet_has_a_row_and_a_code_for_each_and_only_its_owner_reads_it(settled: Hand) -> None:
    number = staff_number(settled, INSPECTOR)
    ended = settled.types("invites", "--xlsx", "邀请.xlsx", "--json", "--staff-number", number)
    path = settled.folder / "邀请.xlsx"
    sheet = load_workbook(path).worksheets[0]
    link = json.loads(ended.out)["link"]
    assert [cell.value for cell in sheet[2]][:2] == [number, INSPECTOR]
    assert link in [cell.value for cell in sheet[2]]
    assert "2026-05-18" in [str(cell.value)[:10] for cell in sheet[2]]
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_existing_sheet_is_not_overwritten_and_no_link_is_made(settled: Hand) -> None:
    (settled.folder / "邀请.xlsx").write_bytes(b"ours")
    ended = settled.types("invites", "--xlsx", "邀请.xlsx", "--json")
    assert (ended.code, ended.out) == (1, "")
    assert (settled.folder / "邀请.xlsx").read_bytes() == b"ours"


def test_without_further_wishes_there_is_a_table_with_columns_that_line_up(settled: Hand) -> None:
    ended = settled.types("invites", "--staff-number", "10001", "--staff-number", "10003")
    *rows, last = ended.out.splitlines()
    assert [row.split()[0] for row in rows] == ["10001", "10003"]
    assert len({columns(row.partition("https")[0]) for row in rows}) == 1
    assert last.startswith("共 2 人。链接 7 天内有效")


def test_nobody_to_invite_is_no_failure_and_all_are_whoever_has_no_role_too(settled: Hand) -> None:
    bind_everybody(settled)
    ended = settled.types("invites", "--json")
    assert (ended.code, ended.out) == (0, "")
    assert "没有需要邀请的人" in ended.complaint
    ended = settled.types("invites", "--json", "--all")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == 60
    worker = staff_number(settled, "心内科医疗组长")
    assert f'"工号": "{worker}"' in ended.out


def test_somebody_bound_is_not_invited_before_the_phone_is_revoked(settled: Hand) -> None:
    bind_everybody(settled)
    refused = settled.types("invites", "--staff-number", "10001")
    assert (refused.code, refused.out) == (1, "")
    assert "gridbot revoke 10001" in refused.complaint
    assert "已解除" in settled.types("revoke", "10001").out
    assert settled.types("invites", "--staff-number", "10001", "--json").code == 0
    assert "尚未绑定" in settled.types("revoke", "10001").out


@pytest.mark.parametrize("args", [["invites", "--staff-number"], ["revoke"]])
def test_a_staff_number_that_nobody_has_is_said_to_be_that(settled: Hand, args: list[str]) -> None:
    ended = settled.types(*args, "99999")
    assert (ended.code, ended.complaint) == (1, "没有工号为 99999 的人。")


def test_one_wrong_number_among_several_makes_no_link_at_all(settled: Hand) -> None:
    ended = settled.types("invites", "--json", "--staff-number", "10001", "--staff-number", "99999")
    assert (ended.code, ended.out) == (1, "")


def test_without_network_and_a_configured_name_no_link_is_made(hand: Hand) -> None:
    hand.settles_in("42:SECRET")
    hand.imports_the_sample()
    ended = hand.types("invites", "--json")
    assert (ended.code, ended.out) == (1, "")
    assert "连不上 http://127.0.0.1:9" in ended.complaint
    assert "SECRET" not in ended.complaint


def test_without_a_token_there_is_nobody_to_ask_for_the_name(hand: Hand) -> None:
    hand.settles_in()
    hand.imports_the_sample()
    ended = hand.types("invites")
    assert (ended.code, "GRIDBOT_TOKEN" in ended.complaint) == (2, True)


async def test_a_link_binds_a_phone_once_and_a_revoked_phone_is_a_strangers(hospital: Hospital) -> None:
    number = await _number_of(hospital, INSPECTOR)
    invited = await _typed(hospital, "invites", "--json", "--staff-number", number)
    link = json.loads(invited.out)["link"]
    lost = await hospital.stranger("甲")
    await lost.open_link(link)
    await lost.see(f"已绑定：{INSPECTOR}")

    assert "已解除" in (await _typed(hospital, "revoke", number)).out
    await lost.send("/start")
    await lost.see("您可以在这里反映问题")
    await lost.open_link(link)
    await lost.see("已使用或已过期")

    again = await _typed(hospital, "invites", "--json", "--staff-number", number)
    found = await hospital.stranger("乙")
    await found.open_link(json.loads(again.out)["link"])
    await found.see(f"已绑定：{INSPECTOR}")


async def test_links_made_earlier_go_on_working_until_one_is_used_and_that_is_said(
    hospital: Hospital,
) -> None:
    number = await _number_of(hospital, INSPECTOR)
    first = await _typed(hospital, "invites", "--json", "--staff-number", number)
    second = await _typed(hospital, "invites", "--json", "--staff-number", number)
    assert first.err == ""
    assert second.complaint == "其中 1 人早先的链接尚未使用，仍然有效；用过一个，其余即作废。"

    phone = await hospital.stranger("甲")
    await phone.open_link(json.loads(first.out)["link"])
    await phone.see(f"已绑定：{INSPECTOR}")
    other = await hospital.stranger("乙")
    await other.open_link(json.loads(second.out)["link"])
    await other.see("已使用或已过期")


async def test_revoking_makes_links_that_were_handed_out_worthless(hospital: Hospital) -> None:
    number = await _number_of(hospital, INSPECTOR)
    invited = await _typed(hospital, "invites", "--json", "--staff-number", number)
    await _typed(hospital, "revoke", number)
    phone = await hospital.stranger()
    await phone.open_link(json.loads(invited.out)["link"])
    await phone.see("已使用或已过期")


async def test_the_bots_name_is_asked_of_the_server_with_the_environments_token(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator = Simulator()
    simulator.add_bot("77:ENVIRONMENT", "other_bot")
    monkeypatch.setenv("GRIDBOT_TOKEN", "77:ENVIRONMENT\n")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with simulator.serve() as base_url:
        hand.settles_in("42:FILE", base_url)
        hand.imports_the_sample()
        ended = await in_a_thread(hand.types, "invites", "--json", "--staff-number", "10001")
    assert json.loads(ended.out)["link"].startswith("https://t.me/other_bot?start=")


async def _number_of(hospital: Hospital, name: str) -> str:
    found = await hospital.app.database.run(lambda uow: uow.people.search(name, 1))
    return found[0].staff_number


async def _typed(hospital: Hospital, *args: str) -> Ended:
    hand = Hand(hospital.folder, hospital.clock)
    config = str(Path(hospital.folder) / "config.toml")
    return await in_a_thread(hand.types, "--config", config, *args)
