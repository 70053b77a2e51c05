"""A world as JSON, so that a training goes on tomorrow where it stopped today: people, chats, files, commands.

Updates that the bot has not fetched and events are not kept: who opens a chat again reads its messages.
"""

import base64
from dataclasses import asdict

from simulator.refusals import Json
from simulator.state.chats import Chat
from simulator.state.feeds import Feed
from simulator.state.files import StoredFile
from simulator.state.world import Bot, World


def world_as_json(world: World) -> Json:
    """Return all that `restore_world` needs."""
    return {
        "people": list(world.people.values()),
        "deactivated": sorted(world.deactivated),
        "files": [
            asdict(file) | {"data": base64.b64encode(file.data).decode()} for file in world.files.everything()
        ],
        "bots": {bot.username: _bot_as_json(bot) for bot in world.bots.values()},
    }


def restore_world(world: World, kept: Json) -> None:
    """Bring `world`, which has its bots and nothing else, to where `kept` stopped; raises KeyError for other JSON."""
    for person in kept["people"]:
        world.people[person["id"]] = person
    world.deactivated.update(kept["deactivated"])
    for file in kept["files"]:
        world.files.put(StoredFile(**file | {"data": base64.b64decode(file["data"])}))
    for bot in world.bots.values():
        if bot.username in kept["bots"]:
            _restore_bot(world, bot, kept["bots"][bot.username])


def _bot_as_json(bot: Bot) -> Json:
    return {
        "chats": [_chat_as_json(chat) for chat in bot.chats.values()],
        "blocked_by": sorted(bot.blocked_by),
        "commands": [[scope, language, listed] for (scope, language), listed in bot.commands.items()],
        "last_message_id": bot.last_message_id,
        "next_update_id": bot.updates.next_id,
    }


def _restore_bot(world: World, bot: Bot, kept: Json) -> None:
    for chat_kept in kept["chats"]:
        chat = _restore_chat(world, chat_kept)
        bot.chats[chat.id] = chat
        if not chat.is_private:
            world.groups[chat.id] = chat
    bot.blocked_by.update(kept["blocked_by"])
    bot.commands.update({(scope, language): listed for scope, language, listed in kept["commands"]})
    bot.last_message_id = kept["last_message_id"]
    # A bot tells updates it has seen by their numbers, which must not begin again.
    bot.updates.next_id = kept["next_update_id"]


def _chat_as_json(chat: Chat) -> Json:
    return {
        "about": chat.about,
        "messages": list(chat.messages.values()),
        "members": [[user_id, status] for user_id, status in chat.members.items()],
        "pinned": chat.pinned,
        "last_id": chat.last_id,
        "started": chat.started,
        "seq": chat.feed.seq,
    }


def _restore_chat(world: World, kept: Json) -> Chat:
    feed = Feed(world.ring)
    feed.seq = kept["seq"]
    return Chat(
        about=kept["about"],
        feed=feed,
        messages={message["message_id"]: message for message in kept["messages"]},
        members=dict(kept["members"]),
        pinned=kept["pinned"],
        last_id=kept["last_id"],
        started=kept["started"],
    )
