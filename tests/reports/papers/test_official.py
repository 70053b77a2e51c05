import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid

ON = date(2026, 7, 3)
TEXT_PT = 16


def opened(document: OfficialDocument) -> WordDocument:
    return Document(io.BytesIO(document.content()))


def parts(document: OfficialDocument) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(document.content())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def fonts(paragraph: Paragraph) -> tuple[str | None, float | None]:
    (run,) = paragraph.runs
    properties, size = run._r.rPr, run.font.size
    assert properties is not None
    assert properties.rFonts is not None
    assert size is not None
    return properties.rFonts.get(qn("w:eastAsia")), size.pt


def one_of_each() -> OfficialDocument:
    document = OfficialDocument("标题", ON)
    document.annex("附件1")
    document.title("标题")
    document.subtitle("副题")
    document.addressee("某机关")
    for level in (1, 2, 3, 4):
        document.heading(level, "小题")
    document.paragraph("正文")
    document.caption("表1")
    add_grid(document, RuledTable(("甲", "乙"), (20, 30), [("1", "2")]))
    document.remark("注：无")
    document.signature("某医院", ON)
    return document


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    (section,) = opened(OfficialDocument("题", ON)).sections
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.bottom_margin,
        section.right_margin,
    )
    # Word counts in twips, which are coarser than millimetres; 天头 37, 订口 28, 版心 156 by 225.
    wanted = [210, 297, 37, 28, 297 - 37 - 225, 210 - 28 - 156]
    assert [(length or 0) / Mm(1) for length in lengths] == pytest.approx(wanted, abs=0.1)


def test_a_page_across_is_turned_and_keeps_its_text_as_large() -> None:
    (section,) = opened(OfficialDocument("题", ON, across=True)).sections
    assert [(length or 0) / Mm(1) for length in (section.page_width, section.page_height)] == pytest.approx(
        [297, 210], abs=0.1
    )
    across = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    down = (section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0)
    assert [across / Mm(1), down / Mm(1)] == pytest.approx([225, 156], abs=0.1)


def test_each_element_has_its_font_and_size() -> None:
    document = opened(one_of_each())
    found = {paragraph.text: fonts(paragraph) for paragraph in document.paragraphs}
    assert found == {
        "附件1": ("黑体", 16),
        "标题": ("方正小标宋简体", 22),
        "副题": ("楷体_GB2312", 16),
        "某机关：": ("仿宋_GB2312", 16),
        "一、小题": ("黑体", 16),
        "（一）小题": ("楷体_GB2312", 16),
        "1.小题": ("仿宋_GB2312", 16),
        "（1）小题": ("仿宋_GB2312", 16),
        "正文": ("仿宋_GB2312", 16),
        "表1": ("黑体", 12),
        "注：无": ("仿宋_GB2312", 12),
        "某医院": ("仿宋_GB2312", 16),
        "2026年7月3日": ("仿宋_GB2312", 16),
    }


def test_a_missing_font_has_another_in_its_place() -> None:
    table = etree.fromstring(parts(one_of_each())["word/fontTable.xml"].encode())
    others = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val"))  # type: ignore[union-attr]
        for font in table
    }
    assert others == {
        "方正小标宋简体": "宋体",
        "仿宋_GB2312": "仿宋",
        "楷体_GB2312": "楷体",
        "黑体": "SimHei",
        "宋体": "SimSun",
    }


def test_text_is_indented_by_two_characters_and_an_addressee_is_not() -> None:
    document = opened(one_of_each())
    by_text = {paragraph.text: paragraph.style for paragraph in document.paragraphs}
    indents = {
        text: style.paragraph_format.first_line_indent  # type: ignore[union-attr]
        for text, style in by_text.items()
    }
    two = Pt(2 * TEXT_PT)
    assert indents["正文"] == indents["一、小题"] == indents["（1）小题"] == two
    assert indents["某机关："] is indents["附件1"] is None


def test_the_numbers_of_headings_count_by_themselves_and_begin_again_below_each() -> None:
    document = OfficialDocument("题", ON)
    for level in (1, 2, 3, 3, 4, 3, 2, 3, 1, 2):
        document.heading(level, "")
    document.item(3, "")
    document.new_page()
    document.heading(1, "")
    assert [paragraph.text for paragraph in opened(document).paragraphs] == [
        "一、",
        "（一）",
        "1.",
        "2.",
        "（1）",
        "3.",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "1.",
        "一、",
    ]


def test_headings_show_in_the_outline_of_word() -> None:
    names = [
        paragraph.style.name
        for paragraph in opened(one_of_each()).paragraphs
        if paragraph.style and "小题" in paragraph.text
    ]
    assert names == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]


@pytest.mark.parametrize("body", ["医院", "绍兴某某医院", "绍兴市某某区某某镇中心卫生院纪律检查委员会"])
def test_the_day_stays_four_characters_from_the_right_and_the_name_is_centred_above_it(body: str) -> None:
    document = OfficialDocument("题", ON)
    document.signature(body, ON)
    name, issued = opened(document).paragraphs
    assert (name.alignment, issued.alignment) == (WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.CENTER)
    indents = [paragraph.paragraph_format.left_indent or Pt(0) for paragraph in (name, issued)]
    assert indents[0] == indents[1]
    strip = (Mm(156) - indents[0]) / Pt(TEXT_PT)
    # 2026年7月3日: six digits of half a character and three signs; four characters on each side.
    assert strip == pytest.approx(max(6 + 2 * 4, len(body)), abs=0.01)


def test_a_signature_does_not_stand_alone_on_a_page() -> None:
    document = OfficialDocument("题", ON)
    document.paragraph("前文")
    document.paragraph("此事已办结。")
    document.signature("某医院", ON)
    kept = [paragraph.paragraph_format.keep_with_next for paragraph in opened(document).paragraphs]
    assert kept == [True, True, True, False]


def test_odd_pages_are_numbered_on_the_right_and_even_ones_on_the_left() -> None:
    document = opened(one_of_each())
    assert document.settings.odd_and_even_pages_header_footer
    (section,) = document.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    assert odd.paragraph_format.right_indent == even.paragraph_format.left_indent == Pt(14)
    for footer in (odd, even):
        assert [simple_field.get(qn("w:instr")) for simple_field in footer._p.findall(qn("w:fldSimple"))] == [
            "PAGE"
        ]
        assert [run.text for run in footer.runs] == ["— ", " —"]


def test_a_table_repeats_its_head_tears_no_row_and_leaves_no_sum_alone() -> None:
    document = OfficialDocument("题", ON)
    rows = [(str(number), "词") for number in range(20)]
    add_grid(document, RuledTable(("甲", "乙"), (20, 30), rows, centred=(0,), sums=(19,)))
    (table,) = opened(document).tables
    lines = table.rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in lines] == [True] + [False] * 20
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in lines)
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in lines]
    assert kept == [True] * 3 + [False] * 15 + [True] * 2 + [False]
    assert fonts(lines[20].cells[0].paragraphs[0])[0] == "黑体"
    assert fonts(lines[19].cells[0].paragraphs[0])[0] == "仿宋_GB2312"


@pytest.mark.parametrize(
    "text", ["{ PAGE }", '{ HYPERLINK "https://example.org" }', "<w:fldSimple/>", "=1+1", "«姓名»"]
)
def test_what_looks_like_a_field_is_text(text: str) -> None:
    document = OfficialDocument(text, ON)
    document.title(text)
    document.paragraph(text)
    add_grid(document, RuledTable((text,), (156,), [(text,)]))
    (body,) = (part for name, part in parts(document).items() if name == "word/document.xml")
    assert not re.search("<w:(fldSimple|fldChar|instrText|hyperlink)", body)
    again = opened(document)
    assert [paragraph.text for paragraph in again.paragraphs] == [text, text]
    assert [cell.text for row in again.tables[0].rows for cell in row.cells] == [text, text]


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_the_document_opens_again(text: str) -> None:
    document = OfficialDocument(text, ON)
    document.title(text)
    document.addressee(text)
    document.paragraph(text)
    document.heading(2, text)
    document.filled_by(text, ON, text)
    add_grid(document, RuledTable((text,), (156,), [(text,)]))
    document.signature(text, ON)
    assert len(opened(document).tables) == 1


def test_the_file_names_no_author_no_program_and_no_minute() -> None:
    document = one_of_each()
    properties = opened(document).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "标题"
    assert properties.created == properties.modified == datetime(2026, 7, 3, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(document.content())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 7, 3, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "app.xml" in name or "thumbnail" in name]


def test_the_same_words_give_the_same_file() -> None:
    assert one_of_each().content() == one_of_each().content()


def test_a_long_title_is_cut_in_the_properties_only() -> None:
    document = OfficialDocument("长" * 5_000, ON)
    document.title("长" * 5_000)
    again = opened(document)
    assert len(again.core_properties.title) == 255
    assert len(again.paragraphs[0].text) == 5_000
