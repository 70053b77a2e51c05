"""What people report: words and numbers of their own, and how they get there window by window."""

from dataclasses import dataclass
from typing import Any

from simulator.screen import Message
from simulator.state.users import VirtualUser
from simulator.wire.params import Upload
from tests.handlers.by_hand import picture
from tests.processes.people import Act, Goal, Person, Way, says, taps

LIGHTS = {"绿": "green", "黄": "yellow", "红": "red"}
ALBUM = 3
"""How many pictures are in one."""
ELSEWHERE = ("请选择要填报的项目", "可随时退出", "都已提交")
"""Where /report leads once the one report is filed."""


@dataclass(frozen=True)
class Words:
    """What a person types; `number` is theirs alone."""

    number: int

    @property
    def own(self) -> str:
        """A word that nobody else types, and that is no part of anybody else's."""
        return f"字{self.number:04}号"

    @property
    def light(self) -> str:
        return "黄" if self.number % 9 == 0 else "绿"

    @property
    def sends_album(self) -> bool:
        return self.number % 10 == 3

    def monthly(self) -> dict[str, Any]:
        """Return the answers of the monthly report as they are filed, its pictures counted."""
        packets = self.number % 2
        money = {"red_packets_amount": f"{100 + self.number}.00"} if packets else {}
        return {
            "light": LIGHTS[self.light],
            "education_sessions": 1 + self.number % 3,
            "education_attendance": 10 + self.number,
            "talks": self.number % 50,
            "tendencies": 1,
            "tendencies.1.summary": f"{self.own}登记不全",
            "tendencies.1.area": "service",
            "tendencies.1.done": f"{self.own}已提醒",
            "warnings": 0,
            "red_packets": packets,
            **money,
            "suggestions": f"{self.own}建议集中学习",
            "note": None,
            "attachments": ALBUM if self.sends_album else 0,
        }

    def selfcheck(self) -> dict[str, Any]:
        """Return the answers of the quarterly self-check as they are filed."""
        return {
            "find_done": True,
            "find_count": self.number % 40,
            "grade_done": False,
            "manage_done": False,
            "warn_done": False,
            "handle_done": False,
            "problems": 0,
            "open_rectifications": self.number % 7,
            "report_text": f"{self.own}自查小结",
        }


def monthly_goal(words: Words, month: str) -> Goal:
    """Return how to file the monthly report of `month` (6月)."""
    told, title = words.monthly(), f"{month}网格廉情月报"
    return Goal(
        begin="/report",
        about=title,
        done="已提交。",
        gone=ELSEWHERE,
        ways=(
            *_to_the_form(title),
            Way("为何种灯色", taps(words.light)),
            Way("廉政教育几场", says(str(told["education_sessions"]))),
            Way("廉政教育多少人次", says(str(told["education_attendance"]))),
            Way("谈心谈话多少人次", says(str(told["talks"]))),
            Way("倾向性问题几项", taps("1")),
            Way("请简述该问题", says(told["tendencies.1.summary"])),
            Way("属于哪个领域", taps("医疗服务")),
            Way("已采取什么措施", says(told["tendencies.1.done"])),
            Way("警示提醒多少次", taps("0")),
            Way("红包多少人次", taps(str(told["red_packets"]))),
            Way("红包金额合计", says(str(100 + words.number))),
            Way("哪些意见建议", says(told["suggestions"])),
            Way("有无需要说明", taps("跳过")),
            Way("有无照片或文件", _attach() if words.sends_album else taps("跳过")),
            Way("请核对", _submit(words.own)),
        ),
    )


def selfcheck_goal(words: Words, quarter: str) -> Goal:
    """Return how to file the self-check of `quarter` (二季度)."""
    told, title = words.selfcheck(), f"{quarter}自查小结"
    return Goal(
        begin="/report",
        about=title,
        done="已提交。",
        gone=ELSEWHERE,
        ways=(
            *_to_the_form(title),
            Way("是否查找廉政风险点", taps("是")),
            Way("查找风险点多少个", says(str(told["find_count"]))),
            Way("是否对风险点评定等级", taps("否")),
            Way("是否落实风险防控措施", taps("否")),
            Way("是否进行风险预警", taps("否")),
            Way("是否对出现的问题作出处理", taps("否")),
            Way("自查发现问题几项", taps("0")),
            Way("整改事项几项", says(str(told["open_rectifications"]))),
            Way("请填写本季度自查小结", says(told["report_text"])),
            Way("请核对", _submit(words.own)),
        ),
    )


def _to_the_form(title: str) -> tuple[Way, ...]:
    return (
        Way("请选择要填报的项目", taps(title)),
        Way("可随时退出", taps("开始填报")),
    )


def _submit(own: str) -> Act:
    async def act(person: Person, window: Message) -> None:
        assert own in window.text, f"{person.name} is to confirm what they did not type:\n{window.text}"
        await person.press(window, "提交")

    return act


def _attach() -> Act:
    """Return the act of sending an album once, and going on when all of it has come."""
    sent: list[bool] = []

    async def act(person: Person, window: Message) -> None:
        if f"{ALBUM} 个" in window.text:
            await person.press(window, "继续")
        elif not sent:
            sent.append(True)
            send_album(person)

    return act


def send_album(person: Person, size: int = ALBUM) -> None:
    """Send `size` pictures as one album: as many updates, all at once."""
    client: Any = person.phone._client
    world = client._simulator.world
    user = VirtualUser(world, person.phone.id, world.bot(client._bot.get("bot")))
    group = world.new_query_id()
    for number in range(size):
        stored = world.files.add("photo", Upload(f"{number}.png", picture()))
        user.send({"photo": [stored.about], "media_group_id": group})
