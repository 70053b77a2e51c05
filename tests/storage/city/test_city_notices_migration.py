"""The tables of what the organ sends come beside rows that are there."""

from pathlib import Path

from domain.city.aggregates import NoticeReading
from domain.city.notices import CityNotice
from storage.database import Database
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork
from tests.desks import shanghai
from tests.storage.older import PERSON, bring_to, put


def test_the_tables_come_with_rows_in_place_and_count_readers_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0029")
    put(database, "person", **PERSON)
    upgrade(database)
    notice = CityNotice(7, "请报送", shanghai(5, 12))

    def work(uow: UnitOfWork) -> None:
        # The organ numbers what it sends; a hospital has the organ's numbers and gives none.
        assert [uow.city_notices.add("一件", 1, shanghai(5, day)).number for day in (12, 13)] == [1, 2]
        assert uow.city_notices.receive(notice, [1])
        assert not uow.city_notices.receive(notice, [1])
        assert uow.city_notices.readings() == {7: NoticeReading(1, 0)}
        for day in (13, 14):
            uow.city_notices.read(7, 1, shanghai(5, day))
        assert uow.city_notices.read_at(7, 1) == (True, shanghai(5, 13))
        assert uow.city_notices.read_at(7, 2) == (False, None)
        assert uow.city_notices.readings() == {7: NoticeReading(1, 1)}

    database.write(work)
    database.close()
