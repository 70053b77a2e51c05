from pathlib import Path

from storage.database import Database
from storage.delivery.digest_chats import DigestChat
from storage.schema import upgrade
from tests.storage.older import PERSON, bring_to, put


def test_groups_that_receive_already_go_on_receiving_outside_any_topic(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    bring_to(database, "0009")
    put(database, "person", **PERSON)
    put(database, "digest_chat", chat_id=-5, grid_code="1", language="zh", added_by=1)
    upgrade(database)
    assert database.write(lambda uow: uow.digest_chats.of_unit("1")) == {-5: DigestChat("1", "zh")}
    database.close()
