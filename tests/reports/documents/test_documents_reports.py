"""The reports and the archive, opened again by a second library."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents.archive import Archive, ArchivedSuggestion, archive_document
from reports.documents.report import committee_document, supervisor_document
from reports.documents.report_parts import GroupLine, ReportFigure
from tests.reports.documents.sample_documents import (
    ARCHIVE,
    COMMITTEE,
    FACTS,
    ON,
    SUPERVISOR,
    UNIT,
)
from tests.reports.second_reader import lines, tables


def test_the_report_to_the_supervisor_has_its_parts_in_order() -> None:
    said = lines(supervisor_document(SUPERVISOR))
    assert said[0].split("\n") == ["绍兴某某医院关于2026年上半年", "网格化廉情监督工作情况的报告"]
    assert said[1] == "驻市卫生健康委纪检监察组："
    headings = [paragraph for paragraph in said if paragraph[0] in "一二三四五（"]
    assert headings == [
        *("一、总体情况", "（一）网格设置", "（二）报告情况"),
        *(
            "二、工作开展情况",
            "（一）日常监督",
            "（二）当面报告",
            "（三）风险预警",
            "（四）问题整改",
            "（五）问题线索",
        ),
        *("三、存在问题", "四、下一步工作"),
    ]
    assert said[-3:] == ["特此报告。", UNIT, "2026年7月3日"]


def test_the_report_s_figures_are_sentences_with_the_change_against_last_year() -> None:
    said = lines(supervisor_document(SUPERVISOR))
    assert "全院设党支部网格10个、科室网格60个，在聘特邀监察员72名。" in said
    assert (
        "2026年上半年应报网格廉情报告420份，已报410份，报告率97.6%；其中按时401份，按时率95.4%，逾期9份；未报10份。"
        "已报的报告中，绿灯380份，黄灯25份，红灯5份。"
    ) in said
    assert "1.廉政教育131场，比上年同期增加13场。" in said
    assert "3.谈心谈话402人次，与上年同期持平。" in said
    assert "4.警示提醒26次，比上年同期减少5次。" in said
    assert "6.上交、退还红包金额23600元，比上年同期增加5349.5元。" in said
    assert "1.整改销号31项。" in said


def test_the_tables_by_month_and_by_branch_have_their_sums() -> None:
    by_month, by_branch = tables(supervisor_document(SUPERVISOR))
    assert by_month[0] == ["月份", "应报", "已报", "按时", "逾期", "未报", "绿灯", "黄灯", "红灯"]
    assert by_month[1] == ["1月", "70", "68", "67", "1", "2", "63", "4", "1"]
    total = ["合计", "420", "410", "401", "9", "10", "380", "25", "5"]
    assert by_month[-1] == by_branch[-1] == total
    assert [row[0] for row in by_branch[1:3]] == ["机关第一党支部", "机关第二党支部"]


def test_one_missing_report_does_not_make_a_hundred_percent() -> None:
    every = GroupLine(UNIT, 1_999, 0, 1, 1_999, 0, 0)
    said = lines(supervisor_document(replace(SUPERVISOR, facts=replace(FACTS, all=every))))
    assert [paragraph for paragraph in said if "报告率99.9%" in paragraph]
    every = replace(every, on_time=2_000, missing=0)
    said = lines(supervisor_document(replace(SUPERVISOR, facts=replace(FACTS, all=every))))
    assert [paragraph for paragraph in said if "报告率100%" in paragraph]


def test_a_report_about_nothing_says_so() -> None:
    none = replace(
        FACTS,
        all=GroupLine(UNIT, 0, 0, 0, 0, 0, 0),
        by_month=(),
        by_branch=(),
        figures=(ReportFigure("廉政教育", "场", 0),),
        problems=(),
        problems_note="本期各网格报告中没有苗头性问题。",
        warnings=(),
        rectifications=(),
        hearings=(),
    )
    content = supervisor_document(replace(SUPERVISOR, facts=none, clues=(), plan=()))
    said = lines(content)
    assert tables(content) == []
    assert "2026年上半年没有应报的网格廉情报告。" in said
    assert "本期各网格报告中没有苗头性问题。" in said
    assert "（待补充）" in said
    assert [paragraph for paragraph in said if paragraph[0] == "（" and paragraph != "（待补充）"] == [
        "（一）网格设置",
        "（二）报告情况",
        "（一）日常监督",
    ]


def test_the_committee_reads_suggestions_and_no_clues() -> None:
    said = lines(committee_document(COMMITTEE))
    assert said[0].split("\n") == ["关于2026年上半年", "网格化廉情监督工作情况的报告"]
    assert said[1] == "医院党委："
    assert "四、意见建议" in said
    assert "1.建议将医药代表接待登记纳入信息系统。" in said
    assert not [paragraph for paragraph in said if "线索" in paragraph]
    assert said[-2:] == ["医院监察室", "2026年7月3日"]


def test_the_archive_has_a_table_for_each_kind_of_record() -> None:
    content = archive_document(ARCHIVE)
    assert lines(content)[:2] == ["廉情档案", "心内科（2026年1月1日至2026年6月30日）"]
    head, reports, corrections, reviews, assessments, hearings, suggestions, tasks, *registers = tables(
        content
    )
    assert head[1] == ["上级网格", "内科第一党支部"]
    assert reports[0] == ["网格", "期次", "报表", "报送情况", "灯色", "报送日期"]
    assert reports[3] == ["心内科", "2026年3月", "网格廉情月报", "逾期", "绿", "2026.3.28"]
    assert corrections[1] == ["2026.6.2", "2026年5月 网格廉情月报", "谈心谈话人次少计2人次。"]
    assert reviews[1][2:] == ["退回", "谈心谈话人次与台账不符，请核对。"]
    assert assessments == [
        ["年度", "按时率", "说明"],
        ["2025年", "95%", "应报20，按时19，逾期1，未报0，免报0"],
    ]
    assert hearings[1] == ["2026.3.24", "到场", "一季度廉情和耗材登记整改进展。", "四月底前完成补登。"]
    assert suggestions[1] == ["2026.4.9", "建议固定医药代表接待日。", "已采纳，自五月起执行。", "2026.4.20"]
    assert tasks[1] == ["2026.5.6", "典型案例通报学习材料", "2026.5.7"]
    counted, warnings, talks = registers
    assert counted[1:] == [["廉政风险预警", "1", "已接受1"], ["谈话", "2", "待谈话1，已谈话1"]]
    assert [row[5] for row in (*warnings[1:], *talks[1:])] == ["已接受", "已谈话", "待谈话"]


def test_an_archive_without_records_says_none_under_each_heading() -> None:
    empty = Archive(UNIT, "骨科", date(2026, 1, 1), date(2026, 6, 30), ON, facts=())
    said = lines(archive_document(empty))
    assert [paragraph for paragraph in said if "、" in paragraph] == [
        *("一、报告情况", "二、更正情况", "三、审核情况", "四、考核情况"),
        *("五、考核等次", "六、当面报告", "七、意见建议", "八、学习资料和工作要求", "九、工作台账"),
    ]
    assert said.count("无。") == 9


words = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=40)


@settings(max_examples=10)
@given(words, words)
def test_every_word_of_an_archive_comes_back(text: str, answer: str) -> None:
    made = Archive(UNIT, "骨科", ON, ON, ON, (), suggestions=(ArchivedSuggestion(ON, text, answer, None),))
    (table,) = tables(archive_document(made))
    assert table[1] == ["2026.7.3", text, answer, ""]
