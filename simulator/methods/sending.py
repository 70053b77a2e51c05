"""Methods that put new messages into a chat."""

from simulator.messages.keyboards import read_markup
from simulator.messages.markup import utf16_length
from simulator.messages.texts import CAPTION_MAX, TEXT_MAX, read_text
from simulator.methods.call import Call, Method
from simulator.refusals import Json, bad_request
from simulator.state.chats import as_bot_sees
from simulator.wire.params import Params

_KINDS = ("photo", "document", "voice", "audio", "video", "sticker")
_MEDIA_IN_GROUP = range(2, 11)
_COPIED = {*_KINDS, "text", "entities", "caption", "caption_entities", "contact", "link_preview_options"}


def text_content(call: Call, *, too_long: str) -> Json:
    """Return the text fields of a message from a call's parameters; `too_long` is Telegram's refusal."""
    if not call.params.text("text"):
        raise bad_request("message text is empty")
    text, entities = read_text(call.params, "text", call.world.find_user)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_MAX:
        raise bad_request(too_long)
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    options = call.params.data("link_preview_options")
    if options:
        content["link_preview_options"] = options
    return content


def caption_content(call: Call, params: Params | None = None) -> Json:
    """Return the caption fields of a message from a call's parameters (or those of one medium of it)."""
    caption, entities = read_text(params or call.params, "caption", call.world.find_user)
    if utf16_length(caption) > CAPTION_MAX:
        raise bad_request("message caption is too long")
    content: Json = {"caption": caption} if caption else {}
    if entities:
        content["caption_entities"] = entities
    return content


def media_content(call: Call, kind: str, value: object) -> Json:
    """Return the field of a message that holds the `kind` of file which a call means by `value`."""
    about = call.world.files.read(call.params, value, kind).about
    return {kind: [about] if kind == "photo" else about}


def _extras(call: Call) -> Json:
    """Return what may stand beside any content: keyboard, protection, the message replied to."""
    content: Json = {}
    markup = read_markup(call.params)
    if markup:
        content["reply_markup"] = markup
    if call.params.flag("protect_content"):
        content["has_protected_content"] = True
    thread_id = call.params.number("message_thread_id")
    if thread_id:
        if thread_id not in call.chat().topics:
            raise bad_request("message thread not found")
        content |= {"message_thread_id": thread_id, "is_topic_message": True}
    reply = call.params.data("reply_parameters") or {}
    message_id = reply.get("message_id", call.params.number("reply_to_message_id"))
    if message_id:
        chat = call.chat()
        replied = chat.messages.get(int(message_id))
        if replied is not None:
            content["reply_to_message"] = as_bot_sees(replied)
        elif not (
            reply.get("allow_sending_without_reply") or call.params.flag("allow_sending_without_reply")
        ):
            raise bad_request("message to be replied not found")
    return content


def send_message(call: Call) -> Json:
    """Send text."""
    chat = call.chat()
    content = text_content(call, too_long="message is too long")
    return as_bot_sees(call.show(chat, content | _extras(call)))


def _send_media(kind: str) -> Method:
    def send(call: Call) -> Json:
        chat = call.chat()
        content = media_content(call, kind, call.params.text(kind))
        if kind != "sticker":
            content |= caption_content(call)
        return as_bot_sees(call.show(chat, content | _extras(call)))

    return send


def send_media_group(call: Call) -> list[Json]:
    """Send two to ten files as one album."""
    chat = call.chat()
    media = call.params.data("media")
    if not isinstance(media, list) or len(media) not in _MEDIA_IN_GROUP:
        raise bad_request("there must be 2-10 items in the media group")
    extras = _extras(call)
    contents = []
    for item in media:
        content = media_content(call, item["type"], item.get("media"))
        contents.append(content | caption_content(call, Params(item)) | extras)
    group = {"media_group_id": call.world.new_query_id()}
    return [as_bot_sees(call.show(chat, content | group)) for content in contents]


def forward_message(call: Call) -> Json:
    """Forward one message, naming who wrote it."""
    chat = call.chat()
    source = _source(call, "forward")
    if source.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    origin = source.get("forward_origin") or {
        "type": "user",
        "sender_user": source["from"],
        "date": source["date"],
    }
    content = {key: value for key, value in source.items() if key in _COPIED}
    return call.show(chat, content | {"forward_origin": origin})


def copy_message(call: Call) -> Json:
    """Copy one message without naming who wrote it."""
    chat = call.chat()
    source = _source(call, "copy")
    if source.get("has_protected_content"):
        raise bad_request("message can't be copied")
    content = {key: value for key, value in source.items() if key in _COPIED}
    if "caption" in call.params.values and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption_content(call)
    return {"message_id": call.show(chat, content | _extras(call))["message_id"]}


def _source(call: Call, verb: str) -> Json:
    chat = call.world.chat_to_read(call.bot, call.chat_id("from_chat_id"))
    message = chat.messages.get(call.params.number("message_id", 0) or 0)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


def send_chat_action(call: Call) -> bool:
    """Show for a moment what the bot is doing."""
    chat = call.chat()
    action = call.params.text("action")
    if not action.replace("_", "").isalpha():
        raise bad_request("wrong parameter action in request")
    chat.feed.add({"kind": "action", "action": action})
    return True


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    **{f"send{kind}": _send_media(kind) for kind in _KINDS},
    "sendmediagroup": send_media_group,
    "sendchataction": send_chat_action,
    "forwardmessage": forward_message,
    "copymessage": copy_message,
}
