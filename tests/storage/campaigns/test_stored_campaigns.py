"""Campaigns and duties made at run time in SQLite; tests/storage/test_postgresql.py asks PostgreSQL the same."""

from pathlib import Path

from tests.desks import open_desk
from tests.storage.campaigns.campaign_checks import check_campaigns


def test_campaigns_are_kept(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        check_campaigns(desk.database)
