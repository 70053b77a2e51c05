"""A PostgreSQL server of the system's, with programs of its own version: those of the package are of another."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOMES = Path("/usr/lib/postgresql")


def find_programs() -> Path | None:
    """Return the folder of the newest server's programs, None where there is none."""
    found = [home / "bin" for home in HOMES.glob("*") if (home / "bin/initdb").exists()]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@contextmanager
def installed_server(programs: Path) -> Iterator[str]:
    """Run a server in a folder of its own, without a port; give the URL of its databases "one" and "two", as `%s`."""
    # PostgreSQL won't run as root; not below pytest's own folder, which its user can't enter.
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="gridbot-installed-"))
    shutil.chown(folder, user)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        as_user = {"user": user} if os.getuid() == 0 else {}
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)  # type: ignore[call-overload]  # noqa: S603

    run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
    settings = f"-k {folder} -c listen_addresses= -c fsync=off"
    run("pg_ctl", "-D", str(data), "-o", settings, "-l", str(folder / "log"), "-w", "start")
    try:
        for name in ("one", "two"):
            run("createdb", "-h", str(folder), "-U", "postgres", name)
        yield f"postgresql+psycopg://postgres@/%s?host={folder}"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
