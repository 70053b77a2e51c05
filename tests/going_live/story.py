"""Going live by README's own words, with a simulator in Telegram's place: what was typed, and what came of it."""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from domain.threads import in_a_thread
from domain.time.clock import SystemClock, day_in_shanghai
from reports.sheets.roster_sheet import write_roster
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phones
from simulator.remote import Remote
from simulator.server import Simulator
from storage.backups.sealed_files import open_file
from tests.going_live.readme import commands
from tests.going_live.terminal import Terminal

TOKEN = "424242:AAgoingLIVEgoingLIVEgoingLIVEgoingLIVE"
HOSPITAL = "绍兴某某医院"
ROSTER = "/root/roster.xlsx"
FOLDER = "var/lib/gridbot"
UNIT = "etc/systemd/system/gridbot.service"
LOOK = "su - gridbot -s /bin/bash -c 'gridbot doctor'"
_LINK = re.compile(r"https://t\.me/\S+")


def answers(ground: "Ground") -> dict[str, str]:
    """Return what the person of IT answers to what `gridbot setup` asks."""
    return {
        "医院名称（": HOSPITAL,
        "机器人令牌（": TOKEN,
        "信件寄到哪里": "绍兴市某路 1 号",
        "备份放在哪个文件夹": "",
        "是否开启季度当面报告": "",
        "花名册文件": ground.fitted(ROSTER),
        "[Y/n]": "y",
    }


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
    """What the screen showed for each command, and the first link that it showed."""

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
    today = day_in_shanghai(SystemClock().now())
    (ground.root / ROSTER.removeprefix("/")).write_bytes(write_roster(sample_roster(today)))
    async with simulator.serve() as base_url:
        with ground.terminal(answers(ground)) as terminal:
            shown: dict[str, str] = {}

            async def type_all(typed: Sequence[str]) -> None:
                for command in typed:
                    say(command)
                    fitted = ground.fitted(command)
                    patience = ground.patience_s(command)
                    shown[command] = await in_a_thread(terminal.types, fitted, patience)

            await in_a_thread(terminal.types, f"export GRIDBOT_API_BASE_URL={base_url}", 10)
            await type_all(commands("Going live"))
            asked = next(words for command, words in shown.items() if command.startswith("gridbot setup"))
            link = _LINK.findall(asked)[0]
            async with Phones(Remote(base_url)) as phones:
                phone = await phones.new("第一位")
                await phone.open_link(link)
                await phone.see("已绑定")
                await phone.send("/start")
                await phone.see(HOSPITAL)
            await type_all([LOOK, *commands("Backup"), *also])
    _check(ground.root, shown)
    return Lived(shown, link)


def _check(root: Path, shown: Mapping[str, str]) -> None:
    folder = root / FOLDER
    unit = dict(
        line.split("=", 1) for line in (root / UNIT).read_text(encoding="utf-8").splitlines() if "=" in line
    )
    assert unit["WorkingDirectory"].endswith(FOLDER)
    assert folder.stat().st_mode & 0o777 == 0o700
    program = unit["ExecStart"].split()[0]
    assert Path(program).exists() or (root / program.lstrip("/")).exists()
    assert unit["User"] == "gridbot"
    owner = folder.stat().st_uid
    assert {path.name: path.stat().st_uid for path in folder.rglob("*")} == dict.fromkeys(
        (path.name for path in folder.rglob("*")), owner
    )
    config = (folder / "config.toml").read_text(encoding="utf-8")
    assert (json.dumps(TOKEN) in config, HOSPITAL in config, TOKEN in "".join(shown.values())) == (
        True,
        True,
        False,
    )
    said = {command: words for command, words in shown.items() if "gridbot " in command}
    assert any("✓ 运行中" in words for words in said.values()), said
    assert not [command for command, words in said.items() if "Traceback" in words or "Matplotlib" in words]
    for name in ("config.toml", "office-key.txt", "gridbot.db", "backup.age"):
        assert (folder / name).stat().st_mode & 0o077 == 0, name
    opened = folder / "opened.db"
    open_file(folder / "backup.age", opened, (folder / "office-key.txt").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(opened)) as backup:
        assert backup.execute("SELECT count(*) FROM binding").fetchone() == (1,)
