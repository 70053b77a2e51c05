"""Strangers who tell, who come back with their receipt, and the office that reads and asks."""

import re
from dataclasses import dataclass

from domain.tips.routing import Body
from simulator.screen import Message
from storage.tips.sealing import OfficeKey, open_text
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from tests.processes.people import Act, Collects, Goal, Person, Way, says, taps
from tests.processes.reports import send_album
from tests.processes.town import Town, asked

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]")
PICTURES = 2
_ATTACHED = re.compile(r"附件 (\d+) 个")
CANARIES = ("canary在唱歌", "cuckoo科", "oriole补充")
"""What stands in all that strangers type, and nowhere else."""


@dataclass
class Stranger:
    """Somebody who tells about one thing; `number` is theirs alone."""

    number: int
    person: Person
    code: str = ""
    _sent_when: int | None = None
    """How often they had looked again when they sent the pictures last."""

    @property
    def what(self) -> str:
        return f"金丝雀{self.number:03}canary在唱歌"

    @property
    def where(self) -> str:
        return f"布谷{self.number:03}cuckoo科"

    @property
    def more(self) -> str:
        return f"黄鹂{self.number:03}oriole补充"

    @property
    def sends_album(self) -> bool:
        return self.number % 2 == 0

    async def tell(self) -> None:
        """Tell, and keep the receipt."""
        goal = Goal(
            begin="/tip",
            done="回执码  ",
            ways=(
                Way("提交前请知悉", taps("匿名提交")),
                Way("请写明发生了什么事", Collects(self._write, self._go_on_writing, "内容")),
                Way("涉及哪个科室", says(self.where)),
                Way("涉及谁", taps("跳过")),
                Way("什么时候发生的", taps("跳过")),
                Way("是否涉及监督人员自己", taps("都不涉及")),
                Way("属于哪个方面", taps("医德医风")),
                Way("请核对", self._submit),
            ),
        )
        window = await self.person.reach(goal)
        found = CODE.search(window.text)
        assert found is not None, window.text
        self.code = found.group()
        await self.person.press(window, "完成")

    async def add(self) -> None:
        """Come back with the receipt and add something."""
        goal = Goal(
            begin=f"/receipt {self.code}",
            done="已收到您的回答",
            ways=(
                Way("请写下回答或补充的情况", Collects(says(self.more), taps("写好了"), "写好了")),
                Way("状态：", self._go_on),
                Way("请核对", taps("提交")),
            ),
        )
        await self.person.press(await self.person.reach(goal), "完成")

    async def _write(self, person: Person, _window: Message) -> None:
        """Say what it is; where all of it was lost, the pictures are to be sent again, too."""
        self._sent_when = None
        await person.type(self.what)

    async def _go_on_writing(self, person: Person, window: Message) -> None:
        """Send the pictures, once more those that are missing after another look, then go on."""
        found = _ATTACHED.search(window.text)
        missing = PICTURES - int(found.group(1) if found else 0) if self.sends_album else 0
        if missing <= 0:
            await person.press(window, "写好了")
        elif self._sent_when != person.looked_again:
            self._sent_when = person.looked_again
            send_album(person, missing)

    async def _submit(self, person: Person, window: Message) -> None:
        assert self.what in window.text, window.text
        await person.press(window, "提交")

    async def _go_on(self, person: Person, window: Message) -> None:
        asked = any("回答问题" in label for row in window.buttons for label in row)
        await person.press(window, "回答问题" if asked else "补充材料")


def ask_goal(number: str, question: str) -> Goal:
    """Return how somebody of the office asks whoever sent the tip `number`, once."""
    return Goal(
        begin="/tips",
        done="我方 1 条",
        ways=(
            Way("的反映人提问", says(question)),
            Way("线索登记", _turn_to(number)),
            Way(f"线索 {number}", taps("提问")),
        ),
    )


def _turn_to(number: str) -> Act:
    async def act(person: Person, window: Message) -> None:
        listed = any(label.startswith(number) for row in window.buttons for label in row)
        await person.press(window, number if listed else "较早")

    return act


async def read_by_office(office: Person, number: str, key: OfficeKey) -> str:
    """Have somebody of the office take the sealed words of a tip to their own machine; return what they read there."""
    goal = Goal(
        begin="/tips",
        done="gridbot open-tip",
        ways=(Way("线索登记", _turn_to(number)), Way(f"线索 {number}", taps("下载内容"))),
    )
    before = {message.message_id for message in await office.phone.chat()}
    await office.reach(goal)
    sent = [
        message
        for message in await office.phone.chat()
        if message.file_kind == "document" and message.message_id not in before
    ]
    return open_text(await office.phone.download(sent[-1]), key.identity)


async def tips_kept(town: Town) -> dict[str, tuple[str, list[str]]]:
    """Return what the office's key opens of each tip and of what was added to it, by its number."""

    def work(uow: UnitOfWork) -> dict[str, tuple[bytes | None, list[bytes]]]:
        numbers = [tip.number for tip in uow.tips.latest(TipReader(Body.OFFICE, 0), 10_000)]
        return {
            number: (
                uow.tips.sealed(number)[0],
                [said.sealed_text for said in uow.tip_threads.messages(number) if said.from_reporter],
            )
            for number in numbers
        }

    def opened(sealed: bytes | None) -> str:
        return open_text(sealed or b"", town.office_key.identity)

    kept = await asked(town, work)
    return {number: (opened(text), [opened(each) for each in more]) for number, (text, more) in kept.items()}
