"""What the chat brought in, read while somebody writes."""

from pathlib import Path

import pytest

from storage.database import Database
from storage.own_texts.own_texts import FORM, OwnText
from storage.own_texts.reading import texts_there
from storage.schema import upgrade
from storage.statements import engines
from tests.desks import shanghai


def test_who_reads_what_was_brought_in_waits_for_no_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "LOCK_WAIT_S", 0.01)
    database, reader = (Database(f"sqlite:///{tmp_path}/gridbot.db") for _ in range(2))
    upgrade(database)
    text = OwnText(FORM, "own", 1, "title = 1", None, shanghai(5, 12))
    database.write(lambda uow: uow.own_texts.add(text))
    found = database.write(lambda _uow: texts_there(reader.engine))
    assert [each.text_id for each in found] == ["own"]
    for each in (database, reader):
        each.close()
