from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.materials.materials import (
    STEPS,
    STEPS_WITHOUT_DAY,
    TEXT_LIMIT,
    Content,
    FileKind,
    MaterialKind,
    Reminders,
    SentFile,
    Timing,
    Unread,
    Unsent,
    add_words,
    below,
    check_due,
    due,
    read_link,
    readers_of,
    steps_taken_by,
)
from domain.people.grids import Grid, GridTree
from domain.time.clock import SHANGHAI
from domain.time.nudge_hours import NudgeHours, Quiet
from domain.time.working_days import WorkingDays

SENT_ON, DUE_ON = date(2026, 5, 12), date(2026, 5, 29)
NOON = datetime(2026, 5, 26, 12, tzinfo=SHANGHAI)
PICTURE = SentFile("photo-1", FileKind.PHOTO)


def days_of_steps(timing: Timing, until: date, calendar: WorkingDays | None = None) -> list[date]:
    """Return the days on which more steps are reached than ever before."""
    days = [SENT_ON + timedelta(days=n) for n in range((until - SENT_ON).days + 1)]
    counts = list(accumulate((steps_taken_by(timing, day, calendar) for day in days), max))
    return [day for day, before, now in zip(days, [0, *counts], counts, strict=False) if now > before]


def test_reminders_come_three_and_one_day_before_on_the_day_and_one_and_three_after() -> None:
    timing = Timing(1, SENT_ON, DUE_ON)
    found = days_of_steps(timing, date(2026, 7, 1))
    assert [(day - DUE_ON).days for day in found] == [-3, -1, 0, 1, 3]


def test_without_a_day_they_come_after_three_and_seven() -> None:
    found = days_of_steps(Timing(1, SENT_ON), date(2026, 7, 1))
    assert [(day - SENT_ON).days for day in found] == [3, 7]


def test_on_working_days_only_those_on_a_day_of_rest_move() -> None:
    # 29 May 2026 is a Friday: the day after is a Saturday, and three days after is a Monday.
    found = days_of_steps(Timing(1, SENT_ON, DUE_ON), date(2026, 7, 1), WorkingDays())
    assert found == [date(2026, 5, day) for day in (26, 28, 29)] + [date(2026, 6, 1)]


def test_what_is_sent_three_days_before_has_its_first_reminder_behind_it() -> None:
    assert steps_taken_by(Timing(1, SENT_ON, SENT_ON + timedelta(days=3)), SENT_ON, None) == 1
    assert steps_taken_by(Timing(1, SENT_ON, SENT_ON), SENT_ON, None) == 3
    assert steps_taken_by(Timing(1, SENT_ON), SENT_ON, None) == 0


def behind(*people: int, grid: str = "3") -> list[Unread]:
    return [Unread(material, person, grid, 1) for person in people for material in (1, 2)]


def test_a_person_with_two_unread_is_reminded_once() -> None:
    found = due(NOON, behind(7), {"3": (7,)}, Quiet())
    assert found.person_ids == {7}
    assert len(found.steps) == 2


def test_who_left_the_grid_is_away_or_out_of_reach_is_not_reminded_and_the_step_waits() -> None:
    assert due(NOON, behind(7), {"3": (8,), "4": (7,)}, Quiet()) == Reminders()


def test_who_was_reminded_today_hears_no_second_time_but_the_step_is_taken() -> None:
    found = due(NOON, behind(7), {"3": (7,)}, Quiet(already_today={7}))
    assert not found.person_ids
    assert len(found.steps) == 2


def test_who_postponed_is_left_alone_until_then() -> None:
    later = Quiet(snoozed={7: NOON + timedelta(hours=2)})
    assert due(NOON, behind(7), {"3": (7,)}, later) == Reminders()
    assert due(NOON + timedelta(hours=2), behind(7), {"3": (7,)}, later).person_ids == {7}


@pytest.mark.parametrize("hour", [7, 21, 23])
def test_nobody_is_reminded_at_night(hour: int) -> None:
    assert due(NOON.replace(hour=hour), behind(7), {"3": (7,)}, Quiet(NudgeHours())) == Reminders()


@given(
    st.sets(st.integers(0, 40), min_size=1),
    st.one_of(st.none(), st.integers(0, 30)),
    st.integers(0, 41),
)
def test_however_the_bot_runs_a_day_brings_one_reminder_and_a_step_never_two(
    runs_on: set[int], due_in: int | None, read_after: int
) -> None:
    due_on = None if due_in is None else SENT_ON + timedelta(days=due_in)
    timing = Timing(1, SENT_ON, due_on)
    taken = steps_taken_by(timing, SENT_ON, None)
    first = taken
    told: list[int] = []
    for day in sorted(runs_on):
        for _again in range(2):
            now = NOON.replace(month=5, day=12) + timedelta(days=day)
            reached = steps_taken_by(timing, now.date(), None)
            unread = [Unread(1, 7, "3", reached)] if taken < reached and day < read_after else []
            found = due(now, unread, {"3": (7,)}, Quiet())
            taken = max([taken, *(step.reached for step in found.steps)])
            told += [day] * len(found.person_ids)
    steps = len(STEPS if due_on else STEPS_WITHOUT_DAY)
    assert len(told) == len(set(told)) <= steps - first
    assert all(day < read_after for day in told)
    if max(runs_on) >= 35 and read_after > max(runs_on):
        assert taken == steps


def test_deputies_of_those_away_get_it_too_and_nobody_twice() -> None:
    inspectors = {"2": (1,), "3": (2, 3), "4": (2,), "5": (9,)}
    found = readers_of(["4", "3", "2"], inspectors, {1: 8, 3: None, 9: 7})
    assert found == {1: "2", 8: "2", 2: "3", 3: "3"}


def test_everything_below_the_unit_can_be_chosen_and_the_unit_itself_not() -> None:
    tree = GridTree(
        [Grid("1", "院", 1), Grid("2", "支部", 2, "1"), Grid("3", "科", 3, "2"), Grid("9", "他", 1)]
    )
    assert below(tree, "1") == ["2", "3"]


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef"), min_size=1))
def test_a_tick_chooses_all_it_means_and_a_second_takes_it_back(before: set[str], meant: set[str]) -> None:
    unsent = Unsent(1, MaterialKind.STUDY, grid_codes=frozenset(before))
    once = unsent.toggled(sorted(meant))
    assert once.grid_codes == (before - meant if meant <= before else before | meant)
    assert once.toggled(sorted(meant)).grid_codes == (before | meant if meant <= before else before - meant)


def test_a_lone_link_is_a_link_and_a_text_with_one_in_it_a_text() -> None:
    content = add_words(Content(file=PICTURE), " https://www.ccdi.gov.cn/x?a=1&b=2#c ")
    assert content == Content("", "https://www.ccdi.gov.cn/x?a=1&b=2#c", PICTURE)
    content = add_words(content, "请看 https://www.ccdi.gov.cn")
    assert content.text == "请看 https://www.ccdi.gov.cn"
    assert add_words(content, "改过的文字").text == "改过的文字"
    assert not content.empty
    assert Content().empty


@pytest.mark.parametrize(
    "link",
    [
        "ftp://files.example.cn/a",
        "javascript://alert(1)",
        "tg://resolve?domain=x",
        "https://",
        "https://localhost/",
        "https://user@example.cn/",
        "https://www.ccdi.gov.cn:99999/",
        "https://[::1",
        "https://a..b.cn/",
        'https://example.cn/"><b>',
        "https://example.cn/" + "a" * 1000,
        "https://.cn",
    ],
)
def test_a_link_that_a_button_can_not_open_is_refused(link: str) -> None:
    with pytest.raises(RefusalError) as refused:
        add_words(Content(), link)
    assert refused.value.key == "material-link-wrong"


@pytest.mark.parametrize(
    "link",
    ["http://10.1.2.3:8080/x", "HTTPS://WWW.CCDI.GOV.CN", "https://中纪委.中国/通知", "https://a.cn/100%25"],
)
def test_links_of_the_house_and_in_chinese_are_taken(link: str) -> None:
    assert read_link(link) == link


@given(st.text())
def test_whatever_is_typed_is_taken_or_refused(words: str) -> None:
    with suppress(RefusalError):
        assert not add_words(Content(), words).empty


@pytest.mark.parametrize("letter", ["长", "😀"])
def test_a_text_is_as_long_as_one_message_can_carry(letter: str) -> None:
    longest = letter * (TEXT_LIMIT // (len(letter.encode("utf-16-le")) // 2))
    assert add_words(Content(), longest).text == longest
    with pytest.raises(RefusalError) as refused:
        add_words(Content(), longest + letter)
    assert refused.value.key == "material-text-too-long"


def test_a_text_and_its_link_fit_one_message_together() -> None:
    link = "https://a.cn/" + "x" * 900
    room = TEXT_LIMIT - len(link)
    assert add_words(add_words(Content(), link), "长" * room).text == "长" * room
    for first, second in ((link, "长" * (room + 1)), ("长" * (room + 1), link)):
        with pytest.raises(RefusalError) as refused:
            add_words(add_words(Content(), first), second)
        assert (refused.value.key, refused.value.details) == ("material-text-too-long", {"limit": room})


def test_the_day_lies_between_today_and_a_year_from_now() -> None:
    for day in (SENT_ON, SENT_ON + timedelta(days=366)):
        check_due(day, SENT_ON)
    for days, key in ((-1, "material-due-past"), (367, "material-due-far")):
        with pytest.raises(RefusalError) as refused:
            check_due(SENT_ON + timedelta(days=days), SENT_ON)
        assert refused.value.key == key
