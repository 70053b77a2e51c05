"""The walks of the leak tests where truth is in PostgreSQL and memory in Redis: neither has a word, nor who it was.

Looked at is what either could lay down or be made to: Redis' dump, saved against its settings, every command that it
was sent, its process's memory; PostgreSQL's files with its log ahead, and its own log with all statements and values.
"""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr

import bot.stage.stage
from bot.blocks.processes_block import ProcessesBlock
from bot.config import Config, DatabaseBlock, read_config
from bot.stage.stage import open_stage
from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from reports.sheets.sample_hospital import sample_roster
from storage.shared.connections import connect
from storage.tips.custody import Custody
from tests.handlers.tips import test_tip_leaks as walks
from tests.harness import MAY, USERNAME, Hospital
from tests.postgresql_server import new_database, postgresql_server
from tests.redis_server import RedisServer, redis_server
from usecases.shared.shared_counts import SharedOpenKeys

_SAID = (
    "log_statement = 'all'",
    "log_min_duration_statement = 0",
    "log_parameter_max_length = -1",
    "fsync = off",
)

_TEMPLATES = frozenset({"1", "4", "5"})
"""Folders of the databases that every server has and nobody uses."""


class Watched:
    """A Redis that is listened to, and looked through."""

    def __init__(self, server: RedisServer) -> None:
        self.server = server
        self.sent = bytearray()
        self._listening = socket.create_connection(("127.0.0.1", server.port))
        self._listening.sendall(b"MONITOR\r\n")
        assert self._listening.recv(5) == b"+OK\r\n"
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while said := self._listening.recv(65536):
            self.sent += said

    def haystacks(self, *, at_last: bool) -> dict[str, bytes]:
        """Return what Redis has been told, what it can be made to write, and, `at_last`, what its process remembers."""
        with connect(self.server.url) as client:
            client.save()
            assert client.dbsize() > 0
        dump = self.server.folder / "dump.rdb"
        found = {"redis dump": dump.read_bytes(), "redis monitor": bytes(self.sent)}
        assert b"HGETALL" in self.sent
        return found | ({"redis memory": memory_of(self.server.pid)} if at_last else {})

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()


def memory_of(pid: int) -> bytes:
    """Return what the process can write to of its memory."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="ascii").splitlines():
            span, rights, *_rest = line.split()
            if rights.startswith("rw") and "[v" not in line:
                begin, end = (int(address, 16) for address in span.split("-"))
                memory.seek(begin)
                found.append(memory.read(end - begin))
    return b"".join(found)


@dataclass
class Elsewhere:
    """What lies outside the bot's own folder."""

    redis: Watched
    database: Any

    def haystacks(self, *, at_last: bool) -> dict[str, bytes]:
        """Return what Redis and PostgreSQL have; until `at_last`, of the latter what it says by itself."""
        self.database.psql("CHECKPOINT")
        folder = Path(self.database.pgdata).parent
        files = [path for path in folder.rglob("*") if path.is_file()]
        kept = [path for path in files if not _TEMPLATES & set(path.parts)] if at_last else []
        found = {str(path.relative_to(folder)): path.read_bytes() for path in [folder / "data/log", *kept]}
        said = found.pop("data/log")
        assert b"arameters: $1" in said
        # With all statements in its log, a server has there whose row was asked for, each time that somebody writes to
        # the bot: doctor says so, docs/threat-model.md too. Everything else must not be there either.
        found["data/log"] = said.replace(str(walks.TELEGRAM_ID).encode(), b"")
        return found | self.redis.haystacks(at_last=at_last)


@pytest.fixture(scope="module")
def database_server() -> Iterator[Any]:
    with postgresql_server(*_SAID) as server:
        yield server


@pytest.fixture
def elsewhere(database_server: Any) -> Iterator[Elsewhere]:
    with redis_server() as server, closing(Watched(server)) as watched:
        yield Elsewhere(watched, database_server)


@pytest.fixture
async def shared_hospital(
    tmp_path: Path, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> AsyncIterator[Hospital]:
    url = new_database(elsewhere.database, f"leaks_{request.node.callspec.params['walk']}")

    def both(path: Path) -> Config:
        redis = ProcessesBlock(redis=SecretStr(elsewhere.redis.server.url))
        return read_config(path).model_copy(update={"database": DatabaseBlock(url=url), "processes": redis})

    monkeypatch.setattr(bot.stage.stage, "read_config", both)
    async with open_stage(tmp_path, MAY, USERNAME) as hospital:
        await hospital.import_roster(sample_roster(day_in_shanghai(MAY)))
        await hospital.start()
        await hospital.app.tick()
        yield hospital


@pytest.mark.parametrize("walk", ["words", "evidence"])
async def test_neither_redis_nor_postgresql_has_a_word_or_who_wrote_it(
    shared_hospital: Hospital,
    caplog: pytest.LogCaptureFixture,
    elsewhere: Elsewhere,
    monkeypatch: pytest.MonkeyPatch,
    walk: str,
) -> None:
    own = walks.everything

    def everything(hospital: Hospital, caplog: pytest.LogCaptureFixture) -> dict[str, bytes]:
        # The walks look whether the database is among it.
        return own(hospital, caplog) | elsewhere.haystacks(at_last=False) | {"gridbot.db": b"on a server"}

    def custody(locked: dict[Body, bytes]) -> Custody:
        family = shared_hospital.app.house.family
        assert family is not None
        return Custody(locked, SharedOpenKeys(family))

    monkeypatch.setattr(walks, "everything", everything)
    monkeypatch.setattr(walks, "Custody", custody)
    if walk == "words":
        await walks.test_a_tip_leaves_no_trace_of_its_words_or_of_who_wrote_it(shared_hospital, caplog)
    else:
        await walks.test_evidence_leaves_no_trace_in_either_custody(shared_hospital, caplog, "unlock")
    found = own(shared_hospital, caplog) | elsewhere.haystacks(at_last=True)
    secret = shared_hospital.office_key.identity
    for canary in (
        walks.TEXT,
        walks.NAME,
        walks.CONTACT,
        walks.QUESTION,
        walks.PASSPHRASE,
        secret,
        "HeldTip",
    ):
        assert walks.find(found, walks.writings(canary)) == [], canary
    assert walks.find(found, walks.writings_of_id(walks.TELEGRAM_ID)) == []
