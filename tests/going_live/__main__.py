"""Type what README says on a bare Debian, made by debootstrap for this alone: `python -m tests.going_live`, as root."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.going_live.grounds import BareDebian
from tests.going_live.story import UNIT, go_live

_NEEDED = ("debootstrap", "unshare", "setsid", "git")
_NOT_TRIED = 3
_DEMO = "cd /tmp && gridbot demo --play >demo.txt || { tail -n 20 demo.txt; false; }"
_BEGUN = time.monotonic()
_SUITE, _MIRROR = "bookworm", "http://deb.debian.org/debian"


def main() -> int:
    """Return 0 where everything came out as README says, 3 where it can't be tried; raises what was otherwise."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing or os.getuid() != 0:
        _say(f"README's Going live was not tried on a bare Debian: not root, or no {', '.join(missing)} here")
        return _NOT_TRIED
    with tempfile.TemporaryDirectory(prefix="bare-debian-") as folder:
        root = Path(folder, "root")
        _say(f"a bare Debian {_SUITE}")
        _run("debootstrap", "--variant=minbase", _SUITE, str(root), _MIRROR)
        ground = BareDebian(root)
        ground.furnish(Path.home() / ".cache/pip")
        asyncio.run(go_live(ground, lambda command: _say(f"# {command}"), [_DEMO]))
        _verify_unit(root)
    _say("a person invited by README's own words was answered by the bot that they start")
    return 0


def _verify_unit(root: Path) -> None:
    """Have systemd read the unit, and check that what it starts is there for the account that it names."""
    unit = (root / UNIT).read_text(encoding="utf-8")
    account = next(line.partition("=")[2] for line in unit.splitlines() if line.startswith("User="))
    passwd = (root / "etc/passwd").read_text(encoding="utf-8")
    assert f"\n{account}:" in passwd
    if shutil.which("systemd-analyze") is None:
        return
    command = ("systemd-analyze", "verify", "--man=no", str(root / UNIT))
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    # The program lies below the other root, not here.
    faults = [
        line for line in checked.stderr.splitlines() if "gridbot" in line and "not executable" not in line
    ]
    assert not faults, checked.stderr


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{time.monotonic() - _BEGUN:4.0f} s  {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
