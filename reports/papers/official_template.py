"""The empty official document: its styles, its fonts and what they fall back to, and nobody's name.

A template of our own, because a library's brings its maker's thumbnail, program and language along.
Sizes after GB/T 9704-2012, 5.2 and 7.3; Word counts them in twentieths of a point, type in half points.
"""

import io
import zipfile
from functools import lru_cache

TITLE, BODY, ADDRESSEE, CELL = "公文标题", "公文正文", "主送机关", "公文表格"
CONTENTS = ("toc 1", "toc 2")
"""Names of the paragraph styles that come with the template, beside Word's own heading 1 to 4."""

TITLE_FONT, TEXT_FONT, KAI_FONT, HEI_FONT, SONG_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "楷体_GB2312",
    "黑体",
    "宋体",
)
LATIN_FONT = "Times New Roman"
LINE_TWIPS = 579
"""22 lines on 225 mm."""
SQUEEZE_TWIPS = -5
"""28 characters of size 3 (16 pt) on 156 mm come out at 15.79 pt each; justified lines fill what is left."""
INDENT_TWIPS = 640
_TEXT_TWIPS = 8844
"""156 mm: where the page's number stands in the contents."""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What Word takes where the first is missing; the second comes with every Chinese Windows.
_FONTS = (
    (TITLE_FONT, SONG_FONT, "script", "variable"),
    (TEXT_FONT, "仿宋", "modern", "fixed"),
    (KAI_FONT, "楷体", "modern", "fixed"),
    (HEI_FONT, "SimHei", "modern", "fixed"),
    (SONG_FONT, "SimSun", "auto", "variable"),
)
_HEADING_FONTS = (HEI_FONT, KAI_FONT, TEXT_FONT, TEXT_FONT)


@lru_cache
def template(*, mirrored: bool) -> bytes:
    """Return a docx without a word in it; `mirrored` for pages printed on both sides, bound on the left."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"),)),
        "word/document.xml": (
            f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"><w:body><w:sectPr/></w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": _relations(
            (("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"))
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(mirrored=mirrored),
        "word/fontTable.xml": _font_table(),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # A fixed day, so that the same values give the same file.
            archive.writestr(zipfile.ZipInfo(name), _PROLOGUE + text)
    return content.getvalue()


def _content_types() -> str:
    parts = {
        "document": f"{_TYPE}.document.main+xml",
        "styles": f"{_TYPE}.styles+xml",
        "settings": f"{_TYPE}.settings+xml",
        "fontTable": f"{_TYPE}.fontTable+xml",
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _settings(*, mirrored: bool) -> str:
    return (
        f'<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/>'
        + ("<w:mirrorMargins/>" if mirrored else "")
        + f'<w:defaultTabStop w:val="{INDENT_TWIPS}"/>'
        + ("<w:evenAndOddHeaders/>" if mirrored else "")
        + '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, family, pitch in _FONTS
    )
    return f'<w:fonts xmlns:w="{_MAIN}">{fonts}</w:fonts>'


def _styles() -> str:
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults>'
        f'<w:rPrDefault><w:rPr>{_fonts(TEXT_FONT)}<w:kern w:val="2"/>{_size(32)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        + _text_styles()
        + _style(
            "OfficialCell",
            CELL,
            '<w:snapToGrid w:val="0"/><w:spacing w:line="320" w:lineRule="exact"/>',
            _size(24),
        )
        + _style(
            "Footer",
            "footer",
            '<w:snapToGrid w:val="0"/><w:spacing w:line="280" w:lineRule="exact"/>',
            _fonts(SONG_FONT, SONG_FONT) + _size(28),
        )
        + _TABLES
        + "</w:styles>"
    )


def _text_styles() -> str:
    """Return the styles of title, body, addressee, headings and contents."""
    text = f'w:line="{LINE_TWIPS}" w:lineRule="exact"'
    indented = f'<w:spacing {text}/><w:ind w:firstLine="{INDENT_TWIPS}"/><w:jc w:val="both"/>'
    title = '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="660" w:lineRule="exact"/><w:jc w:val="center"/>'
    return (
        _style("OfficialTitle", TITLE, title, _fonts(TITLE_FONT, SONG_FONT) + _size(44))
        + _style("OfficialBody", BODY, indented, _SQUEEZED)
        + _style("Addressee", ADDRESSEE, f'<w:spacing {text}/><w:jc w:val="both"/>', _SQUEEZED)
        + "".join(
            _style(
                f"Heading{level}",
                f"heading {level}",
                f'<w:keepNext/>{indented}<w:outlineLvl w:val="{level - 1}"/>',
                _fonts(font) + _SQUEEZED,
            )
            for level, font in enumerate(_HEADING_FONTS, start=1)
        )
        + "".join(
            _style(
                f"TOC{level}",
                name,
                f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_TEXT_TWIPS}"/></w:tabs><w:spacing {text}/>'
                f'<w:ind w:left="{(level - 1) * INDENT_TWIPS}"/>',
                _SQUEEZED,
            )
            for level, name in enumerate(CONTENTS, start=1)
        )
    )


def _style(identity: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _fonts(chinese: str, latin: str = LATIN_FONT) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{LATIN_FONT}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_SQUEEZED = f'<w:spacing w:val="{SQUEEZE_TWIPS}"/>'
_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="68" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>"
)
