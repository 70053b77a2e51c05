import io
import zipfile

import docx
import pytest
from openpyxl import load_workbook

from domain.errors import RefusalError
from reports import cleaning_office, cleaning_office_parts
from reports.cleaning import clean
from reports.cleaning_office_parts import parsed, scrub, serialised
from tests.reports import evidence
from tests.reports.evidence import CANARY, SHOWN, tells
from tests.reports.office_evidence import MAIN_TYPE, OFFICE, changed, parts_of, sheet, slides, word, zipped

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
    assert "xl/media/image1.png" in parts_of(clean(SAMPLES["xlsx"], "a.xlsx").content)
    assert book.properties.creator != f"{CANARY} creator"


def test_the_pictures_inside_keep_their_format_and_pixels() -> None:
    before, after = parts_of(SAMPLES["docx"]), parts_of(clean(SAMPLES["docx"], "a").content)
    assert after["word/media/image1.jpg"].startswith(b"\xff\xd8\xff")
    assert len(after["word/media/image1.jpg"]) < len(before["word/media/image1.jpg"])


def with_picture(content: bytes) -> bytes:
    return zipped({**parts_of(SAMPLES["docx"]), "word/media/image1.jpg": content})


@pytest.mark.parametrize("kind", ["GIF", "BMP"])
def test_older_pictures_inside_are_written_anew(kind: str) -> None:
    picture = io.BytesIO()
    evidence.scene().save(picture, kind)
    told = evidence.gif() if kind == "GIF" else picture.getvalue() + CANARY.encode()
    content = clean(with_picture(told), "a").content
    assert not tells(content)
    assert parts_of(content)["word/media/image1.jpg"][:2] == told[:2]


@pytest.mark.parametrize(
    "picture", [b"\x01\x00\x00\x00" + CANARY.encode(), evidence.jpeg()[:300], b"BM" + bytes(40)]
)
def test_a_picture_that_cannot_be_cleaned_is_left_out_and_the_text_stays(picture: bytes) -> None:
    content = clean(with_picture(picture), "a").content
    document = docx.Document(io.BytesIO(content))
    assert document.paragraphs[0].text == SHOWN
    assert not [name for name in parts_of(content) if "media" in name]
    assert "a:blip" not in document.element.xml


def test_a_linked_workbook_loses_its_path_and_old_drawings_that_are_no_xml_go() -> None:
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
    assert 'Target="linked.xlsx"' in text_of(cleaned)
    assert load_workbook(io.BytesIO(cleaned)).worksheets[0]["A1"].value == SHOWN


def test_what_tells_of_a_workbook_is_dropped_with_the_list_that_it_leaves_empty() -> None:
    root = parsed(
        b'<workbook xmlns="urn:x" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        b'xr:uid="1" refreshedBy="a" created="b"><hyperlinks xmlns:r="'
        + OFFICE.encode()
        + b'"><hyperlink r:id="rId1"/>'
        b"</hyperlinks><customWorkbookViews/><keep/></workbook>"
    )
    scrub(root, set())
    assert [element.tag for element in root] == ["{urn:x}keep"]
    assert root.attrib.items() == [("created", "2000-01-01T00:00:00Z")]
    assert b"<keep/>" in serialised(root)


def test_a_picture_with_two_sources_keeps_the_one_that_is_there() -> None:
    root = parsed(
        f'<a xmlns:r="{OFFICE}"><blip r:embed="rId1" r:link="rId2"/><blip r:link="rId2"/></a>'.encode()
    )
    scrub(root, {"rId1"})
    assert [dict(element.attrib) for element in root] == [{f"{{{OFFICE}}}embed": "rId1"}]


def test_a_part_that_leads_nowhere_itself_stays() -> None:
    root = parsed(f'<a xmlns:r="{OFFICE}" r:id="rId2"><b title="c" xmlns:o="urn:o"/></a>'.encode())
    scrub(root, set())
    assert [element.tag for element in root] == ["b"]


def test_titles_of_pictures_go() -> None:
    root = parsed(
        b'<a xmlns:o="urn:schemas-microsoft-com:office:office"><docPr id="3" name="n" title="t" descr="d"/>'
        b'<imagedata o:title="t" o:href="h"/></a>'
    )
    scrub(root, set())
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
        (cleaning_office, "_UNPACKED_LIMIT"),
        (cleaning_office, "_TAG_LIMIT"),
        (cleaning_office_parts, "_LENGTH_LIMIT"),
    ):
        with monkeypatch.context() as smaller:
            smaller.setattr(module, limit, 1_000)
            with pytest.raises(RefusalError, match="evidence-refused-bomb"):
                clean(SAMPLES["docx"], "a.docx")


def test_a_sheet_of_a_million_cells_is_within_the_limits() -> None:
    assert cleaning_office._TAG_LIMIT >= 4_000_000
    assert cleaning_office_parts._LENGTH_LIMIT >= 37 * 1_000_000


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
