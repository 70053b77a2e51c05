from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.stage.demo_page import COLUMNS, StoryPage, columns, wrap
from locales import Speech, Words
from simulator.screen import Message

MOMENT = datetime(2026, 6, 13, 0, 0, tzinfo=UTC)


def page(*, live: bool = False, colour: bool = False) -> tuple[StoryPage, list[str]]:
    written: list[str] = []
    return StoryPage(written.append, Speech(Words(), "zh"), live=live, colour=colour), written


def window(**parts: object) -> Message:
    return Message.read({"message_id": 1, "from": {"is_bot": True}, **parts})


@given(st.text(st.sampled_from("abc  ，。“月报1-")), st.integers(min_value=8, max_value=40))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("月报 3/9") == 8
    assert wrap("网格廉情月报", 8) == ["网格廉情", "月报"]


def test_a_comma_does_not_begin_a_line() -> None:
    assert wrap("已提交月报，谢谢", 10) == ["已提交月", "报，谢谢"]


def test_what_people_do_stands_behind_the_time_in_shanghai() -> None:
    here, written = page()
    here.act(MOMENT, "骨科特邀监察员", "[零报告]")
    assert written == ["06-13 08:00  骨科特邀监察员 → [零报告]\n"]


def test_buttons_stand_a_row_a_line_below_the_text() -> None:
    here, written = page()
    rows = [[{"text": "填报"}, {"text": "零报告"}], [{"text": "稍后提醒"}]]
    here.window(window(text="您还有 1 项未完成", reply_markup={"inline_keyboard": rows}))
    indent = " " * 13
    assert "".join(written).splitlines() == [
        f"{indent}│ 您还有 1 项未完成",
        f"{indent}│ [填报]  [零报告]",
        f"{indent}│ [稍后提醒]",
    ]


def test_pictures_and_files_are_named() -> None:
    here, written = page()
    here.window(window(photo=[{"file_id": "1"}]))
    here.window(window(document={"file_id": "2", "file_name": "汇总.xlsx"}))
    assert "〔图片〕" in written[0]
    assert "〔文件 汇总.xlsx〕" in written[1]


def test_a_long_act_stays_within_the_page() -> None:
    here, written = page()
    here.act(MOMENT, "骨科特邀监察员", "情况" * 100)
    assert len(written) > 1
    assert all(columns(line.rstrip("\n")) <= COLUMNS for line in written)


def test_counting_shows_the_end_alone_where_nobody_watches() -> None:
    here, written = page()
    for done in (1, 2):
        here.count("已绑定", done, 2)
    assert written == [f"{' ' * 13}已绑定  2/2\n"]


def test_counting_grows_on_one_line_of_a_terminal() -> None:
    here, written = page(live=True)
    for done in (1, 2):
        here.count("已绑定", done, 2)
    assert [line[-1] for line in written] == ["\r", "\n"]


async def test_nobody_waits_where_nobody_reads_along() -> None:
    here, _written = page()
    here.note("很长的话\n" * 1000)
    await here.breathe()
