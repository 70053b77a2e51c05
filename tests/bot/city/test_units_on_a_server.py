"""Two units on one PostgreSQL server: a database each, taken and numbered each for itself."""

from pathlib import Path

from bot.city.units import read_units
from bot.commands.opened import open_database
from storage.sole_use import sole_use
from storage.tips.receipt_keys import new_salt
from tests.bot.city.two_units import make_database, write_two
from tests.storage.test_postgresql import server, url

__all__ = ["server", "url"]


def test_units_on_one_server_share_neither_rows_nor_the_right_to_run(tmp_path: Path, url: str) -> None:
    top = f'[database]\nurl = "{url}"'
    first, second = read_units(write_two(tmp_path, "http://127.0.0.1:9", top=top)).units
    assert first.database_url.partition("?")[0].endswith("_first")
    assert second.database_url.partition("?")[0].endswith("_second")
    assert first.tick_file != second.tick_file
    rights = []
    for unit in (first, second):
        make_database(url, unit.database_url)
        with open_database(unit) as database:
            salt = new_salt().hex()
            database.write(lambda uow, salt=salt: uow.settings.put("receipt_salt", salt))  # type: ignore[misc]
            assert database.write(lambda uow: uow.settings.find("receipt_salt")) == salt
        rights.append(sole_use(unit.database_url, unit.database_file))
    assert rights[0].take()
    assert [right.is_taken() for right in rights] == [True, False]
    assert rights[1].take()
    for right in rights:
        right.give_up()
