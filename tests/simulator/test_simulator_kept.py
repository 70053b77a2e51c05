from datetime import UTC, datetime

from simulator.state.kept import restore_world, world_as_json
from simulator.state.users import VirtualUser
from simulator.state.world import World
from simulator.wire.params import Upload

NOW = datetime(2026, 7, 20, 1, 0, tzinfo=UTC)


def new_world() -> World:
    world = World(lambda: NOW)
    world.add_bot("42:TEST", "gridbot_test")
    return world


def test_people_chats_and_files_come_back_as_they_were() -> None:
    world = new_world()
    user = VirtualUser(world, world.add_person("某人", username="somebody")["id"])
    user.send_text("/start")
    user.send_file("document", Upload("说明.txt", b"words"), "附件")
    user.block()
    again = new_world()
    restore_world(again, world_as_json(world))
    assert world_as_json(again) == world_as_json(world)
    file_id = user.chat.messages[2]["document"]["file_id"]
    stored = again.files.find(file_id)
    assert stored is not None
    assert stored.data == b"words"


def test_numbers_go_on_where_they_stopped() -> None:
    world = new_world()
    first = VirtualUser(world, world.add_person("某人")["id"])
    first.send_text("一")
    again = new_world()
    restore_world(again, world_as_json(world))
    second = VirtualUser(again, again.add_person("另一人")["id"])
    assert second.id != first.id
    assert second.send_text("二")["message"]["message_id"] == 2
    assert again.bot().updates.next_id == world.bot().updates.next_id + 1


def test_a_cleared_world_has_its_bots_and_nothing_else() -> None:
    world = new_world()
    VirtualUser(world, world.add_person("某人")["id"]).send_text("一")
    world.clear()
    assert world_as_json(world)["people"] == []
    assert world_as_json(world)["bots"]["gridbot_test"]["chats"] == []
    assert len(world.bot().updates) == 0
