"""Going live by README's own words, with a simulator in Telegram's place: what was typed, and what came of it."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from openpyxl import load_workbook

from bot.config import TELEGRAM
from domain.threads import in_a_thread
from simulator.phone import Phones
from simulator.remote import Remote
from simulator.server import Simulator
from storage.backups.sealed_files import open_file
from tests.going_live.readme import commands
from tests.going_live.terminal import Terminal

TOKEN = "424242:AAgoingLIVEgoingLIVEgoingLIVEgoingLIVE"
HOSPITAL = "绍兴某某医院"
ANSWERS = {"医院名称": HOSPITAL, "机器人令牌": TOKEN, "[Y/n]": "y"}
FOLDER = "var/lib/gridbot"
UNIT = "etc/systemd/system/gridbot.service"


class Ground(Protocol):
    """Where the commands are typed: a machine of their own, or a folder that stands for one."""

    @property
    def root(self) -> Path:
        """The folder that stands for /."""

    def terminal(self, answers: Mapping[str, str]) -> Terminal:
        """Return a terminal in front of it."""

    def fitted(self, command: str) -> str:
        """Return `command` with what README can't know: the address of the repository."""

    def patience_s(self, command: str) -> float:
        """Return how long `command` may take."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What the screen showed for each command, and the sheet that the invitations stand in."""

    shown: Mapping[str, str]
    link: str


async def go_live(
    ground: Ground, say: Callable[[str], object] = lambda _line: None, also: Sequence[str] = ()
) -> Lived:
    """Type every command of Going live, then have the first person invited talk to the bot that runs; then back it up.

    `also` is typed at the end. Raises FailedError at the first command that does not end well, AssertionError for what
    is not as README says.
    """
    simulator = Simulator()
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve() as base_url:
        with ground.terminal(ANSWERS) as terminal:
            shown: dict[str, str] = {}

            async def type_all(typed: Sequence[str]) -> None:
                for command in typed:
                    say(command)
                    fitted = ground.fitted(command)
                    patience = ground.patience_s(command)
                    shown[command] = await in_a_thread(terminal.types, fitted, patience)
                    if command.startswith("gridbot init"):
                        _point_at(ground.root / FOLDER / "config.toml", base_url)

            await type_all(commands("Going live"))
            link = _first_link(ground.root / FOLDER / "invites.xlsx")
            async with Phones(Remote(base_url)) as phones:
                phone = await phones.new("第一位")
                await phone.open_link(link)
                await phone.see("已绑定")
                await phone.send("/start")
                await phone.see(HOSPITAL)
            await type_all([*commands("Backup"), *also])
    _check(ground.root, shown)
    return Lived(shown, link)


def _point_at(config: Path, base_url: str) -> None:
    text = config.read_text(encoding="utf-8")
    assert (TELEGRAM in text, json.dumps(TOKEN) in text, HOSPITAL in text) == (True, True, True)
    config.write_text(text.replace(TELEGRAM, base_url), encoding="utf-8")


def _first_link(sheet: Path) -> str:
    row = load_workbook(sheet).worksheets[0][2]
    return next(str(cell.value) for cell in row if str(cell.value).startswith("https://t.me/"))


def _check(root: Path, shown: Mapping[str, str]) -> None:
    folder = root / FOLDER
    unit = dict(
        line.split("=", 1) for line in (root / UNIT).read_text(encoding="utf-8").splitlines() if "=" in line
    )
    assert unit["WorkingDirectory"].endswith(FOLDER)
    assert folder.stat().st_mode & 0o777 == 0o700
    program = unit["ExecStart"].split()[0]
    assert Path(program).exists() or (root / program.lstrip("/")).exists()
    assert any(command.startswith("useradd") and command.split()[-1] == unit["User"] for command in shown)
    said = {command: words for command, words in shown.items() if "gridbot " in command}
    assert any("✓ 运行中" in words for words in said.values()), said
    assert not [command for command, words in said.items() if "Traceback" in words or "Matplotlib" in words]
    for name in ("config.toml", "office-key.txt", "gridbot.db", "backup.age"):
        assert (folder / name).stat().st_mode & 0o077 == 0, name
    opened = folder / "opened.db"
    open_file(folder / "backup.age", opened, (folder / "office-key.txt").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(opened)) as backup:
        assert backup.execute("SELECT count(*) FROM binding").fetchone() == (1,)
