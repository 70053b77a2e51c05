"""Who plays in the demo: people with phones, whose every act and whose chat is written down as it goes."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.stage.demo_page import StoryPage
from bot.stage.stage import Stage
from domain.time.clock import SHANGHAI
from forms.fields import Form
from locales import DEFAULT_LANGUAGE, Speech
from locales.dates import duty_title
from simulator.phone import NotShownError, Phone
from simulator.screen import Message

OFFICE = "监察室主任"
YEAR = 2026
MORNING = 8
"""The hour at which the day's reminders go out."""
AT_ONCE = 8
"""How many people of a crowd act at the same time."""
_A_MOMENT = timedelta(seconds=20)
_TAG = re.compile(r"</?[a-z]+>")
_LINK = re.compile(r"https://t\.me/\S+")


class Actor:
    """One person and their phone."""

    def __init__(self, name: str, phone: Phone, stage: Stage, page: StoryPage) -> None:
        """Play `name`, who holds `phone`."""
        self.name = name
        self.phone = phone
        self._stage = stage
        self._page = page
        self._seq = 0
        self._known: dict[int, tuple[str, list[list[str]]]] = {}

    async def send(self, text: str) -> Message:
        """Type `text`; return the window that follows."""
        await self._look()
        self._act(text)
        return await self._show(await self.phone.send_nowait(text))

    async def open_link(self, link: str) -> Message:
        """Open an invitation link; return the window that follows."""
        await self._look()
        self._act(link)
        await self.phone.open_link(link)
        return await self._show(self._seq)

    async def forward(self, text: str, writer: str, said: str) -> Message:
        """Forward a message of `writer` to the bot, written down as `said`; return the window that follows."""
        await self._look()
        self._act(said)
        since = await self.phone.mark()
        await self.phone.forward(text, writer, wait=False)
        return await self._show(since)

    async def tap(self, label: str) -> None:
        """Press the button whose label is or contains `label`, and show what comes of it."""
        await self._look()
        self._act(f"[{label}]")
        toast = await self.phone.tap(label)
        for message in await self._look():
            self._page.window(message)
        if toast is not None:
            self._page.note(toast.text)
        await self._page.breathe()

    async def gets(self, text: str) -> Message:
        """Show the message that came unasked and contains `text`."""
        found = await self.phone.see(text, since=self._seq)
        await self._look()
        self._page.arrival(self._stage.clock.now(), self.name)
        self._page.window(found)
        await self._page.breathe()
        return found

    async def gets_with_picture(self, text: str) -> tuple[Message, bytes]:
        """Show the message that came unasked and contains `text` and the picture above it; return both.

        Raises NotShownError where the message above it is no picture.
        """
        found = await self.phone.see(text, since=self._seq)
        await self._look()
        above = [message for message in await self.phone.chat() if message.message_id < found.message_id]
        if not above or above[-1].file_kind != "photo":
            raise NotShownError(f"{self.name}: a picture above {text!r}")
        self._page.arrival(self._stage.clock.now(), self.name)
        self._page.window(above[-1])
        self._page.window(found)
        await self._page.breathe()
        return found, await self.phone.download(above[-1])

    async def sees(self, text: str) -> Message:
        """Wait until the chat shows `text`, and show what has not been shown yet."""
        found = await self.phone.see(text)
        for message in await self._look():
            self._page.window(message)
        return found

    async def file(self, ending: str) -> tuple[str, bytes]:
        """Return the name and the bytes of the latest file whose name has this `ending`. Raises NotShownError."""
        for message in reversed(await self.phone.chat()):
            if (message.file_name or "").endswith(ending):
                return str(message.file_name), await self.phone.download(message)
        raise NotShownError(f"{self.name}: a file {ending}")

    def _act(self, what: str) -> None:
        self._stage.clock.advance(_A_MOMENT)
        self._page.act(self._stage.clock.now(), self.name, what)

    async def _show(self, since: int) -> Message:
        while not (fresh := await self._look()):
            await self.phone.see("", since=since)
            since = await self.phone.mark()
        for message in fresh:
            self._page.window(message)
        await self._page.breathe()
        return fresh[-1]

    async def _look(self) -> list[Message]:
        """Return what the bot has shown since the last look; a window that only lost its buttons is no news."""
        self._seq = await self.phone.mark()
        fresh = []
        for message in await self.phone.chat():
            if not message.from_bot:
                continue
            text, buttons = self._known.get(message.message_id, (None, []))
            self._known[message.message_id] = message.text, message.buttons
            if message.text != text or (message.buttons and message.buttons != buttons):
                fresh.append(message)
        return fresh


@dataclass
class Play:
    """The demo as it goes: the stage, the page it is written on, and who has appeared so far."""

    stage: Stage
    page: StoryPage
    speech: Speech
    inspectors: list[str] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    restarts: int = 0

    def say(self, key: str, **details: str | int) -> str:
        """Return the words of `key` as they stand on a phone."""
        return _TAG.sub("", self.speech.label(key, **details))

    def scene(self, key: str) -> None:
        """Begin a part of the story."""
        self.page.scene(self.say(f"demo-scene-{key}"))

    def note(self, key: str, **details: str | int) -> None:
        """Say something as the narrator."""
        self.page.note(self.say(f"demo-note-{key}", **details))

    def form(self, form_id: str) -> Form:
        """Return a form, for the words on its buttons."""
        return self.stage.app.house.forms[form_id]

    def title(self, form_id: str, period_id: str) -> str:
        """Return e.g. 6月网格廉情月报."""
        return duty_title(self.speech, self.form(form_id).title, period_id)

    def field_label(self, form_id: str, key: str, choice: str | None = None) -> str:
        """Return the label of a field of a form, or of one of its choices."""
        found = self.form(form_id).field(key)
        if choice is not None:
            labels = {offered.value: offered.label for offered in found.choices}
            return labels[choice][self.speech.language]
        return found.label[self.speech.language]

    def keep(self, name: str, content: bytes) -> None:
        """Put a file into the demo's folder, for its owner alone."""
        path = self.stage.folder / name
        path.touch(mode=0o600)
        path.write_bytes(content)

    async def at(self, month: int, day: int, hour: int = MORNING) -> None:
        """Let the days go by until then, each with its morning, at which the bot does what is due."""
        clock = self.stage.clock
        end = datetime(YEAR, month, day, hour, tzinfo=SHANGHAI)
        morning = clock.now().astimezone(SHANGHAI).replace(hour=MORNING, minute=0, second=0)
        while (morning := morning + timedelta(days=1)) < end:
            clock.move_to(morning)
            await self.stage.app.tick()
        clock.move_to(end)
        await self.stage.app.tick()

    async def newcomer(self, name: str) -> Actor:
        """Return somebody who has not talked to the bot yet, but chosen the language of this demo."""
        phone = await self.stage.phones.new(name)
        if self.speech.language != DEFAULT_LANGUAGE:
            await phone.send("/language")
        self.actors[name] = Actor(name, phone, self.stage, self.page)
        return self.actors[name]

    async def crowd(self, key: str, names: Iterable[str], act: Callable[[Actor], Awaitable[None]]) -> None:
        """Have `act` done by all `names`, some at once, and count them in one line."""
        waiting = asyncio.Semaphore(AT_ONCE)
        everybody = list(names)
        done = 0

        async def one(name: str) -> None:
            nonlocal done
            async with waiting:
                await act(self.actors.get(name) or await self.newcomer(name))
            done += 1
            self.page.count(self.say(f"demo-crowd-{key}"), done, len(everybody))

        try:
            async with asyncio.TaskGroup() as tasks:
                for name in everybody:
                    tasks.create_task(one(name))
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None
        await self.page.breathe()


def find_link(message: Message) -> str:
    """Return the invitation link in `message`. Raises NotShownError."""
    found = _LINK.search(message.text)
    if found is None:
        raise NotShownError(f"no link in the message\n{message.text}")
    return found[0]
