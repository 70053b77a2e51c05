"""Two hospitals and their bots in one installation, as an operator writes it down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from simulator.server import Simulator
from storage.tips.sealing import new_office_key

FIRST, SECOND = "42:FIRST", "43:SECOND"
FIRST_BOT, SECOND_BOT = "first_bot", "second_bot"


def write_two(folder: Path, server: str, more: str = "", top: str = "") -> Path:
    """Write a config.toml with the units `first` and `second`; `more` stands in the second block."""
    path = folder / "config.toml"
    path.write_text(
        f"""{top}
[telegram]
api_base_url = "{server}"

[[unit]]
code = "first"
name = "某市第一医院"
token = "{FIRST}"
[unit.tips]
office_recipients = ["{new_office_key().recipient}"]

[[unit]]
code = "second"
name = "某市第二医院"
token = "{SECOND}"
{more}
""",
        encoding="utf-8",
    )
    return path


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Serve a simulator with both bots; yields its address."""
    simulator = Simulator()
    simulator.add_bot(FIRST, FIRST_BOT)
    simulator.add_bot(SECOND, SECOND_BOT)
    async with simulator.serve() as url:
        yield url


def make_database(server_url: str, wanted: str, like: str = "") -> None:
    """Create the database at `wanted` on the server, as createdb does; a copy of the one at `like`, if any."""
    # Not by a connection to what is copied: nobody may be connected to that.
    engine = create_engine(make_url(server_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    copied = f' TEMPLATE "{make_url(like).database}"' if like else ""
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{make_url(wanted).database}"{copied}'))
    engine.dispose()
