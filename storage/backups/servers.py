"""A PostgreSQL database copied and put back by the server's own programs: pg_dump, pg_restore, psql."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from domain.errors import RefusalError
from storage.tables import metadata

DUMP_BEGINS = b"PGDMP"
_REASON_LENGTH = 300
_REVISION = re.compile(r"^COPY [^\n]*alembic_version[^\n]*;\n([^\n]+)\n\\\.$", re.MULTILINE)


def dump_database(url: str, to: Path) -> None:
    """Write the database at `url` to the new file `to`, in pg_dump's own format, at one moment's state.

    Raises RefusalError where pg_dump is missing (backup-no-tool) or fails (backup-tool-failed).
    """
    whole = ("--format=custom", "--no-owner", "--no-privileges", "--file", str(to))
    _run("pg_dump", *_way_to(url), *whole)


def find_dumped_revision(dump: Path) -> str | None:
    """Return the revision of the tables in `dump`, None for a dump of something else. Raises as dump_database."""
    found = _REVISION.search(
        _run("pg_restore", {}, "--data-only", "--table=alembic_version", "--file=-", str(dump))
    )
    return found.group(1) if found else None


def restore_dump(url: str, dump: Path) -> None:
    """Put `dump` into the database at `url`, in the place of all of our tables there: all of it, or nothing.

    Raises RefusalError as dump_database, for pg_restore and psql.
    """
    statements = dump.with_name(f"{dump.name}.sql")
    try:
        # Tables of a later revision, which the dump does not know, would stay in the way of the next upgrade.
        names = [*sorted(metadata.tables), "alembic_version"]
        drops = "".join(f'DROP TABLE IF EXISTS "{name}" CASCADE;\n' for name in names)
        descriptor = os.open(statements, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(drops)
        whole = ("--no-owner", "--no-privileges", "--file=-", str(dump))
        _run("pg_restore", {}, *whole, append_to=statements)
        quietly = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _run("psql", *_way_to(url), *quietly, "--output", os.devnull, "--file", str(statements))
    finally:
        statements.unlink(missing_ok=True)


def _way_to(url: str) -> tuple[dict[str, str], str, str]:
    """Return what leads a program to the database. The password goes past the list of processes, which all can read."""
    parsed = make_url(url)
    address = parsed._replace(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": str(parsed.password)} if parsed.password else {}
    return secret, "--dbname", address


def _run(tool: str, secret: dict[str, str], *arguments: str, append_to: Path | None = None) -> str:
    """Run `tool` and return what it prints, or have that appended to a file."""
    found = shutil.which(tool)
    if found is None:
        raise RefusalError("backup-no-tool", tool=tool)
    with Path(append_to or os.devnull).open("ab") as file:
        done = subprocess.run(  # noqa: S603 - the program found above; what it is given is the configuration's
            [found, *arguments],
            env={**os.environ, **secret},
            stdin=subprocess.DEVNULL,
            stdout=file if append_to else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [str(done.returncode)]
        reason = " ".join(line.removeprefix(f"{tool}: ") for line in lines)[:_REASON_LENGTH]
        raise RefusalError("backup-tool-failed", tool=tool, reason=reason)
    return "" if append_to else done.stdout.decode("utf-8", "replace")
