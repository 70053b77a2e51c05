"""Office files with canaries in their metadata, and what it takes to change and to look into them."""

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage

from tests.reports.evidence.evidence import CANARY, SHOWN, jpeg, png

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a zip of `parts`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return a zip's entries."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, part: str, changes: Mapping[str, str]) -> bytes:
    """Return the zip with texts in one of its parts put in place of others, each of which must be there."""
    parts = parts_of(content)
    text = parts[part].decode()
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return zipped({**parts, part: text.encode()})


def _saved(document: Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


_INSERTED = (
    f'<w:p w14:paraId="1{CANARY}" w:rsidR="00{CANARY}">'
    f'<w:ins w:id="7" w:author="{CANARY}" w:date="2026-05-12T02:00:00Z" w16du:dateUtc="{CANARY}">'
    f"<w:r><w:t>{SHOWN}二</w:t></w:r></w:ins>"
    f'<w:r><w:instrText> INCLUDEPICTURE "C:\\Users\\{CANARY}\\a.png" </w:instrText></w:r>'
    f'<w:fldSimple w:instr=" AUTHOR {CANARY} "><w:r><w:t>{SHOWN}三</w:t></w:r></w:fldSimple>'
    f'<w:hyperlink r:id="rIdAway"><w:r><w:t>{SHOWN}四</w:t></w:r></w:hyperlink>'
    f'<w:object><o:OLEObject r:id="rIdOle"/></w:object></w:p>'
)
_NAMESPACES = 'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du" '


def word() -> bytes:
    """Return a docx with an author, a comment, a change, a picture, a macro, people, paths and an object."""
    document = docx.Document()
    document.core_properties.author = f"{CANARY} author"
    document.core_properties.last_modified_by = f"{CANARY} editor"
    run = document.add_paragraph(SHOWN).runs[0]
    document.add_comment(run, text=f"{SHOWN}批注", author=f"{CANARY} critic", initials=f"{CANARY[0]}{CANARY}")
    document.add_picture(io.BytesIO(jpeg()))
    document.add_table(1, 1).cell(0, 0).text = f"{SHOWN}表"
    document.sections[0].header.paragraphs[0].text = f"{SHOWN}页眉"
    content = _saved(document)
    content = changed(
        content,
        "word/document.xml",
        {
            "<w:document ": f"<!-- {CANARY} --><?mso {CANARY}?><w:document {_NAMESPACES}",
            "<w:sectPr": f"{_INSERTED}<w:sectPr",
            'name="Picture 1"': f'name="Picture 1" descr="C:\\Users\\{CANARY}\\photo.jpg"',
        },
    )
    away = f"file:///C:/Users/{CANARY}"
    content = changed(
        content,
        "word/_rels/document.xml.rels",
        {
            "</Relationships>": f'<Relationship Id="rIdAway" TargetMode="External" Type="{OFFICE}/hyperlink"'
            f' Target="{away}/secret.docx"/>'
            f'<Relationship Id="rIdOle" Type="{OFFICE}/oleObject" Target="embeddings/ole.bin"/>'
            f'<Relationship Id="rIdVba" Target="vbaProject.bin" '
            f'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
            f'<Relationship Id="rIdPeople" Target="people.xml" '
            f'Type="http://schemas.microsoft.com/office/2011/relationships/people"/></Relationships>',
        },
    )
    content = changed(
        content,
        "word/settings.xml",
        {"</w:settings>": f'<w:rsids><w:rsid w:val="00{CANARY}"/></w:rsids></w:settings>'},
    )
    content = changed(
        content,
        "[Content_Types].xml",
        {
            f"{MAIN_TYPE}": "application/vnd.ms-word.document.macroEnabled.main+xml",
            "</Types>": '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        },
    )
    return zipped(
        {
            **parts_of(content),
            "word/vbaProject.bin": CANARY,
            "word/people.xml": f"<people>{CANARY}</people>",
            "word/embeddings/ole.bin": CANARY,
            "customXml/item1.xml": f"<a>{CANARY}</a>",
            f"docProps/{CANARY}.txt": CANARY,
        }
    )


def sheet() -> bytes:
    """Return an xlsx with a creator, a comment by somebody, a picture, a path, and who refreshed it."""
    book = Workbook()
    book.properties.creator = f"{CANARY} creator"
    book.properties.lastModifiedBy = f"{CANARY} editor"
    page = book.worksheets[0]
    page["A1"] = SHOWN
    page["A2"] = "=1+1"
    page["B1"] = 5
    page["A1"].comment = Comment(f"{CANARY} critic:\n{SHOWN}批注", f"{CANARY} critic")
    page["C1"].hyperlink = "https://example.org/"
    page["C2"].hyperlink = f"file:///C:/{CANARY}/x.xlsx"
    page["C2"] = SHOWN
    page.add_image(SheetImage(io.BytesIO(png())), "D4")
    content = io.BytesIO()
    book.save(content)
    paths = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><x15ac:absPath '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
        f'url="C:\\Users\\{CANARY}\\"/></mc:Choice></mc:AlternateContent>'
        f'<fileSharing userName="{CANARY}"/>'
    )
    return changed(
        content.getvalue(), "xl/workbook.xml", {"<workbookProtection": f"{paths}<workbookProtection"}
    )


def slides() -> bytes:
    """Return a pptx of one slide with a remark by somebody, a film, and who made it."""
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    r = f'xmlns:r="{OFFICE}"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

    def link(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'

    def kind_of(part: str, kind: str) -> str:
        return f'<Override PartName="{part}" ContentType="{_TYPES}.presentationml.{kind}+xml"/>'

    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            + kind_of("/ppt/presentation.xml", "slideshow.main")
            + kind_of("/ppt/slides/slide1.xml", "slide")
            + kind_of("/ppt/comments/comment1.xml", "comments")
            + kind_of("/ppt/commentAuthors.xml", "commentAuthors")
            + '<Default Extension="mp4" ContentType="video/mp4"/></Types>',
            "_rels/.rels": head
            + link(1, "officeDocument", "ppt/presentation.xml")
            + link(2, "metadata/thumbnail", "docProps/thumbnail.jpeg")
            + "</Relationships>",
            "docProps/thumbnail.jpeg": CANARY,
            "ppt/presentation.xml": f'<p:presentation {p} {r}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>'
            f'<p:custDataLst><p:tags r:id="rId3"/></p:custDataLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": head
            + link(1, "slide", "/ppt/slides/slide1.xml")
            + link(2, "commentAuthors", "commentAuthors.xml")
            + link(3, "tags", "tags/tag1.xml")
            + "</Relationships>",
            "ppt/tags/tag1.xml": f"<t>{CANARY}</t>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst {p}><p:cmAuthor id="1" name="{CANARY}" initials="{CANARY}"/>'
            "</p:cmAuthorLst>",
            "ppt/comments/comment1.xml": f'<p:cmLst {p}><p:cm authorId="1" dt="{CANARY}"><p:text>{SHOWN}批注</p:text>'
            "</p:cm></p:cmLst>",
            "ppt/slides/slide1.xml": f'<p:sld {p} {r} {a}><p:sp><p:nvSpPr><p:cNvPr id="4" name="{CANARY}.mp4" '
            f'descr="{CANARY}"/><p:nvPr><a:videoFile r:link="rId2"/></p:nvPr></p:nvSpPr><a:t>{SHOWN}</a:t></p:sp>'
            "</p:sld>",
            "ppt/slides/_rels/slide1.xml.rels": head
            + link(1, "comments", "../comments/comment1.xml")
            + link(2, "video", "../media/film.mp4")
            + "</Relationships>",
            "ppt/media/film.mp4": CANARY,
        }
    )
