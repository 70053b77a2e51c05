"""The tables of what the organ sends come beside rows that are there."""

from pathlib import Path

from alembic import command

from domain.city.aggregates import NoticeReading
from domain.city.notices import CityNotice
from storage.database import Database
from storage.schema import _config, upgrade
from storage.unit_of_work import UnitOfWork
from tests.desks import shanghai
from tests.storage.test_setting_changes_migration import PERSON


def test_the_tables_come_with_rows_in_place_and_count_readers_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0029")
        connection.exec_driver_sql(PERSON)
    upgrade(database)
    notice = CityNotice(7, "请报送", shanghai(5, 12))

    def work(uow: UnitOfWork) -> None:
        assert uow.city_notices.receive(notice, [1])
        assert not uow.city_notices.receive(notice, [1])
        assert uow.city_notices.readings() == {7: NoticeReading(1, 0)}
        for day in (13, 14):
            uow.city_notices.read(7, 1, shanghai(5, day))
        assert uow.city_notices.read_at(7, 1) == (True, shanghai(5, 13))
        assert uow.city_notices.read_at(7, 2) == (False, None)
        assert uow.city_notices.readings() == {7: NoticeReading(1, 1)}
        assert uow.city_notices.add("又一件", 1, shanghai(5, 15)).number == 8

    database.write(work)
    database.close()
