"""The control API at /sim/: what a phone, a test or a browser does and sees. Objects are Telegram's.

Everything is JSON; a refusal is a 400 with a "description". ?bot=NAME picks one of several bots, ?chat_id=
(or "chat_id" in a body) a group instead of the private chat.

    GET  /sim/bots, /sim/users                 who there is
    POST /sim/users                            {first_name, id?, username?, language_code?} -> User
    POST /sim/groups                           {title, members: [id]} -> Chat, with the bot in it
    GET  /sim/users/ID/chat                    {chat, messages, pinned, seq, blocked}
    GET  /sim/users/ID/events?after=N&timeout=S    what happened after event N, waited for up to S seconds
    GET  /sim/users/ID/commands                the list of commands that this person is shown
    POST /sim/users/ID/text                    {text, reply_to?}; this and what follows return the event
    POST /sim/users/ID/tap                     {message_id, data, times?} -> {query_ids, seq}
    POST /sim/users/ID/file?kind=&name=&caption=   the file as body
    POST /sim/users/ID/link                    {link}: a t.me link, and START
    POST /sim/users/ID/edit                    {message_id, text}
    POST /sim/users/ID/forward                 {text, writer: name, or id}
    POST /sim/users/ID/contact                 {phone_number}
    POST /sim/users/ID/block, unblock, deactivate
    GET  /sim/files/FILE_ID                    the bytes of a file
    GET, POST, DELETE /sim/faults              see faults.Fault
    GET  /sim/calls?last=N                     {latest, counts} of Bot API calls
    POST /sim/limits                           {on}

Events have "seq" and "kind": message and edited (with "message"), deleted, pinned and unpinned
("message_id"), answer ("query_id", "text", "show_alert"), action ("action").
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from aiohttp import web

from simulator.calls import CallLog
from simulator.faults import Fault, Faults
from simulator.limits import Limits
from simulator.refusals import ApiError, Json, bad_request
from simulator.state.users import VirtualUser, make_group
from simulator.state.world import World
from simulator.wire.bodies import MISTAKES, read_object
from simulator.wire.params import Upload

_WAIT_MAX_S = 50
_SHOWN_AS = {"photo": "image/png", "voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}
"""What a browser is told; of a picture it finds out the format by itself."""
_FILE_KINDS = {"photo", "document", "voice", "audio", "video", "sticker"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, over HTTP or in this process: what stands for {…} in its path, its query and its body."""

    named: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


Handler = Callable[[Ask], Awaitable[Any]]


class Control:
    """The handlers of the control API."""

    def __init__(self, world: World, faults: Faults, calls: CallLog, limits: Limits) -> None:
        """Control `world`, and the faults, log and limits of its server."""
        self._world = world
        self._faults = faults
        self._calls = calls
        self._limits = limits

        self._gets: dict[str, Handler] = {
            "bots": self._bots,
            "users": self._users,
            "users/{id}/chat": self._chat,
            "users/{id}/events": self._events,
            "users/{id}/commands": self._commands,
            "faults": self._list_faults,
            "calls": self._list_calls,
        }
        self._posts: dict[str, Handler] = {
            "users": self._add_user,
            "groups": self._add_group,
            "users/{id}/file": self._send_file,
            "users/{id}/{action}": self._act,
            "faults": self._add_fault,
            "limits": self._switch_limits,
        }

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, to be added to the server's application."""
        return [
            *(web.get(f"/sim/{path}", _as_json(handler)) for path, handler in self._gets.items()),
            *(web.post(f"/sim/{path}", _as_json(handler)) for path, handler in self._posts.items()),
            web.delete("/sim/faults", _as_json(self._clear_faults)),
            web.get("/sim/files/{file_id}", self._file),
        ]

    async def answer(self, method: str, path: str, query: Mapping[str, str], content: bytes) -> Any:
        """Return what a request to /sim/`path` is answered with; for who is in the same process.

        Raises:
            ApiError: it is refused, as over HTTP.
        """
        if method == "DELETE" and path == "faults":
            return await self._clear_faults(Ask())
        handlers = self._gets if method == "GET" else self._posts
        first, *rest = path.split("/")
        named = dict(zip(("id", "action"), rest, strict=False))
        route = "/".join([first, *(["{id}", *rest[1:]] if rest else [])])
        handler = handlers.get(route) or handlers.get("users/{id}/{action}")
        if handler is None or first not in {"users", route}:
            raise bad_request(f"no such path: {path}")
        try:
            return await handler(Ask(named, query, content))
        except MISTAKES as wrong:
            raise _mistaken(wrong) from wrong

    def _user(self, ask: Ask) -> VirtualUser:
        user_id = int(ask.named["id"])
        if user_id not in self._world.people:
            raise bad_request("no such person")
        return VirtualUser(self._world, user_id, self._world.bot(ask.query.get("bot")))

    async def _bots(self, _ask: Ask) -> list[Json]:
        return [bot.about for bot in self._world.bots.values()]

    async def _users(self, _ask: Ask) -> list[Json]:
        return list(self._world.people.values())

    async def _add_user(self, ask: Ask) -> Json:
        asked = read_object(ask.content)
        return self._world.add_person(
            asked["first_name"], asked.get("id"), asked.get("username"), asked.get("language_code")
        )

    async def _add_group(self, ask: Ask) -> Json:
        asked = read_object(ask.content)
        bot = self._world.bot(ask.query.get("bot"))
        return make_group(self._world, bot, asked["title"], asked["members"]).about

    async def _chat(self, ask: Ask) -> Json:
        user = self._user(ask)
        chat = user.find_chat(_chat_id(ask))
        blocked = chat.is_private and user.id in user.bot.blocked_by
        messages = list(chat.messages.values())
        return {
            "chat": chat.about,
            "messages": messages,
            "pinned": chat.pinned,
            "seq": chat.feed.seq,
            "blocked": blocked,
        }

    async def _events(self, ask: Ask) -> list[Json]:
        user = self._user(ask)
        chat = user.find_chat(_chat_id(ask))
        after = int(ask.query.get("after", 0))
        asked_s = float(ask.query.get("timeout", 0))
        timeout_s = asked_s if 0 <= asked_s <= _WAIT_MAX_S else _WAIT_MAX_S
        events = await chat.feed.wait_after(after, timeout_s)
        return [_for_user(event, user) for event in events]

    async def _commands(self, ask: Ask) -> list[Json]:
        return self._user(ask).commands(_chat_id(ask))

    async def _send_file(self, ask: Ask) -> Json:
        """Send the ask's body as a file; what it is stands in the query."""
        kind = ask.query["kind"]
        if kind not in _FILE_KINDS:
            raise bad_request(f"no such kind of file: {kind}")
        upload = Upload(ask.query.get("name", kind), ask.content)
        caption = ask.query.get("caption", "")
        return self._user(ask).send_file(kind, upload, caption, _chat_id(ask))

    async def _act(self, ask: Ask) -> Json:
        user = self._user(ask)
        asked = read_object(ask.content)
        action = ask.named["action"]
        chat_id = asked.get("chat_id")
        if action == "text":
            return user.send_text(asked["text"], chat_id, asked.get("reply_to"))
        if action == "tap":
            ids = user.tap(asked["message_id"], asked["data"], chat_id, asked.get("times", 1))
            return {"query_ids": ids, "seq": user.find_chat(chat_id).feed.seq}
        return _seldom(user, action, asked) or self._about_account(user, action)

    def _about_account(self, user: VirtualUser, action: str) -> Json:
        if action == "block":
            user.block()
        elif action == "unblock":
            user.unblock()
        elif action == "deactivate":
            self._world.deactivated.add(user.id)
        else:
            raise bad_request(f"no such action: {action}")
        return {"seq": user.chat.feed.seq}

    async def _list_faults(self, _ask: Ask) -> list[Json]:
        return self._faults.as_json()

    async def _add_fault(self, ask: Ask) -> list[Json]:
        self._faults.add(Fault(**read_object(ask.content)))
        return self._faults.as_json()

    async def _clear_faults(self, _ask: Ask) -> list[Json]:
        self._faults.clear()
        return []

    async def _list_calls(self, ask: Ask) -> Json:
        last = int(ask.query["last"]) if "last" in ask.query else None
        return {"latest": self._calls.as_json(last), "counts": dict(self._calls.counts)}

    async def _switch_limits(self, ask: Ask) -> Json:
        self._limits.on = bool(read_object(ask.content)["on"])
        return {"on": self._limits.on}

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.find(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        if stored.kind == "document":
            # A document is saved, never opened inside the page's own origin.
            named = f"attachment; filename*=UTF-8''{quote(stored.name)}"
            headers = {"Content-Disposition": named}
            return web.Response(body=stored.data, content_type="application/octet-stream", headers=headers)
        return web.Response(
            body=stored.data, content_type=_SHOWN_AS.get(stored.kind, "application/octet-stream")
        )


def _seldom(user: VirtualUser, action: str, asked: Json) -> Json | None:
    """Send what is no plain text; None for an action that sends nothing."""
    if action == "link":
        return user.open_link(asked["link"])
    if action == "edit":
        return user.edit_text(asked["message_id"], asked["text"])
    if action == "forward":
        return user.forward(asked["text"], asked["writer"])
    if action == "contact":
        contact = {
            "phone_number": asked["phone_number"],
            "first_name": user.about["first_name"],
            "user_id": user.id,
        }
        return user.send({"contact": contact}, asked.get("chat_id"))
    return None


def _for_user(event: Json, user: VirtualUser) -> Json:
    """Return `event` as far as `user` may see it: an answer to a press is seen by who pressed."""
    if event["kind"] == "answer" and event["user_id"] != user.id:
        return {"kind": "hidden", "seq": event["seq"]}
    return event


def _chat_id(ask: Ask) -> int | None:
    value = ask.query.get("chat_id")
    return int(value) if value else None


def _as_json(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            ask = Ask(request.match_info, request.query, await request.read())
            return web.json_response(await handler(ask))
        except ApiError as refused:
            return web.json_response(refused.as_json(), status=refused.status)
        except MISTAKES as wrong:
            return web.json_response(_mistaken(wrong).as_json(), status=400)

    return answer


def _mistaken(wrong: BaseException) -> ApiError:
    return bad_request(f"{type(wrong).__name__}: {wrong}")
