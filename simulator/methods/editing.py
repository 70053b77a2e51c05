"""Methods that change or remove what stands in a chat, and answer presses of its buttons."""

from datetime import timedelta

from simulator.messages.keyboards import read_markup
from simulator.methods.call import Call, Method
from simulator.methods.sending import caption_content, media_content, text_content
from simulator.refusals import Json, bad_request
from simulator.state.chats import Chat, as_bot_sees
from simulator.wire.params import Params

DELETE_WITHIN = timedelta(hours=48)
"""How long after it was sent a bot may delete a message."""
ANSWER_WITHIN = timedelta(seconds=15)
"""How long after the press a bot may answer it; Telegram names no figure, its users met 10 to 20 seconds."""
_TOAST_MAX = 200
_DELETE_MANY_MAX = 100
_MEDIA = ("photo", "document", "voice", "audio", "video", "animation")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_IDENTITY = (
    "message_id",
    "from",
    "chat",
    "date",
    "has_protected_content",
    "reply_to_message",
    "media_group_id",
    "forward_origin",
)
_TEXT_FIELDS = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS = ("caption", "caption_entities")


def _to_edit(call: Call) -> tuple[Chat, Json]:
    if call.params.text("inline_message_id"):
        raise bad_request("message to edit not found")
    chat = call.chat()
    message = chat.messages.get(call.params.number("message_id", 0) or 0)
    if message is None:
        raise bad_request("message to edit not found")
    markup = message.get("reply_markup")
    if message["from"]["id"] != call.bot.id or (markup is not None and "inline_keyboard" not in markup):
        raise bad_request("message can't be edited")
    return chat, message


def _put(call: Call, chat: Chat, message: Json, content: Json) -> Json:
    """Show `message` with its content replaced; `content` holds all but who, where and when."""
    markup = read_markup(call.params, inline_only=True)
    if markup:
        content = content | {"reply_markup": markup}
    kept = {key: message[key] for key in _IDENTITY if key in message}
    edited = kept | content
    if edited == {key: value for key, value in message.items() if key != "edit_date"}:
        raise bad_request(_NOT_MODIFIED)
    edited["edit_date"] = int(call.world.now().timestamp())
    chat.change(edited)
    return as_bot_sees(edited)


def _content(message: Json, *without: str) -> Json:
    dropped = {*_IDENTITY, "reply_markup", "edit_date", *without}
    return {key: value for key, value in message.items() if key not in dropped}


def edit_message_text(call: Call) -> Json:
    """Replace the text and the keyboard."""
    chat, message = _to_edit(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    content = text_content(call, too_long="MESSAGE_TOO_LONG")
    return _put(call, chat, message, _content(message, *_TEXT_FIELDS) | content)


def edit_message_caption(call: Call) -> Json:
    """Replace the caption and the keyboard."""
    chat, message = _to_edit(call)
    if not any(kind in message for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _put(call, chat, message, _content(message, *_CAPTION_FIELDS) | caption_content(call))


def edit_message_media(call: Call) -> Json:
    """Replace the file, its caption and the keyboard; a text message becomes a message with a file."""
    chat, message = _to_edit(call)
    media = call.params.data("media")
    if not isinstance(media, dict) or media.get("type") not in _MEDIA:
        raise bad_request("can't parse InputMedia: type must be known")
    content = media_content(call, media["type"], media.get("media")) | caption_content(call, Params(media))
    rest = _content(message, *_TEXT_FIELDS, *_CAPTION_FIELDS, *_MEDIA)
    return _put(call, chat, message, rest | content)


def edit_message_reply_markup(call: Call) -> Json:
    """Replace the keyboard alone."""
    chat, message = _to_edit(call)
    return _put(call, chat, message, _content(message))


def delete_message(call: Call) -> bool:
    """Remove one message for both sides."""
    chat = call.chat()
    message = chat.messages.get(call.params.number("message_id", 0) or 0)
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(call, chat, message)
    chat.remove(message["message_id"])
    return True


def delete_messages(call: Call) -> bool:
    """Remove up to 100 messages; those that are not there are passed over."""
    chat = call.chat()
    ids = call.params.data("message_ids") or []
    if not 1 <= len(ids) <= _DELETE_MANY_MAX:
        raise bad_request("message identifiers are not specified")
    found = [chat.messages[message_id] for message_id in map(int, ids) if message_id in chat.messages]
    for message in found:
        _check_deletable(call, chat, message)
    for message in found:
        chat.remove(message["message_id"])
    return True


def _check_deletable(call: Call, chat: Chat, message: Json) -> None:
    own = message["from"]["id"] == call.bot.id
    if not own and not chat.is_private:
        raise bad_request("message can't be deleted")
    if call.world.now().timestamp() - message["date"] > DELETE_WITHIN.total_seconds():
        raise bad_request("message can't be deleted for everyone")


def answer_callback_query(call: Call) -> bool:
    """Answer a press: stop the waiting, show a toast or an alert. Only the first answer is shown."""
    text = call.params.text("text")
    if len(text) > _TOAST_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = call.params.text("callback_query_id")
    query = call.bot.queries.get(query_id)
    if query is None or call.world.now() - query.asked_at > ANSWER_WITHIN:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if not query.answered:
        query.answered = True
        answer = {"query_id": query_id, "user_id": query.user_id, "text": text}
        query.chat.feed.add({"kind": "answer", **answer, "show_alert": call.params.flag("show_alert")})
        _forget_old(call)
    return True


def _forget_old(call: Call) -> None:
    """Drop queries that are too old to be answered, oldest first."""
    queries = call.bot.queries
    while queries:
        oldest = next(iter(queries))
        if call.world.now() - queries[oldest].asked_at <= ANSWER_WITHIN:
            break
        del queries[oldest]


METHODS: dict[str, Method] = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
}
