from pathlib import Path

from alembic import command

from storage.database import Database
from storage.delivery.digest_chats import DigestChat
from storage.schema import _config, upgrade


def test_groups_that_receive_already_go_on_receiving_outside_any_topic(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    person = (
        "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code)"
        " VALUES (1, '1', '某', '主任', '正科', 1, '1')"
    )
    group = "INSERT INTO digest_chat (chat_id, grid_code, language, added_by) VALUES (-5, '1', 'zh', 1)"
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0009")
        connection.exec_driver_sql(person)
        connection.exec_driver_sql(group)
    upgrade(database)
    assert database.write(lambda uow: uow.digest_chats.of_unit("1")) == {-5: DigestChat("1", "zh")}
    database.close()
