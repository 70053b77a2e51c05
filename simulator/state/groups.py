"""What happens to groups: they become supergroups, have topics, put a bot out, and admins write unseen."""

from simulator.refusals import Json
from simulator.state.chats import Chat
from simulator.state.users import VirtualUser, tell_membership
from simulator.state.world import Bot, World

ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Whom an admin who writes unseen is shown as; core.telegram.org/bots/api#message, sender_chat."""


def upgrade_group(world: World, bot: Bot, chat: Chat, *, told: bool = True) -> Chat:
    """Make a supergroup of `chat` and return it: members go along, messages and their numbers do not.

    Without `told` the updates about it got lost: the bot finds out when it next writes to the old group. That it left
    the old group is never told (github.com/tdlib/telegram-bot-api/issues/266).
    """
    new = world.add_group(chat.about["title"])
    new.members, new.started = dict(chat.members), True
    bot.chats[new.id] = new
    chat.about["type"] = "group"
    chat.moved_to = new.id
    if told:
        starter = world.people[next(iter(chat.members))]
        tell_membership(world, bot, new, starter, ("left", "member"))
        # By now nobody can write in the old one any more, but the word of it comes from there.
        world.tell(bot, "message", world.new_message(bot, chat, starter, {"migrate_to_chat_id": new.id}))
        unseen = {"sender_chat": new.about, "migrate_from_chat_id": chat.id}
        world.tell(bot, "message", world.new_message(bot, new, ANONYMOUS, unseen))
    return new


def put_out(world: World, bot: Bot, chat: Chat, by: Json) -> None:
    """Have `by` (a User object) put the bot out of a group."""
    chat.members[bot.id] = "kicked"
    tell_membership(world, bot, chat, by, ("member", "kicked"))


def send_unseen(world: World, bot: Bot, chat: Chat, text: str) -> None:
    """Have an admin who shows only the group send `text`."""
    message = world.new_message(bot, chat, ANONYMOUS, {"text": text, "sender_chat": chat.about})
    chat.show(message)
    world.tell(bot, "message", message)


def send_in_topic(user: VirtualUser, chat: Chat, thread_id: int, text: str) -> None:
    """Have `user` send `text` in a topic of a forum, which is opened if there is none."""
    chat.about["is_forum"] = True
    chat.topics.add(thread_id)
    user.send({"text": text, "message_thread_id": thread_id, "is_topic_message": True}, chat.id)
