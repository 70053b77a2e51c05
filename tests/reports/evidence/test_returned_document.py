"""What the office edits and sends back goes on without anything that acts, whatever it is called."""

import io

import docx
import pytest

from domain.errors import RefusalError
from reports.evidence.returned_document import rebuild
from tests.reports.evidence.evidence import CANARY, SHOWN, tells
from tests.reports.evidence.office_evidence import MAIN_TYPE, OFFICE, changed, parts_of, zipped

MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


def paper() -> bytes:
    """Return a docx as the office may have edited it."""
    document = docx.Document()
    document.add_heading(SHOWN, 1)
    document.add_paragraph("正文")
    document.add_table(1, 1).cell(0, 0).text = "表"
    document.sections[0].header.paragraphs[0].text = "页眉"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


PAPER = paper()


def with_body(body: str, link: str = "") -> bytes:
    content = changed(PAPER, "word/document.xml", {"<w:sectPr": f"{body}<w:sectPr"})
    if not link:
        return content
    return changed(content, "word/_rels/document.xml.rels", {"</Relationships>": f"{link}</Relationships>"})


def link(word: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return f'<Relationship Id="rIdX" Type="{OFFICE}/{word}" Target="{target}"{mode}/>'


def field(*pieces: str) -> str:
    begin, split, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"<w:p>{begin}{code}{split}<w:r><w:t>{SHOWN}果</w:t></w:r>{end}</w:p>"


AWAY = f"http://{CANARY}.example/x"
INNER = field(f"QUOTE {CANARY}").removeprefix("<w:p>").removesuffix("</w:p>")
ACTIVE = {
    "altChunk": with_body('<w:altChunk r:id="rIdX"/>', link("aFChunk", "/word/document.xml", "")),
    "subdocument": with_body('<w:subDoc r:id="rIdX"/>', link("subDocument", AWAY)),
    "external picture": with_body(
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'r:link="rIdX"/></w:drawing></w:r></w:p>',
        link("image", AWAY),
    ),
    "old picture": with_body(
        f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="{AWAY}"/></v:shape>'
        "</w:pict></w:r></w:p>"
    ),
    "OLE": with_body(
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" '
        f'ProgID="{CANARY}" r:id="rIdX"/></w:object></w:r></w:p>',
        link("oleObject", AWAY),
    ),
    "ActiveX": with_body('<w:p><w:r><w:object><w:control r:id="rIdX"/></w:object></w:r></w:p>', link("control", AWAY)),
    "file link": with_body(
        f'<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>{SHOWN}果</w:t></w:r></w:hyperlink></w:p>',
        link("hyperlink", f"file://{CANARY}/x"),
    ),
    "DDE": with_body(field(f' DDEAUTO "c:\\\\{CANARY}.exe" ')),
    "split DDE": with_body(field("D", "DE", f'AUTO "{CANARY}"')),
    "simple DDE": with_body(
        f'<w:p><w:fldSimple w:instr="DDE {CANARY}"><w:r><w:t>{SHOWN}果</w:t></w:r></w:fldSimple></w:p>'
    ),
    "included text": with_body(field(f"INCLUDETEXT {CANARY}")),
    "included picture": with_body(field(f'INCLUDEPICTURE "{AWAY}" \\d')),
    "nested": with_body(field(f"REF </w:instrText></w:r>{INNER}<w:r><w:instrText>{CANARY}")),
    "unended": with_body(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK {CANARY}'
                         "</w:instrText></w:r></w:p>"),
    "unbegun": with_body(f"<w:p><w:r><w:instrText>DDE {CANARY}</w:instrText></w:r></w:p>"),
}  # fmt: skip


@pytest.mark.parametrize("what", ACTIVE)
def test_what_acts_or_fetches_is_left_out_and_said(what: str) -> None:
    rebuilt, less = rebuild(ACTIVE[what])
    assert less
    assert not tells(rebuilt)
    text = b"".join(parts_of(rebuilt).values())
    for gone in (b"altChunk", b"subDoc", b"OLEObject", b"w:control ", b"r:link", b"rIdX"):
        assert gone not in text
    assert (f"{SHOWN}果".encode() in text) == (
        f"{SHOWN}果".encode() in parts_of(ACTIVE[what])["word/document.xml"]
    )
    assert docx.Document(io.BytesIO(rebuilt)).paragraphs[0].text == SHOWN


def test_a_remote_template_is_left_out() -> None:
    parts = parts_of(changed(PAPER, "word/settings.xml", {"</w:settings>": '<w:attachedTemplate r:id="rIdX" '
        f'xmlns:r="{OFFICE}"/></w:settings>'}))  # fmt: skip
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts["word/_rels/settings.xml.rels"] = f"{head}{link('attachedTemplate', AWAY)}</Relationships>".encode()
    rebuilt, less = rebuild(zipped(parts))
    assert less
    assert not tells(rebuilt)
    assert b"attachedTemplate" not in b"".join(parts_of(rebuilt).values())


def test_macros_under_another_name_are_refused() -> None:
    macro = f'<Relationship Id="rIdX" Type="{MICROSOFT}/vbaProject" Target="media/picture.png"/>'
    parts = parts_of(with_body("", macro)) | {"word/media/picture.png": b"\xd0\xcf\x11\xe0"}
    with pytest.raises(RefusalError, match="documents-refused-macros"):
        rebuild(zipped(parts))


def test_a_part_is_what_leads_to_it_and_not_what_it_calls_itself() -> None:
    told = changed(
        PAPER, "[Content_Types].xml", {MAIN_TYPE: "application/vnd.ms-word.document.macroEnabled.main+xml"}
    )
    told = zipped(parts_of(told) | {"word/extra.bin": CANARY.encode()})
    rebuilt, less = rebuild(told)
    assert not less
    types = parts_of(rebuilt)["[Content_Types].xml"]
    assert MAIN_TYPE.encode() in types
    assert b"macro" not in types
    assert not tells(rebuilt)


def test_what_the_office_wrote_stays_whole() -> None:
    kept = with_body(
        field(' TOC \\o "1-3" \\h ') + field(" PAGEREF _Toc1 \\h ") + field(' HYPERLINK "https://example.org/a" ')
        + '<w:p><w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/><w:hyperlink r:id="rIdX"><w:r>'
        "<w:t>网</w:t></w:r></w:hyperlink></w:p>",
        link("hyperlink", "https://example.org/b"),
    )  # fmt: skip
    rebuilt, less = rebuild(kept)
    assert not less
    document = docx.Document(io.BytesIO(rebuilt))
    xml = document.element.xml
    for said in ("TOC \\o", "PAGEREF _Toc1", "example.org/a", 'w:name="_Toc1"'):
        assert said in xml
    assert [rel.target_ref for rel in document.part.rels.values() if rel.is_external] == [
        "https://example.org/b"
    ]
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.tables[0].cell(0, 0).text == "表"
    assert document.sections[0].header.paragraphs[0].text == "页眉"
    again, _ = rebuild(rebuilt)
    assert parts_of(again).keys() == parts_of(rebuilt).keys()


def test_a_document_of_word_online_is_taken_whose_main_part_has_another_name() -> None:
    parts = {
        name.replace("word/document.xml", "word/document2.xml").replace(
            "document.xml.rels", "document2.xml.rels"
        ): part
        for name, part in parts_of(PAPER).items()
    }
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"word/document.xml", b"word/document2.xml"
    )
    rebuilt, less = rebuild(zipped(parts))
    assert not less
    assert docx.Document(io.BytesIO(rebuilt)).paragraphs[0].text == SHOWN


@pytest.mark.parametrize(
    ("content", "reason"), [(b"x", "kind"), (zipped({"a": "x"}), "kind"), (PAPER[:900], "kind"), (
        zipped(parts_of(PAPER) | {"word/document.xml": b"<w"}), "damaged")],
)  # fmt: skip
def test_what_is_no_paper_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RefusalError, match=f"documents-refused-{reason}"):
        rebuild(content)
