import io
import zipfile

import docx
import pytest
from openpyxl import load_workbook

from domain.errors import RefusalError
from reports.evidence import office_package, office_xml
from reports.evidence.cleaning import clean
from reports.evidence.office_parts import PartScrubber
from reports.evidence.office_xml import parsed, serialised
from tests.reports.evidence import evidence
from tests.reports.evidence.evidence import CANARY, SHOWN, tells
from tests.reports.evidence.office_evidence import (
    MAIN_TYPE,
    OFFICE,
    changed,
    parts_of,
    sheet,
    slides,
    word,
    zipped,
)

SAMPLES = {"docx": word(), "xlsx": sheet(), "pptx": slides()}


def text_of(content: bytes) -> str:
    return b"".join(parts_of(content).values()).decode(errors="replace")


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_office_file_loses_every_canary(kind: str) -> None:
    content = SAMPLES[kind]
    assert tells(content)
    cleaned = clean(content, f"{CANARY}.{kind}")
    assert cleaned.extension == f".{kind}"
    assert not tells(cleaned.content)
    for shown in (SHOWN, f"{SHOWN}批注"):
        assert shown in text_of(cleaned.content)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_copy_is_packed_without_moments_and_refers_to_nothing_that_is_gone(kind: str) -> None:
    content = clean(SAMPLES[kind], "a").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    parts = parts_of(content)
    assert not [name for name in parts if name.startswith(("docProps", "customXml"))]
    for name, part in parts.items():
        if name.endswith(".rels"):
            targets = [each.get("Target") or "" for each in parsed(part) if each.get("TargetMode") is None]
            assert {target.lstrip("/") for target in targets} <= set(parts)
    types = {each.get("PartName") for each in parsed(parts["[Content_Types].xml"]) if each.get("PartName")}
    assert types == {
        f"/{name}" for name in parts if name != "[Content_Types].xml" and not name.endswith(".rels")
    }


def test_the_canaries_of_a_docx_are_in_the_places_that_matter() -> None:
    parts = parts_of(SAMPLES["docx"])
    places = {
        "docProps/core.xml": f"{CANARY} author",
        "word/comments.xml": f'w:author="{CANARY} critic"',
        "word/document.xml": f'w:author="{CANARY}"',
        "word/settings.xml": f'w:val="00{CANARY}"',
        "word/media/image1.jpg": f"{CANARY} phone",
        "word/vbaProject.bin": CANARY,
        "word/people.xml": CANARY,
        "customXml/item1.xml": CANARY,
    }
    assert [name for name, text in places.items() if text.encode() not in parts[name]] == []


def test_a_docx_opens_again_with_all_that_a_reader_sees() -> None:
    document = docx.Document(io.BytesIO(clean(SAMPLES["docx"], "a.docx").content))
    shown = [paragraph.text for paragraph in document.paragraphs]
    assert shown[0] == SHOWN
    assert document.tables[0].cell(0, 0).text == f"{SHOWN}表"
    assert document.sections[0].header.paragraphs[0].text == f"{SHOWN}页眉"
    assert len(document.inline_shapes) == 1
    remark = next(iter(document.comments))
    assert (remark.text, remark.author, remark.initials, remark.timestamp) == (
        f"{SHOWN}批注",
        "Author",
        "A",
        None,
    )
    xml = document.element.xml
    for shown_text in (f"{SHOWN}二", f"{SHOWN}三", f"{SHOWN}四"):
        assert shown_text in xml
    for gone in ("rsid", "INCLUDEPICTURE", "OLEObject", "paraId=", "w:date="):
        assert gone not in xml
    assert '<w:ins w:id="7" w:author="Author">' in xml


def test_a_document_with_macros_becomes_one_without() -> None:
    parts = parts_of(clean(SAMPLES["docx"], "a.docm").content)
    assert MAIN_TYPE in parts["[Content_Types].xml"].decode()
    assert not [name for name in parts if "vba" in name.lower()]


def test_an_xlsx_opens_again_with_all_that_a_reader_sees() -> None:
    book = load_workbook(io.BytesIO(clean(SAMPLES["xlsx"], "a.xlsx").content))
    page = book.worksheets[0]
    assert [page["A1"].value, page["A2"].value, page["B1"].value, page["C2"].value] == [
        SHOWN,
        "=1+1",
        5,
        SHOWN,
    ]
    remark = page["A1"].comment
    assert remark is not None
    assert (remark.text.strip(), remark.author) == (f"{SHOWN}批注", "Author")
    assert page["C1"].hyperlink.target == "https://example.org/"
    assert page["C2"].hyperlink is None
    assert media(clean(SAMPLES["xlsx"], "a.xlsx").content)[0].startswith(b"\x89PNG")
    assert book.properties.creator != f"{CANARY} creator"


def test_the_pictures_inside_keep_their_format_and_pixels() -> None:
    (before,), (after,) = media(SAMPLES["docx"]), media(clean(SAMPLES["docx"], "a").content)
    assert after.startswith(b"\xff\xd8\xff")
    assert len(after) < len(before)


def media(content: bytes) -> list[bytes]:
    return [part for name, part in parts_of(content).items() if "/media/" in name]


def with_picture(content: bytes) -> bytes:
    return zipped({**parts_of(SAMPLES["docx"]), "word/media/image1.jpg": content})


@pytest.mark.parametrize("kind", ["GIF", "BMP"])
def test_older_pictures_inside_are_written_anew(kind: str) -> None:
    picture = io.BytesIO()
    evidence.scene().save(picture, kind)
    told = evidence.gif() if kind == "GIF" else picture.getvalue() + CANARY.encode()
    content = clean(with_picture(told), "a").content
    assert not tells(content)
    assert media(content)[0][:2] == told[:2]


@pytest.mark.parametrize(
    "picture", [b"\x01\x00\x00\x00" + CANARY.encode(), evidence.jpeg()[:300], b"BM" + bytes(40)]
)
def test_a_picture_that_cannot_be_cleaned_is_left_out_and_the_text_stays(picture: bytes) -> None:
    content = clean(with_picture(picture), "a").content
    document = docx.Document(io.BytesIO(content))
    assert document.paragraphs[0].text == SHOWN
    assert not [name for name in parts_of(content) if "media" in name]
    assert "a:blip" not in document.element.xml


def test_a_linked_workbook_goes_and_old_drawings_that_are_no_xml_go() -> None:
    content = SAMPLES["xlsx"]
    link = f'<Relationship Id="rId90" Type="{OFFICE}/externalLink" Target="externalLinks/link1.xml"/></Relationships>'
    content = changed(content, "xl/_rels/workbook.xml.rels", {"</Relationships>": link})
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/externalLinkPath" TargetMode="External" Target="file:///C:/{CANARY}.xlsx"/></Relationships>'
    )
    content = zipped(
        {
            **parts_of(content),
            "xl/externalLinks/link1.xml": f'<externalLink xmlns:r="{OFFICE}"><externalBook r:id="rId1"/>'
            "</externalLink>",
            "xl/externalLinks/_rels/link1.xml.rels": outside,
            "xl/drawings/commentsDrawing1.vml": f"<xml><br>{CANARY}</xml>",
        }
    )
    cleaned = clean(content, "a").content
    assert not tells(cleaned)
    assert "externalLink" not in text_of(cleaned)
    assert load_workbook(io.BytesIO(cleaned)).worksheets[0]["A1"].value == SHOWN


def test_what_tells_of_a_workbook_is_dropped_with_the_list_that_it_leaves_empty() -> None:
    root = parsed(
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        b'xr:uid="1" refreshedBy="a" created="b"><hyperlinks xmlns:r="'
        + OFFICE.encode()
        + b'"><hyperlink r:id="rId1"/>'
        b"</hyperlinks><customWorkbookViews/><keep/></workbook>"
    )
    PartScrubber().scrub(root, "word", {})
    assert [element.tag for element in root] == [
        "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}keep"
    ]
    assert root.attrib.items() == [("created", "2000-01-01T00:00:00Z")]
    assert b"<keep/>" in serialised(root)


def test_a_picture_with_two_sources_keeps_the_one_that_is_there() -> None:
    root = parsed(
        f'<a xmlns:r="{OFFICE}"><blip r:embed="rId1" r:link="rId2"/><blip r:link="rId2"/></a>'.encode()
    )
    PartScrubber().scrub(root, "word", {"rId1": "rId1"})
    assert [dict(element.attrib) for element in root] == [{f"{{{OFFICE}}}embed": "rId1"}]


def test_a_part_that_leads_nowhere_itself_stays() -> None:
    root = parsed(f'<a xmlns:r="{OFFICE}" r:id="rId2"><b title="c" xmlns:o="urn:o"/></a>'.encode())
    PartScrubber().scrub(root, "word", {})
    assert [element.tag for element in root] == ["b"]


def test_titles_of_pictures_go() -> None:
    root = parsed(
        b'<a xmlns:o="urn:schemas-microsoft-com:office:office"><docPr id="3" name="n" title="t" descr="d"/>'
        b'<imagedata o:title="t" o:href="h"/></a>'
    )
    PartScrubber().scrub(root, "word", {})
    assert [dict(element.attrib) for element in root] == [{"id": "3", "name": "3"}, {}]


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_part(encoding: str) -> None:
    told = f"{ENTITIES}<w:comments xmlns:w='urn:w'>&c;</w:comments>".encode(encoding)
    content = zipped({**parts_of(SAMPLES["docx"]), "word/comments.xml": told})
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(content, "a.docx")


def test_entities_in_an_encoding_that_hides_them_are_refused() -> None:
    hidden = ENTITIES.replace("<!", "+ADwAIQ-")
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        parsed(f'<?xml version="1.0" encoding="UTF-7"?>{hidden}<a>+ACY-c;</a>'.encode())


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(SAMPLES["docx"])
    names = [f"word/{number}.xml" for number in range(6_000)]
    many: dict[str, bytes] = dict.fromkeys(names, b"")
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(zipped({**parts, "word/a.xml": bytes(5_000_000)}), "a.docx")
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(
            zipped({**parts, **many}),
            "a.docx",
        )
    for module, limit in (
        (office_package, "_UNPACKED_LIMIT"),
        (office_package, "_TAG_LIMIT"),
        (office_xml, "_LENGTH_LIMIT"),
    ):
        with monkeypatch.context() as smaller:
            smaller.setattr(module, limit, 1_000)
            with pytest.raises(RefusalError, match="evidence-refused-bomb"):
                clean(SAMPLES["docx"], "a.docx")


def test_a_sheet_of_a_million_cells_is_within_the_limits() -> None:
    assert office_package._TAG_LIMIT >= 4_000_000
    assert office_xml._LENGTH_LIMIT >= 37 * 1_000_000


def test_an_archive_that_is_no_document_is_refused() -> None:
    for parts in ({"a.txt": "x"}, {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}):
        with pytest.raises(RefusalError, match="evidence-refused-kind"):
            clean(zipped(parts), "a.docx")


def test_an_archive_with_a_password_is_refused_as_locked() -> None:
    content = bytearray(SAMPLES["docx"])
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(RefusalError, match="evidence-refused-locked"):
        clean(bytes(content), "a.docx")


def test_two_parts_of_one_name_are_refused() -> None:
    parts = parts_of(SAMPLES["docx"])
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(zipped({**parts, "WORD/document.xml": parts["word/document.xml"]}), "a.docx")


def test_a_document_whose_text_is_missing_is_refused() -> None:
    parts = parts_of(SAMPLES["docx"])
    del parts["word/document.xml"]
    with pytest.raises(RefusalError):
        clean(zipped(parts), "a.docx")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TELLING_WORDS = {
    "content controls": f'<w:sdt><w:sdtPr><w:alias w:val="{CANARY}"/><w:tag w:val="{CANARY}"/></w:sdtPr><w:sdtContent>'
    f"<w:p><w:r><w:t>{SHOWN}五</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    "custom XML": f'<w:customXml w:uri="{CANARY}" w:element="{CANARY}"><w:customXmlPr><w:attr w:name="{CANARY}" '
    f'w:val="x"/></w:customXmlPr><w:p><w:r><w:t>{SHOWN}五</w:t></w:r></w:p></w:customXml>',
    "smart tags": f'<w:p><w:smartTag w:element="{CANARY}"><w:r><w:t>{SHOWN}五</w:t></w:r></w:smartTag></w:p>',
    "bookmarks": f'<w:p><w:bookmarkStart w:id="1" w:name="{CANARY}"/><w:r><w:t>{SHOWN}五</w:t></w:r>'
    f'<w:bookmarkEnd w:id="1"/><w:hyperlink w:anchor="{CANARY}" w:tooltip="{CANARY}"><w:r/></w:hyperlink></w:p>',
    "style names": f'<w:p><w:pPr><w:pStyle w:val="{CANARY}"/></w:pPr><w:r><w:t>{SHOWN}五</w:t></w:r></w:p>',
    "split fields": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUT</w:instrText></w:r>'
    f'<w:r><w:instrText>HOR {CANARY}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'<w:r><w:t>{SHOWN}五</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "unknown attributes": f'<w:p w:whatever="{CANARY}" w:rsidP="{CANARY}"><w:r><w:t>{SHOWN}五</w:t></w:r></w:p>',
    "unknown namespaces": f'<w:p xmlns:n="urn:new" n:by="{CANARY}"><n:who>{CANARY}</n:who>'
    f"<w:r><w:t>{SHOWN}五</w:t></w:r></w:p>",
    "words beside the text": f"<w:p>{CANARY}<w:r>{CANARY}<w:t>{SHOWN}五</w:t>{CANARY}</w:r></w:p>",
    "fields of a form": f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{CANARY}"/><w:helpText '
    f'w:val="{CANARY}"/><w:entryMacro w:val="{CANARY}"/></w:ffData></w:fldChar></w:r>'
    f"<w:r><w:t>{SHOWN}五</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("place", TELLING_WORDS)
def test_a_word_file_tells_nothing_in(place: str) -> None:
    content = changed(SAMPLES["docx"], "word/document.xml", {"<w:sectPr": f"{TELLING_WORDS[place]}<w:sectPr"})
    assert tells(parts_of(content)["word/document.xml"].replace(b"/photo", b""))
    cleaned = clean(content, "a.docx").content
    assert not tells(cleaned)
    assert f"{SHOWN}五" in docx.Document(io.BytesIO(cleaned)).element.xml


def test_lists_styles_and_settings_tell_nothing() -> None:
    content = changed(
        SAMPLES["docx"],
        "word/styles.xml",
        {
            "</w:styles>": f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{CANARY}">'
            f'<w:name w:val="{CANARY}"/><w:aliases w:val="{CANARY}"/><w:basedOn w:val="Normal"/></w:style></w:styles>'
        },
    )
    content = changed(
        content,
        "word/numbering.xml",
        {
            "<w:abstractNum ": f'<w:abstractNum w:abstractNumId="90"><w:nsid w:val="{CANARY}"/>'
            f'<w:tmpl w:val="{CANARY}"/><w:name w:val="{CANARY}"/></w:abstractNum><w:abstractNum '
        },
    )
    content = changed(
        content, "word/settings.xml", {"</w:settings>": f'<w:unheardOf w:val="{CANARY}"/></w:settings>'}
    )
    cleaned = clean(content, "a.docx").content
    assert not tells(cleaned)
    assert "heading 1" in text_of(cleaned).lower()


def test_parts_and_relationships_lose_the_names_that_somebody_gave_them() -> None:
    parts = parts_of(SAMPLES["docx"])
    named = {
        name.replace("header1", CANARY).replace("document.xml", f"{CANARY}2.xml"): part.replace(
            b"header1.xml", f"{CANARY}.xml".encode()
        ).replace(b"document.xml", f"{CANARY}2.xml".encode())
        for name, part in parts.items()
    }
    cleaned = clean(zipped(named), "a.docx").content
    assert not tells(cleaned)
    assert docx.Document(io.BytesIO(cleaned)).sections[0].header.paragraphs[0].text == f"{SHOWN}页眉"


def test_a_part_of_an_unknown_language_is_emptied() -> None:
    root = parsed(f'<n:a xmlns:n="urn:new" by="{CANARY}">{CANARY}<n:b>{CANARY}</n:b></n:a>'.encode())
    PartScrubber().scrub(root, "word", {})
    assert CANARY.encode() not in serialised(root)


def test_a_workbook_forgets_names_and_paths_and_keeps_what_formulas_showed() -> None:
    content = changed(
        SAMPLES["xlsx"],
        "xl/workbook.xml",
        {
            "<calcPr": f'<definedNames><definedName name="{CANARY}" comment="{CANARY}">Sheet!$A$1</definedName>'
            f'<definedName name="_xlnm.Print_Area" localSheetId="0" comment="{CANARY}">Sheet!$A$1:$B$2</definedName>'
            f"<definedName name=\"path\">'C:\\Users\\{CANARY}\\[a.xlsx]S'!$A$1</definedName></definedNames><calcPr"
        },
    )
    content = changed(
        content,
        "xl/worksheets/sheet1.xml",
        {
            "</sheetData>": f'<row r="8"><c r="A8"><f>{CANARY}*2</f><v>10</v></c><c r="B8">'
            f"<f>'C:\\Users\\{CANARY}\\[a.xlsx]S'!A1</f><v>11</v></c><c r=\"C8\"><f>SUM(B1,2)</f><v>7</v></c></row>"
            "</sheetData>"
        },
    )
    cleaned = clean(content, "a.xlsx").content
    assert not tells(cleaned)
    page = load_workbook(io.BytesIO(cleaned)).worksheets[0]
    assert [page[cell].value for cell in ("A2", "A8", "B8", "C8")] == ["=1+1", 10, 11, "=SUM(B1,2)"]
    assert page.print_area == "'Sheet'!$A$1:$B$2"
