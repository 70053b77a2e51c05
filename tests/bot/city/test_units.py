import re
from pathlib import Path

import pytest

from bot.blocks.processes_block import ProcessesBlock
from bot.city.units import database_beside, read_units
from bot.config import ConfigError
from bot.webhooks.address import webhook_address
from bot.webhooks.setting import address_of, wanted_url
from tests.bot.city.two_units import FIRST, SECOND, write_two
from tests.bot.commands.typing_hand import Hand

SERVER = "http://127.0.0.1:9"


def test_without_a_unit_the_file_is_one_hospital_as_ever(hand: Hand) -> None:
    hand.settles_in()
    installation = read_units(hand.folder / "config.toml")
    (only,) = installation.units
    assert not installation.is_city
    assert (only.unit, only.folder, only.database_file) == ("", hand.folder, hand.folder / "gridbot.db")


def test_each_unit_has_its_own_and_the_rest_from_the_top(tmp_path: Path) -> None:
    top = """
[tips]
office_recipients = ["age1top"]
supervisor_recipients = ["age1above"]
keep_closed_days = 120
[forms]
folder = "forms"
[backup]
folder = "backups"
[nudges]
earliest = "09:00"
"""
    second = """folder = "elsewhere"
[unit.nudges]
latest = "20:00"
"""
    first, other = read_units(write_two(tmp_path, SERVER, second, top)).units
    assert (first.hospital.name, other.hospital.name) == ("某市第一医院", "某市第二医院")
    assert (first.token, other.token) == (FIRST, SECOND)
    assert first.database_file == tmp_path / "units/first/gridbot.db"
    assert other.database_file == tmp_path / "elsewhere/gridbot.db"
    assert first.tick_file.parent != other.tick_file.parent
    assert first.forms_folder == other.forms_folder == tmp_path / "forms"
    assert first.backup.folder == tmp_path / "backups/first"
    assert first.tips.supervisor_recipients == other.tips.supervisor_recipients == ("age1above",)
    assert other.tips.office_recipients == ()
    assert (other.nudges.earliest.hour, other.nudges.latest.hour, first.nudges.latest.hour) == (9, 20, 21)
    assert first.tips.keep_closed_days == 120


def test_where_updates_come_is_the_processs_and_who_is_meant_each_units(tmp_path: Path) -> None:
    top = """
[processes]
redis = "redis://127.0.0.1:6379/0"
[webhook]
url = "https://bot.example.cn"
listen = "127.0.0.1:8443"
certificate = "own.pem"
"""
    second = '[unit.webhook]\nsecret = "another"\nmax_connections = 7\ncertificate = "mine.pem"\n'
    installation = read_units(write_two(tmp_path, SERVER, second, top))
    first, other = installation.units
    assert installation.webhook.listen == first.webhook.listen == other.webhook.listen == "127.0.0.1:8443"
    assert first.processes == other.processes != ProcessesBlock()
    assert first.webhook.certificate == tmp_path / "own.pem"
    assert other.folder / (other.webhook.certificate or "") == tmp_path / "units/second/mine.pem"
    assert (first.webhook.max_connections, other.webhook.max_connections) == (40, 7)
    assert wanted_url(first).startswith("https://bot.example.cn/hook/")
    assert address_of(first) != address_of(other) != webhook_address(SECOND)


def test_a_units_token_may_stand_in_the_environment_or_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_two(tmp_path, SERVER)
    text = path.read_text("utf-8").replace(f'token = "{SECOND}"', 'token_file = "token.txt"')
    path.write_text(text, "utf-8")
    (tmp_path / "units/second").mkdir(parents=True)
    (tmp_path / "units/second/token.txt").write_text("44:FILE\n", "utf-8")
    monkeypatch.setenv("GRIDBOT_TOKEN", "1:ALL")
    monkeypatch.setenv("GRIDBOT_TOKEN_FIRST", "45:ENV")
    assert [unit.token for unit in read_units(path).units] == ["45:ENV", "44:FILE"]


@pytest.mark.parametrize(
    ("second", "what"),
    [
        ('code = "first"', "code"),
        (f'token = "{FIRST}"', "token"),
        ('database = "sqlite:///../first/gridbot.db"', "database"),
        ('folder = "units/first"', "database"),
        ('[unit.page]\nlisten = "127.0.0.1:8080"', "page.listen"),
        ('[unit.page]\naddress = "https://a.example.cn/"', "page.address"),
    ],
)
def test_two_units_that_share_what_is_each_ones_own_are_refused_with_the_line(
    hand: Hand, second: str, what: str
) -> None:
    path = write_two(hand.folder, SERVER)
    page = '[unit.page]\nlisten = "127.0.0.1:8080"\naddress = "https://a.example.cn"\n'
    text = path.read_text("utf-8").replace("[unit.tips]", f"{page}[unit.tips]")
    key = second.partition(" ")[0]
    head, _, tail = text.rpartition("[[unit]]")
    tail = re.sub(rf"^{key} = .*$", "", tail, flags=re.MULTILINE)
    path.write_text(f"{head}[[unit]]{tail}{second}\n", "utf-8")
    line = path.read_text("utf-8").splitlines().index("[[unit]]", 8) + 1
    ended = hand.types("doctor")
    assert ended.code == 2
    assert f"config.toml:{line}" in ended.complaint
    assert f"的 {what} 相同" in ended.complaint
    assert FIRST not in ended.complaint


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('code = "UPPER"', "须有 code"),
        ('name = "x"', "须有 code"),
        ('code = "third"\nnmae = "x"', "third: nmae"),
        ('code = "third"\n[unit.hospital]\nname = "x"', "third: hospital"),
        ('code = "third"\n[unit.tips]\nkeep_closed_days = 3', "third: tips.keep_closed_days"),
        ('code = "third"\nkind = "court"', "third: unit_kind"),
        ('code = "third"\n[unit.webhook]\nlisten = "127.0.0.1:8444"', "third: webhook.listen"),
        ('code = "third"\n[unit.webhook]\nurl = "https://b.example.cn"', "third: webhook.url"),
        ('code = "third"\nkind = "organ"\n[[unit]]\ncode = "fourth"\nkind = "organ"', "只能有一个"),
    ],
)
def test_what_is_wrong_in_a_block_is_said_with_its_line(hand: Hand, block: str, said: str) -> None:
    path = write_two(hand.folder, SERVER, f"[[unit]]\n{block}")
    complaint = hand.types("doctor").complaint
    assert said in complaint
    if "只能" not in said:
        assert f"{path.name}:{path.read_text('utf-8').splitlines().index('[[unit]]', 13) + 1}" in complaint


def test_a_unit_on_a_server_has_a_database_of_its_own_there() -> None:
    url = "postgresql+psycopg://u:p@db:5432/city?sslmode=require"
    assert database_beside(url, "sx-1") == "postgresql+psycopg://u:p@db:5432/city_sx_1?sslmode=require"
    assert database_beside("postgresql+psycopg://db", "a") == "postgresql+psycopg://db/gridbot_a"


def test_a_command_asks_which_unit_where_there_are_several(hand: Hand) -> None:
    write_two(hand.folder, SERVER)
    which, unknown = hand.types("outbox"), hand.types("outbox", "--unit", "third")
    assert (which.code, unknown.code) == (2, 2)
    assert "请用 --unit 指明是哪一家：first、second" in which.complaint
    assert "没有 third 这个单位，配置中有：first、second" in unknown.complaint
    assert "units/first" in hand.types("outbox", "--unit", "first").complaint
    assert "units/second" in hand.types("--unit", "second", "outbox").complaint
    assert "--unit CODE" in hand.types("outbox", "--help").out


def test_a_roster_comes_into_its_units_database_alone(hand: Hand) -> None:
    write_two(hand.folder, SERVER)
    assert hand.types("sample-roster", "样例.xlsx").code == 0
    assert hand.types("import-roster", "样例.xlsx", "--unit", "first").code == 0
    assert "已绑定 0 人，另有 145 人待绑定" in hand.types("doctor", "--unit", "first").out
    assert "145" not in hand.types("doctor", "--unit", "second").out


def test_units_of_one_installation_do_not_share_a_key_of_tips(tmp_path: Path) -> None:
    path = write_two(tmp_path, SERVER)
    key = re.search(r"\[(\"age1.*\")\]", path.read_text("utf-8"))
    assert key is not None
    text = path.read_text("utf-8") + f"[unit.tips]\noffice_recipients = [{key[1]}]\n"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as refused:
        read_units(path)
    assert refused.value.details["what"] == "tips.office_recipients"
