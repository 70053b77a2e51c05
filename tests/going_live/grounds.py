"""Where README is tried: on a bare Debian below a folder (as root), or in an empty environment with stand-ins."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.going_live.readme import ROOT
from tests.going_live.terminal import Terminal

SBIN: Final = "usr/local/sbin"
_SYSTEMCTL: Final = """#!/bin/sh
# Stands for systemd: starts the unit's program as its user, in its folder, with hardly any environment.
[ "$*" = "enable --now gridbot" ] || exit 1
value() { sed -n "s|^$1=||p" "@/etc/systemd/system/gridbot.service"; }
cd "$(value WorkingDirectory)" || exit 1
log=@/bot.log
runuser -u "$(value User)" -- env -i PATH=/usr/bin:/bin HOME="$(value WorkingDirectory)" \\
    setsid $(value ExecStart) >"$log" 2>&1 </dev/null &
echo $! >@/bot.pid
for _ in $(seq 900); do # people type the next line later than a script does
    grep -q 已启动 "$log" && exit 0
    sleep 0.1
done
cat "$log"
exit 1
"""
_LOADING_S: Final = 120
_OF_THE_NETWORK: Final = {
    "/etc/resolv.conf": "etc/resolv.conf",
    "/etc/hosts": "etc/hosts",
    "/etc/ssl/certs/ca-certificates.crt": "srv/certificates",
}
"""What the network here wants, and where it lies there: what a machine of one's own has from whoever set it up."""


@dataclass(frozen=True, slots=True)
class BareDebian:
    """A Debian below `root`, made by debootstrap; commands run in it as root, processes and mounts apart."""

    root: Path

    def furnish(self, pip_cache: Path) -> None:
        """Lay what a machine has that README can't bring: this repository, the names of hosts, systemd's part."""
        for source, target in _OF_THE_NETWORK.items():
            if Path(source).exists():
                shutil.copyfile(source, self.root / target)
        _run("git", "clone", "-q", "--bare", str(ROOT), str(self.root / "srv/gridbot.git"))
        (self.root / "srv/pip").mkdir()
        pip_cache.mkdir(parents=True, exist_ok=True)
        (self.root / "srv/pip-cache-of").write_text(str(pip_cache), encoding="utf-8")
        _write_script(self.root / SBIN / "systemctl", _SYSTEMCTL.replace("@", ""))

    def terminal(self, answers: Mapping[str, str]) -> Terminal:
        """Return root's terminal there."""
        root = str(self.root)
        cache = (self.root / "srv/pip-cache-of").read_text(encoding="utf-8")
        enter = (
            'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount --bind "$2" "$1/srv/pip"'
            ' && cd / && exec chroot "$1" /bin/bash --norc'
        )
        apart = (
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            enter,
            "sh",
            root,
            cache,
        )
        kept = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
        environment = {
            **kept,
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "TERM": "dumb",
            "PS1": "# ",
            "PIP_CACHE_DIR": "/srv/pip",
            "PIP_CERT": "/srv/certificates",
        }
        return Terminal(apart, environment, answers)

    def fitted(self, command: str) -> str:
        """Put the address of the repository in its place."""
        return command.replace("ADDRESS", "/srv/gridbot.git")

    def patience_s(self, command: str) -> float:
        """Downloads take minutes, all else seconds."""
        return 600 if re.match(r"apt |git ", command) else _LOADING_S


@dataclass(frozen=True, slots=True)
class EmptyEnvironment:
    """A folder that stands for /: no variables, bare tools, and stand-ins for what only a machine of its own can do."""

    root: Path

    def furnish(self) -> None:
        """Write the stand-ins; the program is that of this checkout."""
        for name in ("etc/systemd/system", "usr/local/bin", "var/lib", "root", "accounts", SBIN):
            (self.root / name).mkdir(parents=True)
        program = (
            f'#!/bin/sh\nexport PYTHONPATH="{ROOT}"\n'
            f'exec "{sys.executable}" -m tests.going_live.standing_in "{self.root}" "$@"\n'
        )
        bash = "exec bash --norc --noprofile"
        scripts = {
            "apt": "",
            "make": f'[ "$3" = install ] && cp "{self.root}/program" "{self.root}/usr/local/bin/gridbot"',
            "useradd": f'for name in "$@"; do :; done; touch "{self.root}/accounts/$name"',
            "git": 'mkdir "$3"',
            "install": 'for folder in "$@"; do :; done; mkdir -m 700 "$folder"',
            "su": f'cd "{self.root}/var/lib/gridbot" && [ "$5" = -c ] && {bash} -c "$6"; {bash}',
            "runuser": 'shift 3; exec "$@"',
            "systemctl": _SYSTEMCTL.replace("@", str(self.root)).removeprefix("#!/bin/sh\n"),
        }
        _write_script(self.root / "program", program)
        for name, script in scripts.items():
            _write_script(self.root / SBIN / name, f"#!/bin/sh\n{script}\n")

    def terminal(self, answers: Mapping[str, str]) -> Terminal:
        """Return a terminal with nothing in its environment but where the tools are."""
        path = f"{self.root / SBIN}:{self.root}/usr/local/bin:/usr/bin:/bin"
        environment = {"PATH": path, "HOME": str(self.root), "TERM": "dumb", "PS1": "# "}
        shell = ("sh", "-c", 'cd "$1" && exec bash --norc --noprofile', "sh", str(self.root))
        return Terminal(shell, environment, answers)

    def fitted(self, command: str) -> str:
        """Put the folder before the paths that a machine of its own would have."""
        return re.sub(r"(?<![\w/])/(?=var/lib|root/|usr/local|etc/systemd)", f"{self.root}/", command)

    def patience_s(self, command: str) -> float:
        """Nothing is downloaded here."""
        del command
        return _LOADING_S

    def end(self) -> None:
        """End the bot that the stand-in for systemd started."""
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((self.root / "bot.pid").read_text(encoding="ascii")), signal.SIGTERM)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - our own


def _write_script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
