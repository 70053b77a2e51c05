"""《廉政风险防控机制工作手册》: cover, contents, and a chapter each; what is not kept is said or left out."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from locales import in_chinese
from registers.reader import shipped_registers
from reports.registers.chain_words import chain_rows, responsible_rows
from reports.registers.flow_charts import FlowChart
from reports.registers.handbook import handbook_document
from tests.reports.registers.printed_made_up import UNIT, risk
from tests.reports.registers.register_papers import LONG, handbook
from tests.reports.second_reader import lines, tables

CHAPTERS = ["一、廉政风险等级目录", "二、权力清单", "三、业务流程图", "四、审核审定程序", "五、附件目录"]


PRINTED = cache(lambda: handbook_document(handbook()))


def body(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_chapters_follow_cover_and_contents() -> None:
    said = [line for line in lines(PRINTED()) if not line.startswith("----")]
    assert said[:3] == [f"{UNIT}\n廉政风险防控机制工作手册", "2026年7月3日", "目　录"]
    contents = ["一、廉政风险等级目录", "采购中心", "药剂科", *CHAPTERS[1:]]
    document = Document(io.BytesIO(PRINTED()))
    entries = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name in ("toc 1", "toc 2")
    ]
    assert [entry.text for entry in entries if entry.text] == contents
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name in ("Heading 1", "Heading 2")
    ]
    assert headings == contents


def test_the_contents_are_a_field_whose_entries_lead_to_the_headings() -> None:
    document = body(PRINTED())
    assert document.count('w:fldCharType="begin"') == document.count('w:fldCharType="end"')
    assert re.search(
        r'fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText[^>]*> TOC \\o "1-2" \\h \\z \\u ',
        document,
    )
    begins, ends = document.index(" TOC "), document.rindex('w:fldCharType="end"')
    assert begins < document.index("w:hyperlink") < document.rindex("w:hyperlink") < ends
    assert re.findall('w:anchor="([^"]+)"', document) == re.findall(
        'bookmarkStart w:id="\\d+" w:name="([^"]+)"', document
    )


def test_risks_stand_by_grid_the_gravest_first() -> None:
    first, second, *_ = tables(PRINTED())
    assert first[0] == ["序号", "岗位（对象）", "风险等级", "存在廉政风险", "自我防控措施"]
    assert [row[:3] for row in first[1:]] == [
        ["1", "采购中心主任\n采购中心负责人", "A级（一级）"],
        ["2", "内设科室", "C级（三级）"],
    ]
    assert second[1][2] == "B级（二级）"
    assert "共3项：A级（一级）1项，B级（二级）1项，C级（三级）1项。" in lines(PRINTED())


def test_the_chains_are_the_register_s_own() -> None:
    register = shipped_registers()["risk"]
    assert chain_rows(register, in_chinese()) == [
        ("风险类别为个人岗位，职级为院领导", "院长", "医院党委"),
        ("风险类别为个人岗位，职级为中层", "分管领导", "医院党委"),
        ("风险类别为个人岗位，职级为其他", "科室负责人", "分管领导"),
        ("风险类别为内设科室", "分管领导", "医院党委"),
        ("风险类别为单位", "—", "院长"),
    ]
    assert responsible_rows(register, in_chinese())[0] == ("风险等级为A级（一级）", "院长")
    every = [row for table in tables(PRINTED()) for row in table]
    assert ["风险类别为单位", "—", "院长"] in every
    assert ["风险等级为C级（三级）", "科室负责人"] in every


def test_pictures_are_shown_and_what_is_none_is_named() -> None:
    content = PRINTED()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if name.startswith("word/media")] == [
            "word/media/image1.png"
        ]
    assert "以下流程图不是图片，另行保存：流程.pdf。" in lines(content)
    damaged = FlowChart("图", "坏.png", handbook().flow_charts[0].content[:20])
    assert "以下流程图不是图片，另行保存：坏.png。" in lines(handbook_document(handbook(damaged)))


def test_what_is_not_kept_is_said_or_left_out() -> None:
    nothing = replace(handbook(), risks=(), flow_charts=())
    said = lines(handbook_document(nothing))
    assert "目前没有已审定的廉政风险。" in said
    assert "目前尚未建立权力清单台账，本手册未列权力清单。" in said
    assert "业务流程图" not in "".join(said)
    assert "三、审核审定程序" in said


def test_powers_of_an_own_register_are_listed_with_what_was_written() -> None:
    register = shipped_registers()["gifts"]
    power = replace(risk(), number="绍医权力〔2026〕1号", said={"giver": "采购审批", "gift": ""})
    said = lines(handbook_document(replace(handbook(), power_register=register, powers=[power])))
    start = said.index("1.绍医权力〔2026〕1号")
    assert said[start + 1 : start + 3] == ["科室（单位）：采购中心", "送礼单位或个人：采购审批"]


@settings(max_examples=4, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_the_handbook_opens_again(text: str) -> None:
    typed = replace(risk(risks=text, measures=LONG), grid=text)
    chart = replace(handbook().flow_charts[0], title=text, file_name=text)
    content = handbook_document(replace(handbook(), unit=text, risks=[typed], flow_charts=[chart]))
    assert len(Document(io.BytesIO(content)).inline_shapes) == 1
