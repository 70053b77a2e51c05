"""The systemd unit that runs the bot and lets it do nothing else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.errors import RefusalError

HOMES = tuple(map(Path, ("/home", "/root", "/run/user")))
_ODD = re.compile(r"""[\x00-\x1f\x7f"'\\]""")

# What a line is for stands above it, since whoever reads the unit may never see this program's source.
_UNIT = """\
# Written by `gridbot service`. To change something: systemctl edit gridbot
[Unit]
Description=gridbot
Wants=network-online.target
After=network-online.target postgresql.service
# However long the network or the database is away, it goes on trying.
StartLimitIntervalSec=0

[Service]
User=@USER@
WorkingDirectory=@FOLDER@
ExecStart=@PROGRAM@ run
Environment=HOME=@FOLDER@
# A process that hangs ends itself with exit code 70, and is started anew.
Restart=always
RestartSec=5

# Nothing on this machine can be written but these.
ProtectSystem=strict
ReadWritePaths=@WRITABLE@
ProtectHome=@HOME@
PrivateTmp=yes
UMask=0077

# What people write is in memory while it is sealed: it must not get to the disk with a core dump or as swap.
LimitCORE=0
MemorySwapMax=0

NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
PrivateDevices=yes
PrivateUsers=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=yes
KeyringMode=private
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
"""


@dataclass(frozen=True, slots=True)
class ServiceUnit:
    """Who runs what, where; `writable` are absolute folders besides `folder` that the bot writes to."""

    user: str
    folder: Path
    program: tuple[str, ...]
    writable: tuple[Path, ...] = ()

    def text(self) -> str:
        """Return the unit. Raises RefusalError (setup-path-odd) for a path that can't stand in one."""
        paths = [f"-{path}" for path in self.writable if not path.is_relative_to(self.folder)]
        values = {
            "USER": self.user,
            "FOLDER": _escaped(str(self.folder)),
            "PROGRAM": _listed(self.program),
            # "-": a disk that is not there keeps the backup from being made, not the bot from running.
            "WRITABLE": _listed([str(self.folder), *paths]),
            "HOME": "read-only" if self._is_at_home() else "yes",
        }
        return re.sub(r"@([A-Z]+)@", lambda found: values[found[1]], _UNIT)

    def _is_at_home(self) -> bool:
        """Whether something that the bot needs lies where people live: then homes can be read, not hidden."""
        needed = (self.folder, *self.writable, *(Path(part) for part in self.program if part.startswith("/")))
        return any(path.is_relative_to(home) for path in needed for home in HOMES)


def _listed(parts: Iterable[str]) -> str:
    return " ".join(f'"{_escaped(part)}"' if " " in part else _escaped(part) for part in parts)


def _escaped(text: str) -> str:
    if _ODD.search(text):
        raise RefusalError("setup-path-odd", path=repr(text))
    return text.replace("%", "%%")
