"""A poll of sixty, recounted by hand; afterwards nothing anywhere says who answered what, or that they did."""

import logging
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from simulator.screen import Message
from storage.polls.polls import Poll
from tests.fed import Fed
from tests.handlers.by_hand import shown
from tests.handlers.polls.polls_by_hand import OFFICE, answer, bind_many, make, plan, text_of
from tests.handlers.tips.test_tip_leaks import everything, find, writings_of_id
from tests.harness import Hospital
from usecases.polls.answering import voter_of

CHOICES = (5, 5)
"""How many choices the two questions of the democratic assessment have; it is about two persons."""
ANSWERS = [choices for _subject in range(2) for choices in CHOICES]


def dump(hospital: Hospital) -> dict[str, list[Any]]:
    """Return all rows of all tables."""
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - our own names
            for name in names
        }


def recounted(given: list[tuple[int, ...]]) -> list[int]:
    """Return how often each choice of each question about each was taken, counted one by one."""
    return [
        sum(answers[step] == choice for answers in given)
        for step, choices in enumerate(ANSWERS)
        for choice in range(choices)
    ]


async def downloaded(hospital: Hospital, label: str) -> bytes:
    office = await hospital.phone_of(OFFICE)
    await office.tap(label)
    await office.see("结果见上面的文件")
    files: list[Message] = [message for message in await office.chat() if message.json.get("document")]
    content = await office.download(files[-1])
    await office.tap("返回")
    return content


async def ended(hospital: Hospital, poll: Poll) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/polls")
    await office.tap(poll.title)
    await office.tap("提前结束")
    await office.tap("确认结束")
    await office.tap("查看结果")


async def test_sixty_answer_and_nothing_says_who_or_what(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office = await hospital.phone_of(OFFICE)
    accounts = await bind_many(hospital, 60)
    poll = await make(hospital, office.id, plan(hospital))
    fed, draw = Fed(hospital), Random(20260512)  # noqa: S311 - a test's dice
    fed._ids.update({str(account): account for account in accounts})
    given = {str(account): tuple(draw.randrange(many) for many in ANSWERS) for account in accounts}
    before, marks = dump(hospital), dict[str, bytes]()
    for name, choices in draw.sample(sorted(given.items()), 60):
        assert "已提交" in await answer(fed, name, poll.id, choices)
        if draw.random() < 0.2:
            again = await answer(fed, name, poll.id, choices)
            assert "您已参加过。" in again
    after = dump(hospital)
    # An answer is two rows, of which neither says anything of the other; no other table knows of it.
    assert {name for name in before if before[name] != after[name]} == {"poll_mark", "poll_tally"}
    assert [row[0] for row in after["poll_mark"]] == [poll.id] * 60
    keys, (key,) = hospital.app.house.poll_keys, _key_files(hospital)
    viewers = await hospital.app.database.run(
        lambda uow: {name: uow.people.find_viewer(int(name), hospital.clock.now().date()) for name in given}
    )
    for name, viewer in viewers.items():
        marks[name] = keys.mark_of(poll.token, voter_of(poll, int(name), viewer).identity)
    assert {row[1] for row in after["poll_mark"]} == set(marks.values())
    secrets = [key.read_bytes(), *marks.values(), *(row[1] for row in after["poll_tally"])]
    assert hospital.app.database.is_scrubbed(10)
    copy = (hospital.folder / "gridbot.db").read_bytes()
    assert secrets[0] not in copy, "a copy of the database has no key to what it holds"
    assert find({"copy": copy}, iter(secrets[1:2])) == ["copy"], "the search works"
    await ended(hospital, poll)
    assert hospital.app.database.is_scrubbed(10)
    await _search(hospital, caplog, secrets)
    counts = await hospital.app.database.run(lambda uow: uow.polls.counts(poll.id))
    assert list(counts) == recounted(list(given.values()))
    text = await text_of(office)
    assert f"优秀 {counts[0]}（" in text
    assert "参加 60 人，共请 " in text
    await _recount_files(hospital, list(counts))


async def _recount_files(hospital: Hospital, counts: list[int]) -> None:
    """The document and the workbook have the very figures."""
    tables = Document(BytesIO(await downloaded(hospital, "下载 Word"))).tables
    cells = [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]
    book = load_workbook(BytesIO(await downloaded(hospital, "下载 Excel")))
    rows = [list(row) for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    # By question, then by subject; counters lie by subject, then by question.
    expected = [counts[at : at + 5] for at in (0, 10, 5, 15)]
    assert [[int(cell.partition("（")[0]) for cell in row[1:]] for row in cells] == expected
    assert [row[1::2] for row in rows] == expected


def _key_files(hospital: Hospital) -> list[Path]:
    return list((hospital.folder / "gridbot.polls").iterdir())


async def _search(hospital: Hospital, caplog: pytest.LogCaptureFixture, secrets: list[bytes]) -> None:
    """Neither files nor log hold a key, a mark, a sealed counter or what a button of an answer carries."""
    assert _key_files(hospital) == []
    there = everything(hospital, caplog)
    for secret in secrets:
        assert find(there, iter((secret, secret.hex().encode(), secret.hex().upper().encode()))) == []
    assert find(there, iter((b"poll-pick", b"poll-submit", b"person:", b"telegram:"))) == []


async def test_strangers_answer_by_a_link_and_their_accounts_are_nowhere(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office = await hospital.phone_of(OFFICE)
    poll = await make(hospital, office.id, plan(hospital, "public", for_all=True))
    fed = Fed(hospital)
    accounts = [7_712_345_600 + number for number in range(6)]
    fed._ids.update({str(account): account for account in accounts})
    for number, account in enumerate(accounts):
        opened = await fed.send(str(account), f"/start q-{poll.token}")
        assert f"poll-begin:{poll.id}" in opened.buttons
        assert "已提交" in await answer(fed, str(account), poll.id, (number % 5, 0, 1, 0))
    await ended(hospital, poll)
    assert "参加 6 人" in (await shown(office)).text
    assert hospital.app.database.is_scrubbed(10)
    there = everything(hospital, caplog)
    for account in accounts:
        assert find(there, writings_of_id(account)) == []
    assert find(there, writings_of_id(office.id)) != []
