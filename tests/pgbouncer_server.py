"""pgbouncer (Debian: apt install pgbouncer), in transaction mode before a server of the tests."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

PROGRAM = Path("/usr/sbin/pgbouncer")
_SETTINGS = """\
[databases]
* = host={host} user={user}
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
query_wait_timeout = 10
logfile = {folder}/log
pidfile = {folder}/pid
"""


@contextmanager
def pgbouncer(url: str, connections: int = 3) -> Iterator[str]:
    """Give the URL by which the database at `url` is reached through it, over so many connections."""
    to = make_url(url)
    folder = Path(tempfile.mkdtemp(prefix="gridbot-pgbouncer-"))
    folder.chmod(0o777)
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        _SETTINGS.format(
            host=to.query["host"], user=to.username or "postgres", folder=folder, connections=connections
        )
    )
    # It won't run as root, and the server's folder lets in the server's user alone.
    as_user = ["-u", Path(str(to.query["host"])).owner()] if os.getuid() == 0 else []
    running = subprocess.Popen([PROGRAM, "-q", *as_user, settings], stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        until = time.monotonic() + 10
        while not (folder / ".s.PGSQL.6432").exists():
            if running.poll() is not None or time.monotonic() > until:
                raise OSError((folder / "log").read_text() if (folder / "log").exists() else "no pgbouncer")
            time.sleep(0.02)
        yield str(
            to.set(host=None, port=6432, query={"host": str(folder)}).render_as_string(hide_password=False)
        )
    finally:
        running.terminate()
        running.wait()
        shutil.rmtree(folder, ignore_errors=True)
