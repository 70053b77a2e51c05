from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.reporting.tables import form_versions
from storage.schema import upgrade
from tests.desks import rows_of

NOW = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 12, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'gridbot.db'}")
    upgrade(database)
    return database


def test_texts_are_kept_by_form_and_version(database: Database) -> None:
    texts = {("monthly_report", 1): "一", ("monthly_report", 2): "二", ("hearing", 1): "三"}
    database.write(lambda uow: uow.form_versions.keep(texts, NOW))
    assert database.write(lambda uow: uow.form_versions.texts()) == texts
    database.close()


def test_what_is_kept_never_changes(database: Database) -> None:
    first, second = {("hearing", 1): "旧"}, {("hearing", 1): "新", ("hearing", 2): "又新"}
    database.write(lambda uow: uow.form_versions.keep(first, NOW))
    database.write(lambda uow: uow.form_versions.keep(second, LATER))
    database.write(lambda uow: uow.form_versions.keep({}, LATER))
    assert database.write(lambda uow: uow.form_versions.texts()) == {**second, **first}
    assert [row["first_used_at"] for row in rows_of(database, form_versions)] == [NOW, LATER]
    database.close()
