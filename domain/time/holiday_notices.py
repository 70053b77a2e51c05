"""Reads the State Council's notice of a year's holidays, as it is written or shortened to a line a festival.

「二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。」
or 「春节 2月15日至23日，2月14日、28日上班」. Whatever in it contradicts the calendar or itself is a fault, named;
a paragraph with a fault is not taken, the others are. Nothing that looks like a day is passed over in silence.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from domain.errors import RefusalError
from domain.time.holidays import FALLS, YEAR_BEGINS, Festival, FestivalDays, notice_year

_NAMES: Final = {
    "元旦": Festival.NEW_YEAR,
    "春节": Festival.SPRING,
    "清明节": Festival.QINGMING,
    "清明": Festival.QINGMING,
    "国际劳动节": Festival.LABOUR,
    "劳动节": Festival.LABOUR,
    "五一": Festival.LABOUR,
    "端午节": Festival.DRAGON_BOAT,
    "端午": Festival.DRAGON_BOAT,
    "中秋节": Festival.MID_AUTUMN,
    "中秋": Festival.MID_AUTUMN,
    "国庆节": Festival.NATIONAL,
    "国庆": Festival.NATIONAL,
}
_LONGEST: Final = 15
"""Days of one holiday; there have never been more than ten."""
_QUOTED: Final = 20
_FRIDAY: Final = 5
_WEEKDAYS: Final = "一二三四五六日"
_NUMERALS: Final = "一二三四五六七八九十"

_NAME = "(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + ")"
_HEAD = re.compile(
    rf"(?:(?:[{_NUMERALS}]{{1,2}}|\d{{1,2}})[、.,:])?(?P<names>{_NAME}(?:[、,和及与/]?{_NAME})*)"
    r"(?:假期|放假|时间|安排)*(?::\n?|\n?(?=(?:\d{4}年)?\d{1,2}月))"
)
_HEADING = re.compile(r"(\d{4})年(?:部分)?(?:法定)?节假日")
_BRACKET = re.compile(r"\(([^()]*)\)")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_A_DAY = re.compile(r"\d月\d")
_SIGNED = re.compile(r"(?:国务院办公厅)?\d{4}年\d{1,2}月\d{1,2}日")
_URGED = re.compile("鼓励|倡导")


def _day(group: str) -> str:
    number = rf"(?P<{group}day>\d{{1,2}})(?({group}month)[日号]?|[日号])(?:周(?P<{group}week>[{_WEEKDAYS}]))?"
    return rf"(?:(?P<{group}year>\d{{4}})年)?(?:(?P<{group}month>\d{{1,2}})月)?{number}"


_TOKEN = re.compile(
    rf"(?P<count>(?P<number>\d{{1,2}}|[{_NUMERALS}]{{1,3}})天)"
    rf"|(?P<span>{_day('a')}(?P<until>(?:至|到|[-~—–―]+){_day('b')})?)"
    r"|(?P<work>上班|补班|工作)|(?P<off>放假|休息|休假)|(?P<other>.)"
)
_UNREAD = re.compile(rf"\d|[{_NUMERALS}][月日号]")


@dataclass(frozen=True, slots=True)
class Notice:
    """What was read: the paragraphs without a fault, and what is wrong with the others, in the order of the text."""

    parts: tuple[FestivalDays, ...]
    faults: tuple[RefusalError, ...]


def named_year(text: str) -> int | None:
    """Return the year that the notice's heading names, None where there is no heading."""
    found = _HEADING.search(_plain(text).replace("\n", ""))
    return int(found[1]) if found else None


def read_notice(text: str, year: int) -> Notice:
    """Read what of the notice of `year` is in `text`."""
    plain = _plain(text)
    heads = list(_HEAD.finditer(plain))
    faults = list(_nameless(plain[: heads[0].start()] if heads else plain))
    if not heads and not faults:
        faults.append(RefusalError("holidays-fault-nothing"))
    parts = []
    ends = [head.start() for head in heads[1:]] + [len(plain)]
    for head, end in zip(heads, ends, strict=False):
        paragraph = _Paragraph(head["names"], year)
        paragraph.read(_flowing(plain[head.end() : end]))
        paragraph.check()
        faults += paragraph.faults
        if not paragraph.faults:
            parts.append(paragraph.days())
    return Notice(tuple(parts), tuple(faults))


def _plain(text: str) -> str:
    """Return `text` with half-width signs, without blanks; of brackets only weekdays and days are left."""
    lines = [re.sub(r"\s+", "", line) for line in unicodedata.normalize("NFKC", text).splitlines()]
    plain = _BRACKET.sub(_unwrapped, "\n".join(line for line in lines if line))
    return _WEEKDAY.sub(lambda found: "周" + found[1].replace("天", "日"), plain)


def _unwrapped(bracket: re.Match[str]) -> str:
    if _A_DAY.search(bracket[1]):
        return bracket[1]
    weekday = _WEEKDAY.search(bracket[1])
    return weekday[0] if weekday else ""


def _flowing(text: str) -> str:
    """Return a paragraph in one line, without the signature: a new line is a new clause, unless it cuts one."""
    first, *more = text.split("\n")
    text = "\n".join([first, *(line for line in more if not _SIGNED.fullmatch(line))])
    return re.sub(r"(?<=[、至到月年\-~—])\n|\n(?=[、至到])", "", text).replace("\n", ",")


def _nameless(text: str) -> Iterator[RefusalError]:
    """Yield a fault for each sentence before the first festival that says of a day whether it is worked on."""
    for sentence in re.split(r"[。;\n]", text):
        kinds = {token.lastgroup for token in _TOKEN.finditer(sentence)}
        if "span" in kinds and kinds & {"work", "off"}:
            yield RefusalError("holidays-fault-nameless", text=sentence[:_QUOTED])


@dataclass(slots=True)
class _Paragraph:
    """The paragraph about `names` while it is read."""

    names: str
    year: int
    off: set[date] = field(default_factory=set)
    work: set[date] = field(default_factory=set)
    counts: list[int] = field(default_factory=list)
    faults: list[RefusalError] = field(default_factory=list)
    _last: date | None = None
    """The day read last: one without a month has that one's."""

    def read(self, text: str) -> None:
        """Take up the days of `text`, sentence by sentence; what is only recommended is left."""
        for sentence in re.split(r"[。;]", text):
            if not _URGED.search(sentence):
                self._read_sentence(sentence)

    def _read_sentence(self, sentence: str) -> None:
        waiting: list[date] = []
        for clause in sentence.split(","):
            waiting = self._read_clause(clause, waiting)
            if not self.off:
                # 「元旦 1月1日至3日，1月4日上班」: what comes first is the holiday.
                self.off.update(waiting)
                waiting = []
        if waiting:
            self._fault("which", text=sentence[:_QUOTED])

    def _read_clause(self, clause: str, waiting: list[date]) -> list[date]:
        """Take up a clause after days still `waiting` for their verb; return those that wait behind it."""
        rest = ""
        for token in _TOKEN.finditer(clause):
            match token.lastgroup:
                case "count":
                    self.counts.append(_number(token["number"]))
                case "span":
                    waiting += self._span(token)
                case "work":
                    self.work.update(waiting)
                    waiting = []
                case "off":
                    self.off.update(waiting)
                    waiting = []
                case "other":
                    rest += token["other"]
        if _UNREAD.search(rest):
            self._fault("unread", text=clause[:_QUOTED])
        return waiting

    def _span(self, token: re.Match[str]) -> list[date]:
        """Return the days from one to another, or the one day; none where there is a fault."""
        first = self._date(token, "a")
        last = self._date(token, "b") if token["until"] else first
        if first is None or last is None:
            return []
        length = (last - first).days + 1
        if not 1 <= length <= _LONGEST:
            self._fault("span", text=token["span"])
            return []
        return [first + timedelta(days=number) for number in range(length)]

    def _date(self, token: re.Match[str], group: str) -> date | None:
        month = int(token[f"{group}month"] or (self._last.month if self._last else 0))
        number = int(token[f"{group}day"])
        year = self._year_of(token[f"{group}year"], month, number)
        try:
            day = date(year, month, number)
        except ValueError:
            self._fault("no-such-day", text=token["span"])
            return None
        self._last = day
        if notice_year(day) != self.year:
            self._fault("other-year", text=token["span"], year=str(self.year))
        weekday = token[f"{group}week"]
        if weekday and _WEEKDAYS.index(weekday) + 1 != day.isoweekday():
            self._fault("weekday", month=month, day=number, number=day.isoweekday(), written=f"周{weekday}")
        return day

    def _year_of(self, written: str | None, month: int, number: int) -> int:
        if written:
            return int(written)
        # 「12月30日至1月1日」: the end of December stands in the notice of the year to come.
        return self.year - ((month, number) >= YEAR_BEGINS)

    def check(self) -> None:
        """Look for what contradicts itself; where a day was not understood, the rest follows from that."""
        if self.faults:
            return
        if not self.off:
            self._fault("no-days")
            return
        for counted in self.counts:
            if counted != len(self.off):
                self._fault("count", counted=counted, found=len(self.off))
        for day in sorted(self.work):
            if day.isoweekday() <= _FRIDAY:
                self._fault("weekday-work", month=day.month, day=day.day, number=day.isoweekday())
        for day in sorted(self.work & self.off):
            self._fault("both", month=day.month, day=day.day)
        for name in re.findall(_NAME, self.names):
            first, last = FALLS[_NAMES[name]]
            if not any(first <= (day.month, day.day) <= last for day in self.off):
                self._fault("far", festival=name)

    def days(self) -> FestivalDays:
        """Return the paragraph, read."""
        festivals = dict.fromkeys(_NAMES[name] for name in re.findall(_NAME, self.names))
        return FestivalDays(tuple(festivals), tuple(sorted(self.off)), tuple(sorted(self.work)))

    def _fault(self, kind: str, **details: str | int) -> None:
        self.faults.append(RefusalError(f"holidays-fault-{kind}", what=self.names, **details))


def _number(text: str) -> int:
    """Return 7 for 7 and 七, 10 for 十, 12 for 十二."""
    if text.isdecimal():
        return int(text)
    tens, _, ones = text.rpartition("十") if "十" in text else ("", "", text)
    ten = 10 * (_NUMERALS.index(tens) + 1 if tens else 1) if "十" in text else 0
    return ten + (_NUMERALS.index(ones) + 1 if ones else 0)
