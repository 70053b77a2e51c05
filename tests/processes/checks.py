"""What must hold once the month is over, whatever was killed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from storage.database import Database
from storage.tables import duty_items, people, submissions
from tests.processes.play import DUE_ON, Month
from tests.processes.tips import tips_kept
from tests.processes.town import BRANCHES

ABOUT_TIPS = ("有新的线索", "有线索收到补充材料")
"""Of these letters there is one a tip."""
DIGEST = "6月网格廉情月报"
"""How it begins."""
_FIGURES = re.compile(r"\d+")
_OWN_WORD = re.compile(r"字(\d{4})号")
_TIPS_WORD = re.compile(r"(?:金丝雀|布谷|黄鹂)(\d{3})")


def filed(database: Database) -> Counter[tuple[str, str, str]]:
    """Return how often who has filed which form with which answers (as text, attachments counted)."""
    query = (
        select(people.c.name, submissions.c.form_id, submissions.c.answers)
        .join(people, people.c.id == submissions.c.person_id)
        .join(duty_items, duty_items.c.id == submissions.c.item_id)
    )
    with database.engine.connect() as connection:
        return Counter((name, form, _told(answers)) for name, form, answers in connection.execute(query))


def to_be_filed(month: Month) -> Counter[tuple[str, str, str]]:
    """Return the same as they typed it."""
    typed: Counter[tuple[str, str, str]] = Counter()
    for name in month.filing:
        words = month.words[name]
        typed[name, "monthly_report", _told(words.monthly())] += 1
        typed[name, "quarterly_selfcheck", _told(words.selfcheck())] += 1
    return typed


def _told(answers: Mapping[str, Any]) -> str:
    attached = answers.get("attachments", 0) or 0
    counted = {**answers, "attachments": attached if isinstance(attached, int) else len(attached)}
    return "\n".join(f"{key}={value!r}" for key, value in sorted(counted.items()))


def strayed(month: Month) -> list[str]:
    """Return windows that showed somebody what another typed; of all that were ever shown."""
    own = {month.people[name].phone.id: f"{words.number:04}" for name, words in month.words.items()}
    told = {stranger.person.phone.id: f"{stranger.number:03}" for stranger in month.strangers}
    return [
        f"{name}: {text}"
        for chat_id, name in month.named.items()
        for text in _shown_to(month, chat_id)
        if _strangers_of(_OWN_WORD, text, own.get(chat_id))
        or _strangers_of(_TIPS_WORD, text, told.get(chat_id))
    ]


def _shown_to(month: Month, chat_id: int) -> Iterable[str]:
    world = month.town.simulator.world
    for event in world.private_chat(world.bot(month.town.bot), chat_id).feed.after(0):
        message = event.get("message")
        if message is not None and message["from"]["is_bot"]:
            yield str(message.get("text", message.get("caption", "")))


def _strangers_of(word: re.Pattern[str], text: str, own: str | None) -> set[str]:
    return set(word.findall(text)) - {own}


async def tips_wrong(month: Month) -> list[str]:
    """Return what of the tips is not there as it was told, not read as it was told, or has a gap in its numbers."""
    kept = await tips_kept(month.town)
    wrong = (
        [] if sorted(kept) == [f"2026-{n:03}" for n in range(1, len(kept) + 1)] else ["gaps in the numbers"]
    )
    for stranger in month.strangers:
        own = [(text, more) for text, more in kept.values() if stranger.what in text]
        if not any(stranger.where in text and stranger.more in more for text, more in own):
            wrong.append(f"{stranger.person.name}: {own}")
    wrong += [f"{number} read otherwise" for number, text in month.read.items() if kept[number][0] != text]
    return wrong


def repeated(month: Month) -> Counter[tuple[str, str, str]]:
    """Return the letters that came to somebody more often on a day than they should, and how often."""
    came = month.town.seen.counted(month.named)
    tips = len(month.strangers)
    return came - Counter({letter: tips if letter[2].startswith(ABOUT_TIPS) else 1 for letter in came})


def due(month: Month) -> Counter[tuple[str, str, str]]:
    """Return the letters that came: to whom, on which day, which; of those about reviews not how many wait.

    Where the clock ticks while people report, the count is that of the moment.
    """
    told = month.town.seen.counted(month.named)
    return Counter(
        {
            (who, day, _FIGURES.sub("", line) if "等待您审核" in line else line): times
            for (who, day, line), times in told.items()
        }
    )


def digests_wrong(month: Month) -> list[tuple[str, str]]:
    """Return the lines that are missing in a digest that was sent, and that digest; that none was sent, too."""
    digests = [letter.text for letter in month.town.seen.all if letter.text.startswith(DIGEST)]
    return [
        (line, text)
        for text in digests or [""]
        for line in digest_of(month)
        if line not in text.replace(",", "").splitlines()
    ]


def digest_of(month: Month) -> list[str]:
    """Return the lines of the month's digest, its figures counted from what people typed; without commas in them."""
    typed = [month.words[name].monthly() for name in month.filing]
    late = len(month.filing_on(max(month.cast.filing))) if max(month.cast.filing) > DUE_ON else 0
    owed = len(month.names.reporting) + BRANCHES

    def sum_of(key: str) -> int:
        return sum(int(each[key]) for each in typed)

    money = sum(float(each.get("red_packets_amount", 0)) for each in typed)
    yellow = sum(each["light"] == "yellow" for each in typed)
    return [
        f"{DIGEST}   已报 {len(typed)}/应报 {owed}   按时 {len(typed) - late}   逾期 {late}   未报 {owed - len(typed)}",
        f"绿 {len(typed) - yellow}   黄 {yellow}   红 0",
        f"廉政教育 {sum_of('education_sessions')} 场",
        f"参加廉政教育 {sum_of('education_attendance')} 人次",
        f"谈心谈话 {sum_of('talks')} 人次",
        f"上交/退还红包 {sum_of('red_packets')} 人次",
        f"红包金额 {money:.2f} 元",
        f"苗头性问题 {len(typed)} 项",
        f"意见建议 {len(typed)} 条",
    ]


def counted_by_words(letters: Counter[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """Return of how many letters of which day and words it is."""
    counted: Counter[tuple[str, str]] = Counter()
    for (_who, day, line), times in letters.items():
        counted[day, line] += times
    return dict(counted)
