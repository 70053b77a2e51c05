import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.tips.figures import Cell, Days, TipFacts, TipFigure, TipFigures, compile_figures, protected
from domain.tips.tips import Area, Source, Way
from locales import LANGUAGES, Speech, Words
from windows.tip_figures_text import tip_figures_text

WORDS = Words()
ZH = Speech(WORDS, "zh")
WINDOW_LIMIT = 4096


def some_facts() -> list[TipFacts]:
    handled = [
        TipFacts(
            date(2026, 5, day),
            Source.ACCUSATION,
            Area.SERVICE,
            accepted_on=date(2026, 5, day + 3),
            answered_on=date(2026, 5, day + 4),
            closed_on=date(2026, 6, day),
            way=Way.TALK,
            upheld=day % 2 == 0,
        )
        for day in range(1, 13)
    ]
    new = [TipFacts(date(2026, 6, 1), Source.PETITION, Area.ETHICS, declined_on=date(2026, 6, 3))] * 2
    return [*handled, *new]


def test_level_one_reads_every_count_that_is_not_zero() -> None:
    assert tip_figures_text(ZH, compile_figures(some_facts(), "2026-05", "2026-06")) == (
        "<b>线索情况</b>  2026年5月至2026年6月\n"
        "收到  14 件\n"
        "来源  信访举报 2、检举控告 12\n"
        "方面  医疗服务（红包、重复检查等） 12、医德医风 2\n"
        "月份  2026年5月 12、2026年6月 2\n"
        "受理  已受理 12、不予受理 2\n"
        "处置  谈话函询 12\n"
        "结果  属实 6、未发现问题 6\n"
        "收到至决定受理与否  中位数 3 天，最长 3 天\n"
        "收到至答复  中位数 4 天，最长 4 天\n"
        "收到至办结  中位数 31 天，最长 31 天"
    )


def test_what_leaves_level_one_says_what_is_not_shown_and_why() -> None:
    text = tip_figures_text(ZH, protected(compile_figures(some_facts(), "2026-05", "2026-06")))
    lines = text.splitlines()
    assert lines[1] == "收到  14 件"
    assert lines[2] == "来源  *"
    assert lines[-1] == "* 不足 5 件的不显示；凭合计能推算出来的，也不显示。"
    assert "最长" not in text


def test_a_shown_count_stands_before_the_others() -> None:
    facts = [TipFacts(date(2026, 5, 1), source, Area.ETHICS) for source in list(Source)[:3] * 6]
    facts += [TipFacts(date(2026, 5, 1), source, Area.ETHICS) for source in list(Source)[3:5] * 3]
    text = tip_figures_text(ZH, protected(compile_figures(facts, "2026-05", "2026-05")))
    assert "来源  信访举报 6、检举控告 6、巡视巡察 6、其余 *\n" in text


def test_a_time_without_tips_is_said_in_one_line() -> None:
    text = tip_figures_text(ZH, compile_figures([], "2026-05", "2026-06"))
    assert text.splitlines()[1:] == ["本期没有收到线索。"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs) == ("b", [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def largest(months: list[str], *, longest: int | None) -> TipFigures:
    """Return figures with every line there can be, as long as it can be."""
    counts: dict[Cell, int | None] = dict.fromkeys(
        compile_figures([], months[0], months[-1]).counts, 9_999_999
    )
    days = dict.fromkeys((TipFigure.OPENED, TipFigure.ANSWERED, TipFigure.CLOSED), Days(10_000.5, longest))
    return TipFigures(months, {**counts, Cell(TipFigure.UPHELD): None}, days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_years_of_figures_fit_a_window(language: str) -> None:
    months = [f"{year}-{month:02}" for year in range(2020, 2070) for month in range(1, 13)]
    for longest in (None, 20_000):
        text = tip_figures_text(Speech(WORDS, language), largest(months, longest=longest))
        assert len(text) < WINDOW_LIMIT
        parser = Tags()
        parser.feed(text)
        assert parser.open == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.builds(
            TipFacts,
            st.dates(date(2026, 5, 1), date(2026, 6, 30)),
            st.sampled_from(Source),
            st.sampled_from(Area),
            way=st.none() | st.sampled_from(Way),
        ),
        max_size=40,
    ),
    st.sampled_from(LANGUAGES),
)
def test_no_protected_text_holds_a_number_under_five(facts: list[TipFacts], language: str) -> None:
    figures = protected(compile_figures(facts, "2026-05", "2026-06"))
    text = tip_figures_text(Speech(WORDS, language), figures)
    # The head and the reason at the end hold numbers of their own, and so do the months' names.
    counts = re.findall(r" (\d+)(?=[\s、,]|$)", text.partition("\n")[2].rpartition("\n")[0])
    assert all(int(count) >= 5 for count in counts)
