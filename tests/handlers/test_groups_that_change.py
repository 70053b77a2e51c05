"""Groups become supergroups, have topics, put the bot out; admins write unseen. Through the simulator over HTTP."""

import pytest

from simulator.phone import Phone
from simulator.screen import Group
from simulator.state.chats import Chat
from simulator.state.groups import ANONYMOUS, put_out, send_in_topic, send_unseen, upgrade_group
from simulator.state.users import VirtualUser
from storage.delivery.digest_chats import DigestChat
from storage.delivery.outbox import Letter
from storage.delivery.tables import digest_chats
from storage.tables import outbox
from tests.desks import eventually, rows_of
from tests.harness import Hospital

OFFICE, WARD = "监察室主任", "心内科特邀监察员"


async def receiving(hospital: Hospital) -> tuple[Group, Phone]:
    """Return a group that receives the digests, and the office's phone in it."""
    office = await hospital.phone_of(OFFICE)
    group = await hospital.phones.new_group("党委<会>", [office])
    await office.send("/digest", group)
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    return group, office


def chat_of(hospital: Hospital, group: Group) -> Chat:
    return hospital.simulator.world.groups[group.id]


def receivers(hospital: Hospital) -> list[int]:
    return [row["chat_id"] for row in rows_of(hospital.app.database, digest_chats)]


def letters_to(hospital: Hospital, chat_id: int) -> list[tuple[str, str]]:
    rows = rows_of(hospital.app.database, outbox)
    return [(row["unique_key"], row["state"]) for row in rows if row["chat_id"] == chat_id]


async def end_of_may(hospital: Hospital, *, deliver: bool = True) -> None:
    """Let the month's period close, and its digest be queued."""
    hospital.clock.move_to(hospital.clock.now().replace(month=6, day=6, hour=1))
    if deliver:
        await hospital.app.tick()
    else:
        await hospital.app._prepare()


@pytest.mark.parametrize("told", [True, False])
async def test_a_group_that_became_a_supergroup_receives_there_once_what_was_queued_for_it(
    hospital: Hospital, *, told: bool
) -> None:
    group, office = await receiving(hospital)
    await end_of_may(hospital, deliver=False)
    world = hospital.simulator.world
    new = upgrade_group(world, world.bot(), chat_of(hospital, group), told=told)
    if told:
        await eventually(lambda: receivers(hospital) == [new.id])
    await hospital.app.deliver()
    await hospital.app.tick()
    assert receivers(hospital) == [new.id]
    key = f"digest:monthly_report:2026-05:chat{new.id}"
    assert letters_to(hospital, new.id) == [(key, "sent")]
    assert not letters_to(hospital, group.id)
    shown = await office.chat(Group(new.about))
    assert sum("已报 0/应报 70" in message.text for message in shown if message.from_bot) == 1
    assert not [message for message in await office.chat() if "已被移出" in message.text]


async def test_an_answer_on_its_way_follows_the_group_and_takes_it_along(hospital: Hospital) -> None:
    group, office = await receiving(hospital)
    world = hospital.simulator.world
    chat = chat_of(hospital, group)
    new = upgrade_group(world, world.bot(), chat, told=False)
    # As if it had been sent just before.
    asked = world.new_message(world.bot(), chat, office.about, {"text": "/digest"})
    world.tell(world.bot(), "message", asked)
    await office.see("已报", Group(new.about))
    assert receivers(hospital) == [new.id]


async def test_a_group_that_receives_under_both_ids_receives_once(hospital: Hospital) -> None:
    group, _office = await receiving(hospital)
    (person,) = (row["added_by"] for row in rows_of(hospital.app.database, digest_chats))
    await hospital.app.database.run(lambda uow: uow.digest_chats.add(-100, DigestChat("1", "en", 3), person))
    for _ in range(2):
        await hospital.app.database.run(lambda uow: uow.digest_chats.move(group.id, -100))
    found = await hospital.app.database.run(lambda uow: uow.digest_chats.of_unit("1"))
    assert found == {-100: DigestChat("1", "en", 3)}


async def test_a_forum_is_answered_and_receives_in_the_topic_where_it_was_asked(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    group = await hospital.phones.new_group("党委会", [office])
    chat = chat_of(hospital, group)
    send_in_topic(VirtualUser(hospital.simulator.world, office.id), chat, 77, "/digest")
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    await end_of_may(hospital)
    await office.see("已报 0/应报 70", group)
    threads = {
        message.get("message_thread_id") for message in chat.messages.values() if message["from"]["is_bot"]
    }
    assert threads == {77}
    chat.topics.clear()  # somebody deletes the topic
    hospital.clock.move_to(hospital.clock.now().replace(month=7, day=6, hour=1))
    before = await office.mark(group)
    await hospital.app.tick()
    await office.see("已报 0/应报 70", group, since=before)
    assert "message_thread_id" not in list(chat.messages.values())[-1]


async def test_replies_in_a_group_that_is_no_forum_are_no_topic(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    group = await hospital.phones.new_group("党委会", [office])
    # A thread of replies has a number too.
    VirtualUser(hospital.simulator.world, office.id).send(
        {"text": "/digest", "message_thread_id": 5}, group.id
    )
    await office.see("本群", group)


async def test_an_admin_who_writes_unseen_is_answered_and_is_asked_for_the_post_at_the_tap(
    hospital: Hospital,
) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    group = await hospital.phones.new_group("党委会", [office, ward])
    world = hospital.simulator.world
    chat = chat_of(hospital, group)
    send_unseen(world, world.bot(), chat, "/help")
    await office.see("请在与我的私聊中使用", group)
    send_unseen(world, world.bot(), chat, "/digest")
    toast = await ward.tap("在本群接收", group)
    assert toast is not None
    assert "一级网格" in toast.text
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    before = await office.mark(group)
    send_unseen(world, world.bot(), chat, "/digest")
    await office.see("已报 0/应报 70", group, since=before)


@pytest.mark.parametrize("unseen", [False, True])
async def test_that_a_group_put_the_bot_out_is_told_to_the_office_once(
    hospital: Hospital, *, unseen: bool
) -> None:
    group, office = await receiving(hospital)
    world = hospital.simulator.world
    for _ in range(2):
        put_out(world, world.bot(), chat_of(hospital, group), ANONYMOUS if unseen else office.about)
    await eventually(lambda: not receivers(hospital))
    await hospital.app.tick()
    told = await office.see("已被移出党委<会>")
    assert "/digest" in told.text
    assert sum("已被移出" in message.text for message in await office.chat()) == 1


async def test_a_group_found_out_of_reach_when_the_digest_goes_is_told_to_the_office_once(
    hospital: Hospital,
) -> None:
    group, office = await receiving(hospital)
    chat = chat_of(hospital, group)
    chat.members[hospital.simulator.world.bot().id] = "kicked"  # and the word of it got lost
    await end_of_may(hospital)
    await hospital.app.tick()
    assert not receivers(hospital)
    assert sum("已被移出接收汇总的群" in message.text for message in await office.chat()) == 1


async def test_a_group_that_received_nothing_is_no_news(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    group = await hospital.phones.new_group("科室群", [office])
    world = hospital.simulator.world
    put_out(world, world.bot(), chat_of(hospital, group), office.about)
    await office.send("/start")  # answered after it
    assert not [row for row in rows_of(hospital.app.database, outbox) if row["kind"] == "group_left"]
    now = hospital.clock.now()
    letter = Letter("x", "moved", {}, now, now.replace(year=2027), chat_id=group.id)
    await hospital.app.database.run(lambda uow: uow.outbox.add_once([letter]))
    await hospital.app.deliver()
    assert not [row for row in rows_of(hospital.app.database, outbox) if row["kind"] == "group_left"]
