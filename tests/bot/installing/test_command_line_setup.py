import getpass
import os
import pty
import re
import select
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.config import read_config
from domain.threads import in_a_thread
from domain.time.clock import SystemClock
from simulator.server import Simulator
from tests.bot.commands.typing_hand import ROOT, Ended, Hand, environment, run_gridbot

TOKEN = "42:SECRETsecretSECRET"
HOSPITAL, ADDRESS = '市"第一"医院', "某市某路 1 号 驻组"
LINK = re.compile(r"https://t\.me/gridbot_test\?start=\S+")
UNPRIVILEGED = "daemon"


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Serve a Bot API whose bot is @gridbot_test; yields its address."""
    simulator = Simulator()
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve() as base_url:
        yield base_url


def options(hand: Hand, base_url: str) -> list[str]:
    hand.clock = SystemClock()  # that of the server, which doctor compares
    assert hand.types("sample-roster", "名册.xlsx").code == 0
    (hand.folder / "token").write_text(f"{TOKEN}\n", "utf-8")
    said = {"--hospital": HOSPITAL, "--letters-to": ADDRESS, "--backups": "夜间", "--roster": "名册.xlsx"}
    where = {
        "--token-file": "token",
        "--api-base-url": base_url,
        "--user": getpass.getuser(),
        "--folder": ".",
    }
    return ["setup", "--no-service", *(word for pair in (said | where).items() for word in pair)]


async def test_options_alone_set_everything_up_and_a_second_time_nothing_is_touched(hand: Hand) -> None:
    async with served() as base_url:
        typed = options(hand, base_url)
        ended = await in_a_thread(hand.types, *typed)
        files = {
            path: path.read_bytes() for path in hand.folder.iterdir() if path.suffix in (".toml", ".txt")
        }
        again = await in_a_thread(hand.types, *typed, "--hospital", "另一家医院")
    assert (ended.code, ended.err, again.code) == (0, "", 0)
    assert "✗" not in ended.out
    assert len(LINK.findall(ended.out)) == 3
    config = read_config(hand.folder / "config.toml")
    assert (config.hospital.name, config.token, config.tips.letters_to) == (HOSPITAL, TOKEN, ADDRESS)
    assert (config.backup.folder, (hand.folder / "夜间").is_dir()) == (Path("夜间"), True)
    assert "scp " in ended.out
    assert {path: path.read_bytes() for path in files} == files
    assert LINK.findall(again.out) == []
    assert TOKEN not in ended.out + again.out


async def test_a_token_that_is_refused_is_not_kept_and_what_was_done_stays(hand: Hand) -> None:
    async with served() as base_url:
        typed = options(hand, base_url)
        (hand.folder / "token").write_text("43:OTHERotherOTHER", "utf-8")
        refused = await in_a_thread(hand.types, *typed)
        assert (refused.code, "不认可此令牌" in refused.err) == (1, True)
        config, key = (
            read_config(hand.folder / "config.toml"),
            (hand.folder / "office-key.txt").read_text("utf-8"),
        )
        assert (config.token, config.hospital.name, "OTHER" in refused.err) == ("", HOSPITAL, False)
        (hand.folder / "token").write_text(TOKEN, "utf-8")
        assert (await in_a_thread(hand.types, *typed)).code == 0
    assert (hand.folder / "office-key.txt").read_text("utf-8") == key


def test_offline_it_goes_on_and_says_what_is_left(hand: Hand) -> None:
    ended = hand.types(*options(hand, "http://127.0.0.1:9"))
    assert "令牌未能核对" in ended.out
    assert "暂不能生成邀请链接" in ended.out
    assert read_config(hand.folder / "config.toml").token == TOKEN


def test_a_faulty_roster_is_said_whole_and_nothing_of_it_comes_in(hand: Hand) -> None:
    typed = options(hand, "http://127.0.0.1:9")
    Workbook().save(hand.folder / "名册.xlsx")
    ended = hand.types(*typed)
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 4
    assert (
        "roster.xlsx" in hand.types("setup", "--no-service", "--user", getpass.getuser(), "--folder", ".").out
    )


def test_an_address_too_long_is_said_and_not_written(hand: Hand) -> None:
    typed = options(hand, "http://127.0.0.1:9")
    ended = hand.types(*typed, "--letters-to", "路" * 61)
    assert (ended.code, "60" in ended.err) == (1, True)
    assert read_config(hand.folder / "config.toml").tips.letters_to == ""


async def test_at_a_terminal_it_asks_again_stops_at_ctrl_c_and_goes_on_from_there(tmp_path: Path) -> None:
    assert run_gridbot(tmp_path, "sample-roster", "名册.xlsx").code == 0
    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    async with served() as base_url:
        first = await in_a_thread(
            played, tmp_path, base_url, [HOSPITAL, "43:WRONGwrong", TOKEN, ADDRESS, "\x03"]
        )
        assert "再运行一次 gridbot setup 接着做" in first
        assert "不认可此令牌" in first
        config = read_config(tmp_path / "config.toml")
        assert (config.hospital.name, config.token, config.tips.letters_to) == (HOSPITAL, TOKEN, ADDRESS)
        second = await in_a_thread(played, tmp_path, base_url, ["-", "n", "坏.xlsx", "名册.xlsx"])
    assert second.count("花名册文件") == 2
    assert "已开启任务 4 项" in second
    assert len(LINK.findall(second)) == 3
    assert "▄" in second  # a code to scan
    assert "SECRET" not in first + second
    assert read_config(tmp_path / "config.toml").backup.folder is None


def played(folder: Path, base_url: str, typed: list[str]) -> str:
    """Type one line after the other, each when something is asked; return what the screen showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-m", "bot", "setup", "--no-service", "--user", getpass.getuser(), "--folder", "."],
        cwd=folder,
        env=environment(GRIDBOT_API_BASE_URL=base_url),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads of ours write here
    )
    os.close(theirs)
    waiting, shown, asked_at = iter(typed), "", 0
    while (read := _read(ours, shown)) != "":
        shown += read
        # Pressed in the instant between the prompt and the wait for a key, Python hears of it with the next key only.
        while shown.endswith("^C") and not select.select([ours], [], [], 1)[0]:
            os.write(ours, b"\x03")
        if re.search(r"）?: $", shown[asked_at:]) and (line := next(waiting, None)) is not None:
            asked_at = len(shown)
            os.write(ours, line.encode() if line == "\x03" else f"{line}\n".encode())
    process.wait(30)
    os.close(ours)
    return shown


def _own_terminal() -> None:
    import fcntl  # noqa: PLC0415 - in the child alone
    import termios  # noqa: PLC0415 - in the child alone

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(terminal: int, shown: str) -> str:
    assert select.select([terminal], [], [], 20)[0], shown
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:  # whoever had the other side is gone
        return ""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every account may go through; pytest's own are their maker's."""
    made = Path(tempfile.mkdtemp(prefix="gridbot-setup-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def _reached_by_others() -> bool:
    needed = [*ROOT.parents, ROOT, *Path(sys.executable).resolve().parents, *Path(sys.executable).parents]
    return all(path.stat().st_mode & stat.S_IXOTH for path in needed)


@pytest.mark.skipif(
    os.getuid() != 0 or not _reached_by_others(), reason="not root, or only root can read this program here"
)
def test_root_works_as_the_account_and_leaves_nothing_of_its_own(open_folder: Path) -> None:
    home, roster = open_folder / "home", open_folder / "roster.xlsx"
    assert run_gridbot(open_folder, "sample-roster", str(roster)).code == 0
    roster.chmod(0o600)  # root's own: nobody else reads it
    backups = open_folder / "backups"
    ended = run_gridbot(
        open_folder, "setup", "--no-service", "--user", UNPRIVILEGED, "--folder", str(home), "--roster", str(roster),
        "--backups", str(backups), GRIDBOT_API_BASE_URL="http://127.0.0.1:9", GRIDBOT_TOKEN=TOKEN,
    )  # fmt: skip
    assert "已导入" in ended.out, ended
    owners = {path.owner() for path in (home, backups, *home.rglob("*"))}
    assert owners == {UNPRIVILEGED}
    assert {path.stat().st_mode & 0o077 for path in (home, backups, *home.rglob("*"))} == {0}
    refused: Ended = run_gridbot(open_folder, "setup", "--user", UNPRIVILEGED, "--folder", str(open_folder))
    assert (refused.code, "不能写入" in refused.complaint) == (1, True)


async def test_a_mounted_secret_is_checked_and_not_written_anywhere(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served() as base_url:
        typed = options(hand, base_url)
        monkeypatch.setenv("GRIDBOT_TOKEN_FILE", str((hand.folder / "token").resolve()))
        at = typed.index("--token-file")
        ended = await in_a_thread(hand.types, *typed[:at], *typed[at + 2 :], "--listen", "127.0.0.1:9464")
    assert (ended.code, ended.err) == (0, "")
    assert TOKEN not in (hand.folder / "config.toml").read_text("utf-8")
    config = read_config(hand.folder / "config.toml")
    assert (config.token, config.watch.listen) == (TOKEN, "127.0.0.1:9464")
