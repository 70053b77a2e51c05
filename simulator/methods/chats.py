"""Methods about chats, their members and the files that went through them."""

from simulator.methods.call import Call, Method
from simulator.refusals import Json, bad_request
from simulator.state.chats import as_bot_sees
from simulator.state.files import DOWNLOAD_MAX
from simulator.state.users import tell_membership

_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat(call: Call) -> Json:
    """Return all that is known of a chat."""
    chat = call.world.chat_to_read(call.bot, call.chat_id())
    full = chat.about | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    pinned = [chat.messages[message_id] for message_id in chat.pinned if message_id in chat.messages]
    return full | {"pinned_message": as_bot_sees(pinned[-1])} if pinned else full


def _member(call: Call, user_id: int) -> Json:
    chat = call.world.chat_to_read(call.bot, call.chat_id())
    user = call.world.find_user(user_id)
    if user is None:
        raise bad_request("invalid user_id specified")
    usual = "member" if chat.is_private and user_id in {chat.id, call.bot.id} else "left"
    member = {"user": user, "status": chat.members.get(user_id, usual)}
    return member | {"is_anonymous": False} if member["status"] == "creator" else member


def get_chat_member(call: Call) -> Json:
    """Return what one user is in a chat."""
    return _member(call, call.params.number("user_id", 0) or 0)


def get_chat_administrators(call: Call) -> list[Json]:
    """Return the people who run a group."""
    chat = call.world.chat_to_read(call.bot, call.chat_id())
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [_member(call, user_id) for user_id, status in chat.members.items() if status == "creator"]


def get_chat_member_count(call: Call) -> int:
    """Return how many are in a chat."""
    chat = call.world.chat_to_read(call.bot, call.chat_id())
    if chat.is_private:
        return 2
    return sum(status in {"creator", "administrator", "member"} for status in chat.members.values())


def leave_chat(call: Call) -> bool:
    """Let the bot leave a group."""
    chat = call.chat()
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[call.bot.id] = "left"
    tell_membership(call.world, call.bot, chat, call.bot.about, ("member", "left"))
    return True


def pin_chat_message(call: Call) -> bool:
    """Pin a message."""
    chat = call.chat()
    message_id = call.params.number("message_id", 0) or 0
    if message_id not in chat.messages:
        raise bad_request("message to pin not found")
    chat.pinned = [*(pinned for pinned in chat.pinned if pinned != message_id), message_id]
    chat.feed.add({"kind": "pinned", "message_id": message_id})
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpin the message given, or the latest pinned."""
    chat = call.chat()
    message_id = call.params.number("message_id", chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    chat.feed.add({"kind": "unpinned", "message_id": message_id})
    return True


def get_file(call: Call) -> Json:
    """Say where a file can be fetched."""
    stored = call.world.files.find(call.params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.data) > DOWNLOAD_MAX:
        raise bad_request("file is too big")
    about = stored.about
    return {key: about[key] for key in ("file_id", "file_unique_id", "file_size")} | {
        "file_path": stored.path
    }


METHODS: dict[str, Method] = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
    "pinchatmessage": pin_chat_message,
    "unpinchatmessage": unpin_chat_message,
    "getfile": get_file,
}
