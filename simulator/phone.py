"""Phones: what tests hold in their hands; they ask the control API, over HTTP or beside it in the same process."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from simulator.refusals import Json
from simulator.remote import Client
from simulator.screen import Group, Message, Mirror, Toast, describe

TIMEOUT_S = 20.0
"""How long a phone waits for the bot before the test fails."""


class NotShownError(AssertionError):
    """The bot did not show what was waited for; the text says what the chat shows instead."""


class Phone:
    """One person's phone. `chat` is a Group; without it, the private chat with the bot is meant."""

    def __init__(self, client: Client, about: Json) -> None:
        """Take the phone of the person `about` (a User object)."""
        self._client = client
        self.about = about
        self._mirrors: dict[int, Mirror] = {}

    @property
    def id(self) -> int:
        """The person's user id."""
        return int(self.about["id"])

    # --- what a person does -------------------------------------------------------------------------------

    async def send(self, text: str, chat: Group | None = None) -> Message:
        """Send `text`, wait until the bot shows something new in the chat and return that.

        Raises:
            NotShownError: nothing came in time.
        """
        return await self._shown_after(await self.send_nowait(text, chat), chat)

    async def send_nowait(self, text: str, chat: Group | None = None) -> int:
        """Send `text` and return the number of its event, for `see(..., since=...)`."""
        return await self._act("text", {"text": text}, chat)

    async def edit(self, message_id: int, text: str) -> int:
        """Change a text sent before and return the number of its event, as `send_nowait`."""
        return await self._act("edit", {"message_id": message_id, "text": text})

    async def open_link(self, link: str) -> Message:
        """Open a t.me link of the bot, press START and return what the bot shows."""
        return await self._shown_after(await self._act("link", {"link": link}))

    async def tap(self, label: str, chat: Group | None = None) -> Toast | None:
        """Press an inline button and wait for the bot's answer; return its toast, None when it has no text.

        The message shown or edited last is looked at first, in it a button called `label`, then one whose
        label contains it. Waits for such a button to appear.

        Raises:
            NotShownError: no such button appeared, or the bot did not answer the press.
        """
        return await self.answer((await self.tap_nowait(label, chat))[0], chat)

    async def tap_nowait(self, label: str, chat: Group | None = None, times: int = 1) -> list[str]:
        """Press a button `times` times at once, before the bot can act; return the presses, for `answer`."""
        button: list[tuple[int, str]] = []

        def there(mirror: Mirror) -> bool:
            button[:] = mirror.find_button(label)
            return bool(button)

        await self._until(there, f"a button {label!r}", chat)
        return await self._press(*button[0], chat, times)

    async def tap_on(self, message_id: int, label: str, chat: Group | None = None) -> Toast | None:
        """Press a button of one certain message, however old, and wait for the answer."""
        mirror = await self._sync(chat)
        found = mirror.find_button(label, message_id)
        if not found:
            raise NotShownError(f"message {message_id} has no button {label!r}\n{describe(mirror)}")
        return await self.answer((await self._press(*found[0], chat, 1))[0], chat)

    async def answer(self, press: str, chat: Group | None = None) -> Toast | None:
        """Wait for the answer to a press and return its toast, None when it has no text."""
        mirror = await self._until(lambda seen: press in seen.answers, "an answer to the press", chat)
        return mirror.answers[press]

    async def send_photo(self, data: bytes, caption: str = "", *, wait: bool = True) -> Message | None:
        """Send a picture; with `wait`, return what the bot shows then."""
        return await self._send_file("photo", {"name": "photo.jpg", "caption": caption}, data, wait=wait)

    async def send_document(
        self, name: str, data: bytes, caption: str = "", *, wait: bool = True
    ) -> Message | None:
        """Send a file called `name`; with `wait`, return what the bot shows then."""
        return await self._send_file("document", {"name": name, "caption": caption}, data, wait=wait)

    async def send_voice(self, data: bytes = b"OggS", *, wait: bool = True) -> Message | None:
        """Send a voice message; with `wait`, return what the bot shows then."""
        return await self._send_file("voice", {}, data, wait=wait)

    async def send_sticker(self, *, wait: bool = True) -> Message | None:
        """Send a sticker; with `wait`, return what the bot shows then."""
        return await self._send_file("sticker", {}, b"RIFF", wait=wait)

    async def send_contact(self, phone_number: str, *, wait: bool = True) -> Message | None:
        """Send the own contact; with `wait`, return what the bot shows then."""
        seq = await self._act("contact", {"phone_number": phone_number})
        return await self._shown_after(seq) if wait else None

    async def forward(
        self, text: str, writer: "str | Phone" = "家属", *, wait: bool = True
    ) -> Message | None:
        """Forward a text of `writer` (a name: the account is hidden); with `wait`, return what is shown."""
        named = writer.id if isinstance(writer, Phone) else writer
        seq = await self._act("forward", {"text": text, "writer": named})
        return await self._shown_after(seq) if wait else None

    async def block(self) -> None:
        """Block the bot."""
        await self._act("block", {})

    async def unblock(self) -> None:
        """Unblock the bot."""
        await self._act("unblock", {})

    async def deactivate(self) -> None:
        """Delete the account."""
        await self._act("deactivate", {})

    # --- what a person sees -------------------------------------------------------------------------------

    async def see(self, text: str, chat: Group | None = None, since: int = 0) -> Message:
        """Wait until a message of the bot contains `text` and return it, the one shown last first.

        `since` leaves out what was shown before that event (see `mark`).

        Raises:
            NotShownError: no such message came in time.
        """
        mirror = await self._until(lambda seen: bool(seen.find(text, since)), f"{text!r}", chat)
        return mirror.find(text, since)[0]

    async def gone(self, text: str, chat: Group | None = None) -> None:
        """Wait until no message of the bot contains `text`.

        Raises:
            NotShownError: it is still there.
        """
        await self._until(lambda seen: not seen.find(text), f"{text!r} to be gone", chat)

    async def erased(self, text: str, chat: Group | None = None) -> None:
        """Wait until no message in the chat contains `text`, whoever wrote it.

        Raises:
            NotShownError: it is still there.
        """

        def is_gone(seen: Mirror) -> bool:
            return not any(text in message.text for message in seen.messages())

        await self._until(is_gone, f"{text!r} to be erased", chat)

    async def mark(self, chat: Group | None = None) -> int:
        """Return the number of the chat's latest event, for `see(..., since=...)`."""
        return (await self._sync(chat)).seq

    async def quiet(self, for_s: float = 0.3, chat: Group | None = None) -> None:
        """Wait `for_s` seconds in which nothing happens in the chat.

        Raises:
            NotShownError: something happened.
        """
        mirror = await self._sync(chat)
        before = mirror.seq
        await self._pull(mirror, chat, for_s)
        if mirror.seq != before:
            raise NotShownError(f"the chat was not quiet\n{describe(mirror)}")

    async def screen(self, chat: Group | None = None) -> Message | None:
        """Return the message that the bot sent or edited last and that is still there."""
        shown = (await self._sync(chat)).find("")
        return shown[0] if shown else None

    async def chat(self, chat: Group | None = None) -> list[Message]:
        """Return all messages of the chat, oldest first."""
        return (await self._sync(chat)).messages()

    async def commands(self, chat: Group | None = None) -> list[Json]:
        """Return the commands that the client lists for this person."""
        where = {"chat_id": chat.id} if chat else {}
        commands: list[Json] = await self._client.get(f"users/{self.id}/commands", **where)
        return commands

    async def download(self, message: Message) -> bytes:
        """Return the bytes of the file in `message`."""
        if message.file_id is None:
            raise NotShownError(f"no file in the message\n{message.text}")
        return await self._client.download(message.file_id)

    # --- how ----------------------------------------------------------------------------------------------

    async def _act(self, action: str, body: Json, chat: Group | None = None) -> int:
        where = {"chat_id": chat.id} if chat else {}
        return int((await self._client.post(f"users/{self.id}/{action}", body | where))["seq"])

    async def _send_file(self, kind: str, about: Json, data: bytes, *, wait: bool) -> Message | None:
        sent = await self._client.upload(f"users/{self.id}/file", data, kind=kind, **about)
        seq = int(sent["seq"])
        return await self._shown_after(seq) if wait else None

    async def _press(self, message_id: int, data: str, chat: Group | None, times: int) -> list[str]:
        body: Json = {"message_id": message_id, "data": data, "times": times}
        if chat:
            body["chat_id"] = chat.id
        ids: list[str] = (await self._client.post(f"users/{self.id}/tap", body))["query_ids"]
        return ids

    async def _shown_after(self, seq: int, chat: Group | None = None) -> Message:
        mirror = await self._until(lambda seen: bool(seen.find("", seq)), "anything new", chat)
        return mirror.find("", seq)[0]

    def _mirror(self, chat: Group | None) -> Mirror:
        return self._mirrors.setdefault(chat.id if chat else self.id, Mirror())

    async def _sync(self, chat: Group | None) -> Mirror:
        mirror = self._mirror(chat)
        await self._pull(mirror, chat, 0)
        return mirror

    async def _pull(self, mirror: Mirror, chat: Group | None, timeout_s: float) -> None:
        """Bring `mirror` up to date, waiting up to `timeout_s` seconds for something to happen."""
        where = {"chat_id": chat.id} if chat else {}
        path = f"users/{self.id}/events"
        for event in await self._client.get(path, after=mirror.seq, timeout=timeout_s, **where):
            mirror.take(event)

    async def _until(self, holds: Callable[[Mirror], bool], what: str, chat: Group | None) -> Mirror:
        mirror = self._mirror(chat)
        if holds(mirror):
            # What was so when it was last looked at need not be so still; otherwise the first look may wait.
            await self._pull(mirror, chat, 0)
        clock = asyncio.get_running_loop().time
        deadline = clock() + TIMEOUT_S
        while not holds(mirror):
            left_s = deadline - clock()
            if left_s <= 0:
                raise NotShownError(f"waited {TIMEOUT_S:.0f} s for {what}\n{describe(mirror)}")
            await self._pull(mirror, chat, left_s)
        return mirror


class Phones:
    """Makes phones for one simulator; a context, as its client is."""

    def __init__(self, client: Client) -> None:
        """Make phones that ask by `client`."""
        self.client = client

    async def __aenter__(self) -> Self:
        """Open the client."""
        await self.client.__aenter__()
        return self

    async def __aexit__(self, *raised: object) -> None:
        """Close the client."""
        await self.client.close()

    async def new(
        self,
        name: str,
        user_id: int | None = None,
        username: str | None = None,
        language_code: str | None = "zh-hans",
    ) -> Phone:
        """Return the phone of a new person, who has not talked to the bot yet."""
        about = {"first_name": name, "id": user_id, "username": username, "language_code": language_code}
        return Phone(self.client, await self.client.post("users", about))

    async def new_group(self, title: str, members: list[Phone]) -> Group:
        """Return a new group of `members`, started by the first of them, with the bot in it."""
        ids = [member.id for member in members]
        return Group(await self.client.post("groups", {"title": title, "members": ids}))

    async def fault(self, kind: str, **fault: Any) -> None:
        """Switch a fault on: the fields of simulator.faults.Fault."""
        await self.client.post("faults", {"kind": kind, **fault})

    async def clear_faults(self) -> None:
        """Switch all faults off."""
        await self.client.delete("faults")

    async def calls(self) -> Json:
        """Return the latest Bot API calls ("latest") and their number by method ("counts")."""
        answer: Json = await self.client.get("calls")
        return answer
