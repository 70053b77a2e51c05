import os
import pty
import select
import subprocess
import sys
import tomllib
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands.set_up import filled_in
from bot.config import TOKEN_VARIABLE, example_config, read_config
from storage.database import Database
from storage.schema import WORKS_FROM, current_revision, newest_revision, upgrade
from storage.tips.sealing import open_text, recipient_of, seal_text
from tests.bot.commands.typing_hand import Hand, environment, run_gridbot
from tests.processes.next_version import NEXT, knowing_next_revision

EXAMPLE = example_config().read_text(encoding="utf-8")
FILES = ("config.toml", "office-key.txt", "gridbot.db")


def test_an_empty_folder_and_no_terminal_are_enough(tmp_path: Path) -> None:
    ended = run_gridbot(tmp_path, "init")
    assert (ended.code, ended.err) == (0, "")
    assert "office-key.txt" in ended.out
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_the_key_that_is_made_opens_what_is_sealed_with_the_configuration(hand: Hand) -> None:
    config = read_config(hand.settles_in())
    key_file = (hand.folder / "office-key.txt").read_text(encoding="utf-8")
    assert open_text(seal_text("药品回扣", config.tips.office_recipients), key_file) == "药品回扣"
    assert config.tips.office_recipients == (recipient_of(key_file),)
    assert key_file.count("AGE-SECRET-KEY-1") == 1
    assert all(line.startswith(("# ", "AGE-SECRET-KEY-1")) for line in key_file.splitlines())
    assert "AGE-SECRET-KEY" not in hand.types("doctor").out


def test_the_database_is_made_at_the_newest_revision(hand: Hand) -> None:
    database = Database(read_config(hand.settles_in()).database_url)
    assert current_revision(database) == newest_revision()
    database.close()


def test_commands_work_on_a_newer_database_where_that_says_so_and_refuse_it_where_it_does_not(
    hand: Hand,
) -> None:
    database = Database(read_config(hand.settles_in()).database_url)
    with knowing_next_revision():
        upgrade(database)
    said = hand.types("doctor").out
    assert f"! 数据库由更新版本写成（版本 {NEXT}），本程序（版本 {newest_revision()}）可继续使用" in said
    assert hand.types("outbox").code == 0
    database.write(lambda uow: uow.settings.put(WORKS_FROM, NEXT))
    refused = "数据库由更新版本的程序写成，请更新 gridbot。"
    assert f"✗ {refused}" in hand.types("doctor").out
    assert hand.types("outbox").complaint == refused
    assert current_revision(database) == NEXT
    database.close()


def test_what_exists_is_never_written_over(hand: Hand) -> None:
    hand.settles_in()
    before = {name: (hand.folder / name).read_bytes() for name in FILES}
    ended = hand.types("init")
    assert (ended.code, ended.complaint) == (1, "config.toml 已存在，未覆盖。")
    (hand.folder / "config.toml").unlink()
    assert hand.types("init").complaint == "office-key.txt 已存在，未覆盖。"
    assert not (hand.folder / "config.toml").exists()
    assert (hand.folder / "office-key.txt").read_bytes() == before["office-key.txt"]


def test_a_folder_that_does_not_exist_is_one_plain_line(hand: Hand) -> None:
    ended = hand.types("init", "--config", "nowhere/config.toml")
    assert ended.code == 1
    assert "nowhere" in ended.complaint


def test_a_token_in_the_environment_is_not_asked_for_again(hand: Hand) -> None:
    assert "GRIDBOT_TOKEN" in hand.types("init").out
    (hand.folder / "there").mkdir()
    ended = run_gridbot(hand.folder, "init", "--config", "there/config.toml", **{TOKEN_VARIABLE: "42:TEST"})
    assert ended.code == 0
    assert "GRIDBOT_TOKEN" not in ended.out


def test_at_a_terminal_hospital_and_token_are_asked_for_and_the_token_is_not_shown(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "init"],
        cwd=tmp_path,
        env=environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = _until(ours, "稍后填写）: ")
    os.write(ours, '市"第一"医院\n'.encode())
    # The blank is written when the terminal no longer shows what is typed; what came before is thrown away.
    shown += _until(ours, "稍后填写）: ")
    os.write(ours, b"42:SECRET\n")
    shown += _until(ours, "gridbot run")
    assert process.wait(30) == 0
    os.close(ours)
    config = read_config(tmp_path / "config.toml")
    assert config.hospital.name == '市"第一"医院'
    assert config.token == "42:SECRET"
    assert "SECRET" not in shown


def _until(terminal: int, text: str) -> str:
    """Read the terminal until it shows `text`."""
    shown = b""
    while text not in shown.decode("utf-8", "ignore"):
        assert select.select([terminal], [], [], 30)[0], shown
        shown += os.read(terminal, 4096)
    return shown.decode("utf-8", "ignore")


@given(st.text(), st.text())
@example("\x7f", "\x7f")
def test_whatever_is_typed_the_configuration_says_it(name: str, token: str) -> None:
    values = tomllib.loads(filled_in(EXAMPLE, name, token, "age1xyz"))
    assert values["hospital"]["name"] == (name.replace("\x7f", "") or "本院")
    assert values["telegram"]["token"] == token.replace("\x7f", "")
    assert values["tips"]["office_recipients"] == ["age1xyz"]
