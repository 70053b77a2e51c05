"""Set duties and their items on SQLite; tests/storage/test_postgresql.py asks the same of PostgreSQL."""

from pathlib import Path

from tests.desks import open_desk
from tests.storage.duties.set_duty_checks import check_set_duties


def test_set_duties_and_their_items_are_kept(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        check_set_duties(desk.database)
