"""The windows of a year's holidays, without a bot: they fit a phone, whatever was sent in."""

import ast
import unicodedata
from datetime import date
from math import ceil
from pathlib import Path

import pytest

from domain.errors import RefusalError
from domain.time.holiday_notices import read_notice
from domain.time.holidays import HolidayDraft, days_of_notice
from locales import LANGUAGES, Speech, Words
from tests.holiday_notices import MADE_UP_2027, NOTICES
from windows.office.holidays import Changes, ask_window, check_window
from windows.windows import Window

WORDS = Words()
ROOT = Path(__file__).parents[3]
LINES, WIDTH, ROWS = 20, 18, 7


def lines_on_a_phone(window: Window) -> int:
    """Return how many lines of WIDTH Chinese characters the text takes."""
    text = window.text.replace("<b>", "").replace("</b>", "")
    widths = [
        sum(1 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in line) for line in text.split("\n")
    ]
    return sum(max(1, ceil(width / WIDTH)) for width in widths)


@pytest.mark.parametrize("year", [*NOTICES, 2027])
def test_a_year_with_all_that_changes_fits_a_phone(year: int) -> None:
    draft = HolidayDraft(year, read_notice(NOTICES.get(year, MADE_UP_2027), year).parts)
    every = [day for day in days_of_notice(year) if day.month % 2 and day.day % 7 == 0]
    for changes in (None, Changes([], [], entered=False), Changes(every[:9], every[9:10], entered=True)):
        window = check_window(draft, changes, Speech(WORDS, "zh"))
        assert lines_on_a_phone(window) <= LINES, window.text
        assert [button.label for row in window.rows for button in row] == ["确认", "重新填写", "取消"]
        assert all(len(button.data.encode()) <= 64 for row in window.rows for button in row)
    assert "等" in check_window(draft, Changes(every, [], entered=True), Speech(WORDS, "zh")).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_faults_at_once_are_named_and_counted(language: str) -> None:
    text = "\n".join(f"春节：2月5日（周四）至11日放假，共{count}天" for count in range(10, 18))
    faults = read_notice(text, 2027).faults
    window = ask_window(HolidayDraft(2027), None, faults, Speech(WORDS, language))
    assert len(faults) == 8
    assert len(window.rows) == 2
    if language == "zh":
        assert "另有 3 处有误" in window.text
        assert lines_on_a_phone(window) <= LINES


def test_a_draft_stands_for_what_was_shown_and_is_whole_only_without_contradiction() -> None:
    draft = HolidayDraft(2027, read_notice(MADE_UP_2027, 2027).parts)
    assert draft.is_whole
    assert not HolidayDraft(2027, draft.parts[1:]).is_whole
    crossed = read_notice("劳动节 5月1日至5日，4月3日上班", 2027).parts
    assert not HolidayDraft(
        2027, (*(part for part in draft.parts if part.off[0] != date(2027, 5, 1)), *crossed)
    ).is_whole
    assert (
        draft.mark == HolidayDraft(2027, draft.parts, base=3).mark != HolidayDraft(2027, draft.parts[1:]).mark
    )


def test_every_fault_of_a_notice_has_its_sentence_in_every_language() -> None:
    for text in (
        "好的",
        "2月20日上班",
        "春节：2月11日至5日放假",
        "春节：放假",
        "元旦：2月1日放假，共9天。2月2日上班",
    ):
        for fault in read_notice(text, 2027).faults:
            assert isinstance(fault, RefusalError)
            assert all(Speech(WORDS, language).text(fault.key, **fault.details) for language in LANGUAGES)


def test_nobody_counts_working_days_without_the_years_that_were_entered() -> None:
    """`working_days` of a desk, a house or a configuration is read only where the years entered are put over it."""
    # The last one where there is no database yet.
    allowed = {
        "usecases/site.py",
        "bot/parts.py",
        # A hospital's site, opened for the organ above: the years entered are put over it as at the hospital's own.
        "bot/city/doors.py",
        "bot/config.py",
        "bot/commands/calendar.py",
        # A day with the calendar as it is then: the years entered are over it (DutyDay).
        "usecases/settings/duties.py",
        "usecases/settings/duties_seen.py",
        "bot/commands/settings_file.py",
        # Of a register's clock it is whether those days are counted, and no calendar.
        "handlers/settings/previews/register_words.py",
    }
    for path in [
        source
        for room in ("bot", "handlers", "reminders", "windows", "usecases", "reports")
        for source in (ROOT / room).rglob("*.py")
    ]:
        name = str(path.relative_to(ROOT))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        over = {
            id(inside)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in {"over", "with_entered"}
            for inside in ast.walk(call)
        }
        read = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "working_days" and id(node) not in over
        ]
        assert name in allowed or not read, (name, read)
