"""The machine: the account that the bot runs as, its folder, and systemd. Root makes them, and works as it."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.errors import RefusalError

UNIT_FILE = Path("/etc/systemd/system/gridbot.service")
_READ_BY_ALL = 0o644


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the system, by its numbers."""

    name: str
    uid: int
    gid: int


def is_root() -> bool:
    """Tell whether accounts can be made here."""
    return os.geteuid() == 0


def find_account(name: str) -> Account | None:
    """Return the account called `name`, or None."""
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, found.pw_uid, found.pw_gid)


def make_account(name: str, home: Path) -> Account:
    """Make an account that nobody logs in to. Raises RefusalError (setup-no-account) with what the system said."""
    shell = shutil.which("nologin") or "/usr/sbin/nologin"
    made = _run(
        "useradd",
        "--system",
        "--user-group",
        "--home-dir",
        str(home),
        "--no-create-home",
        "--shell",
        shell,
        name,
    )
    account = find_account(name)
    if account is None:
        raise RefusalError("setup-no-account", user=name, reason=made)
    return account


def make_folder(folder: Path, account: Account) -> None:
    """Make `folder` for `account` alone; one that is there is left, and must be the account's.

    Raises RefusalError: setup-folder-of-other, setup-no-folder with what the system said.
    """
    if not folder.exists():
        said = _run("install", "-d", "-m", "700", "-o", account.name, "-g", str(account.gid), str(folder))
        if not folder.is_dir():
            raise RefusalError("setup-no-folder", path=str(folder), reason=said)
    if folder.stat().st_uid != account.uid:
        raise RefusalError("setup-folder-of-other", path=str(folder), user=account.name)


@contextmanager
def acting_as(account: Account | None, home: Path) -> Iterator[None]:
    """Have root work as `account` for the length of the block: what is made is the account's; None: as oneself."""
    if account is None or account.uid == os.geteuid():
        yield
        return
    groups, home_before = os.getgroups(), os.environ.get("HOME", "/")
    os.setgroups(os.getgrouplist(account.name, account.gid))
    os.setegid(account.gid)
    os.seteuid(account.uid)
    os.environ["HOME"] = str(home)
    try:
        yield
    finally:
        os.environ["HOME"] = home_before
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@contextmanager
def acting_as_root() -> Iterator[None]:
    """Have whoever was root before act as root again for the length of the block; others stay who they are."""
    uid, gid = os.geteuid(), os.getegid()
    if os.getuid() != 0 or uid == 0:
        yield
        return
    os.seteuid(0)
    os.setegid(0)
    try:
        yield
    finally:
        os.setegid(gid)
        os.seteuid(uid)


def check_within_reach(program: tuple[str, ...]) -> None:
    """Raise RefusalError (setup-program-out-of-reach) where whoever acts can't start the program, as in /root."""
    needed = [path for part in program if (path := Path(part)).is_absolute()]
    for path in (*needed, Path(__file__)):
        mode = os.R_OK if path == Path(__file__) else os.X_OK
        if not os.access(path, mode, effective_ids=os.access in os.supports_effective_ids):
            raise RefusalError("setup-program-out-of-reach", path=str(path))


def has_systemd() -> bool:
    """Tell whether services are systemd's here."""
    return shutil.which("systemctl") is not None and UNIT_FILE.parent.is_dir()


def write_unit(text: str) -> bool:
    """Write the unit, for all to read, and have systemd read it; False where there is another one, which stays."""
    try:
        descriptor = os.open(UNIT_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        return UNIT_FILE.read_text(encoding="utf-8") == text
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, _READ_BY_ALL)
        file.write(text)
    _run("systemctl", "daemon-reload")
    return True


def _run(*command: str) -> str:
    """Run a tool of the system; return what it said, in one line, or that there is none of it."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, our own words
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    return " ".join((done.stderr + done.stdout).split()) or f"{command[0]}: {done.returncode}"
