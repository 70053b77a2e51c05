"""gridbot forms preview: the windows of a form, without a phone."""

from pathlib import Path

import pytest

from forms.reading.reader import shipped_forms
from tests.bot.commands.typing_hand import Hand
from tests.forms.xlsform.workbooks import CAMPAIGN, LIGHTS, YES_NO, workbook


def headings(out: str) -> list[str]:
    """Return which windows were shown."""
    return [line.strip("─ ") for line in out.splitlines() if line.startswith("── ")]


def test_each_window_of_a_workbook_is_shown_in_order(hand: Hand) -> None:
    (hand.folder / "清理表.xlsx").write_bytes(workbook(CAMPAIGN, YES_NO))
    ended = hand.types("forms", "preview", "清理表.xlsx")
    assert (ended.code, ended.err) == (0, "")
    assert headings(ended.out) == [
        "首页", "found", "cases（有条件）", "amount（有条件）", "goods（有条件）", "goods.what", "goods.worth", "day",
        "proof", "goods", "核对", "已提交",
    ]  # fmt: skip
    assert ended.out.startswith("预览：红包专项清理表（red_packets，第 1 版）\n")


def test_a_form_that_takes_two_ways_shows_each_window_once(hand: Hand) -> None:
    light = {"type": "select_one light", "name": "light", "label": "灯色？"}
    rows = [
        light,
        {**light, "name": "yellow", "relevant": "${light} = 'yellow'"},
        {**light, "name": "red", "relevant": "${light} = 'red'"},
    ]
    (hand.folder / "a.xlsx").write_bytes(workbook(rows, LIGHTS))
    assert headings(hand.types("forms", "preview", "a.xlsx").out) == [
        "首页", "light", "yellow（有条件）", "red（有条件）", "核对", "已提交",
    ]  # fmt: skip


def test_a_question_is_shown_with_its_number_its_words_and_its_buttons(hand: Hand) -> None:
    (hand.folder / "清理表.xlsx").write_bytes(workbook(CAMPAIGN, YES_NO))
    out = hand.types("forms", "preview", "清理表.xlsx").out
    window = out.partition("── found ──\n")[2].partition("\n\n")[0].splitlines()
    assert window[0].endswith("1/3")
    assert window[1:4] == ["请如实填写。", "是否发现“红包”问题？", "[是]  [否]"]


@pytest.mark.parametrize("form_id", sorted(shipped_forms()))
def test_a_shipped_form_is_shown_by_its_id(hand: Hand, form_id: str) -> None:
    ended = hand.types("forms", "preview", form_id)
    assert (ended.code, ended.err) == (0, "")
    asked = {name for name, field in shipped_forms()[form_id].all_fields() if field.is_asked}
    assert asked <= {heading.removesuffix("（有条件）") for heading in headings(ended.out)}


def test_a_page_is_written_once_and_never_over_another(hand: Hand) -> None:
    ended = hand.types("forms", "preview", "monthly_report", "--html", "月报.html", "--language", "en")
    assert (ended.code, ended.out) == (0, "已写入 月报.html\n")
    page = (hand.folder / "月报.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<b>Which light does the grid show this month?</b>" in page
    assert "<script" not in page
    again = hand.types("forms", "preview", "monthly_report", "--html", "月报.html")
    assert (again.code, again.complaint) == (1, "月报.html 已存在，未覆盖。")
    assert (hand.folder / "月报.html").read_text(encoding="utf-8") == page


def test_a_form_of_the_office_is_shown_by_its_id(hand: Hand) -> None:
    config = hand.settles_in()
    (hand.folder / "清理表.xlsx").write_bytes(workbook(CAMPAIGN, YES_NO))
    hand.types("forms", "import", "清理表.xlsx", "--folder", "own")
    settings = config.read_text(encoding="utf-8")
    config.write_text(settings.replace('# folder = "forms" ', 'folder = "own" '), encoding="utf-8")
    assert "红包专项清理表" in hand.types("forms", "preview", "red_packets").out


def test_a_question_that_no_answer_leads_to_is_told(hand: Hand) -> None:
    rows = [
        {"type": "integer", "name": "a", "label": "几次？", "constraint": ". <= 5"},
        {"type": "text", "name": "b", "label": "何事？", "relevant": "${a} > 5"},
    ]
    (hand.folder / "a.xlsx").write_bytes(workbook(rows))
    ended = hand.types("forms", "preview", "a.xlsx")
    assert (ended.code, ended.complaint) == (0, "没有答案能走到：b")


@pytest.mark.parametrize(
    ("args", "code", "complaint"),
    [
        (["nothing"], 1, "没有表单 nothing。"),
        (["monthly_report", "--language", "fr"], 1, "没有语言 fr，"),
        (["none.toml"], 1, "无法读写 none.toml："),
        (["bad.toml"], 1, "bad.toml，第 1 行："),
        (["monthly_report", "--config", "none/config.toml"], 2, "none/config.toml 不存在"),
    ],
)
def test_what_cannot_be_shown_is_one_plain_line(
    hand: Hand, args: list[str], code: int, complaint: str
) -> None:
    Path("bad.toml").write_text("id = [", encoding="utf-8")
    ended = hand.types("forms", "preview", *args)
    assert (ended.code, ended.complaint.startswith(complaint)) == (code, True), ended.err
