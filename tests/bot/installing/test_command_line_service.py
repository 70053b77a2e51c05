import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.installing.unit import ServiceUnit
from domain.errors import RefusalError
from tests.bot.commands.typing_hand import Hand, run_gridbot

ASKED = """NoNewPrivileges=yes ProtectSystem=strict PrivateTmp=yes ProtectKernelTunables=yes ProtectKernelModules=yes
ProtectKernelLogs=yes RestrictNamespaces=yes LockPersonality=yes SystemCallFilter=@system-service CapabilityBoundingSet=
UMask=0077 LimitCORE=0 MemorySwapMax=0 Restart=always ProtectHome=yes MemoryDenyWriteExecute=yes"""
PROGRAM = ("/opt/gridbot/bin/gridbot",)
EXPOSURE = re.compile(r"Overall exposure level for gridbot\.service: ([0-9.]+)")


def settings(unit: str) -> list[str]:
    return [line for line in unit.splitlines() if "=" in line and not line.startswith("#")]


def test_a_unit_is_printed_that_writes_to_the_bots_folder_alone() -> None:
    unit = settings(ServiceUnit("bot", Path("/var/lib/gridbot"), PROGRAM).text())
    assert set(ASKED.split()) <= set(unit)
    assert {"User=bot", "ExecStart=/opt/gridbot/bin/gridbot run", "ReadWritePaths=/var/lib/gridbot"} <= set(
        unit
    )


def test_backups_elsewhere_can_be_written_and_may_be_away(tmp_path: Path, hand: Hand) -> None:
    config = hand.settles_in()
    text = config.read_text("utf-8").replace('# folder = "backups"', 'folder = "/mnt/nas/grid bot"')
    config.write_text(text, "utf-8")
    printed = settings(hand.types("service", "--user", "bot", "--folder", str(hand.folder)).out)
    assert f'ReadWritePaths={tmp_path} "-/mnt/nas/grid bot"' in printed
    assert f"WorkingDirectory={tmp_path}" in printed


@pytest.mark.parametrize("home", ["/home/it/gridbot", "/root/gridbot"])
def test_what_lies_where_people_live_is_seen_but_not_written(home: str) -> None:
    unit = ServiceUnit("bot", Path("/var/lib/gridbot"), (f"{home}/bin/gridbot",))
    assert "ProtectHome=read-only" in settings(unit.text())


def test_a_percent_sign_is_a_percent_sign_and_a_line_break_no_second_setting() -> None:
    assert "WorkingDirectory=/srv/100%%" in ServiceUnit("bot", Path("/srv/100%"), PROGRAM).text()
    with pytest.raises(RefusalError, match="setup-path-odd"):
        ServiceUnit("bot", Path("/srv/a\nUser=root"), PROGRAM).text()


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd-analyze here: nobody reads the unit"
)
def test_systemd_takes_the_unit_and_finds_little_exposed(tmp_path: Path) -> None:
    printed = run_gridbot(tmp_path, "service", "--user", "daemon", "--folder", str(tmp_path))
    assert (printed.code, printed.err) == (0, "")
    unit = tmp_path / "gridbot.service"
    unit.write_text(printed.out, "utf-8")
    assert analyze("verify", "--man=no", str(unit)) == ""
    exposed = EXPOSURE.search(analyze("security", "--offline=yes", "--no-pager", str(unit)))
    assert exposed is not None
    assert float(exposed[1]) <= 1.5


def analyze(*args: str) -> str:
    command = [str(shutil.which("systemd-analyze")), *args]
    done = subprocess.run(  # noqa: S603 - systemd's own
        command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"], "LANG": "C"}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
