"""岗位风险警示牌: a card for each post, A4 across, to be hung up where the post is (docs/domain.md section 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell

from domain.characters import admit
from reports.papers.official import HEI_FONTS, TEXT_FONTS, Fonts, OfficialDocument, write
from reports.papers.official_tables import another_line, at_least, blank_table
from reports.papers.official_words import width_in_characters
from reports.registers.printed import PrintedEntry

TITLE = "岗位廉政风险警示牌"
LEVEL_COLOURS: Mapping[str, tuple[str, str]] = {
    "a": ("C00000", "FFFFFF"),
    "b": ("FFC000", "000000"),
    "c": ("1F5FA8", "FFFFFF"),
}
"""Behind a level's words, and the words' own: red, amber, blue, from the gravest down; each is read at a distance."""
_WIDTHS_MM = (38, 75, 38, 74)
_FACT_MM, _ROOM_MM = 15, 96
_FACT_SIZE = Pt(18)
_SIZES = (22, 20, 18, 16, 14, 12)
_MM_A_POINT, _LINE_HEIGHT, _EDGES_MM = 25.4 / 72, 1.4, 3
_TEXT_WIDTH_MM = sum(_WIDTHS_MM[1:]) - _EDGES_MM


@dataclass(frozen=True, slots=True)
class PostCard:
    """What a card says of a post and who holds it; `level` is the gravest of its risks, said in `level_words`."""

    unit: str
    grid: str
    post: str
    name: str
    level: str
    level_words: str
    risks: str
    measures: str


def post_cards(entries: Sequence[PrintedEntry], on: date) -> bytes:
    """Return a docx with a card for each post that `entries` of the register `risk` are about, dated `on`.

    Entries about a department or the unit are passed over. Raises ValueError where none is left.
    """
    cards = cards_of(entries)
    if not cards:
        raise ValueError("no post to print")
    document = OfficialDocument(TITLE, on, across=True)
    document.docx.sections[0].footer.is_linked_to_previous = True  # a card is no page of something
    for card in cards:
        document.new_page()
        document.title(card.unit, TITLE)
        _draw(document, card)
    return document.content()


def cards_of(entries: Sequence[PrintedEntry]) -> list[PostCard]:
    """Return a card for each person's post, in the order in which they come, with all risks of the post on it."""
    posts: dict[tuple[str, ...], list[PrintedEntry]] = {}
    for entry in entries:
        if entry.answers.get("form") == "person":
            who = str((entry.answers.get("person") or {}).get("staff_number", ""))
            post = (entry.unit, entry.grid, who, entry.name("person"), entry.post("person"))
            posts.setdefault(post, []).append(entry)
    return [_card(risks) for risks in posts.values()]


def _card(risks: Sequence[PrintedEntry]) -> PostCard:
    gravest = min(risks, key=lambda entry: str(entry.answers.get("level") or "~"))
    return PostCard(
        gravest.unit,
        gravest.grid,
        gravest.post("person"),
        gravest.name("person"),
        str(gravest.answers.get("level") or ""),
        gravest.words("level"),
        "\n".join(entry.words("risks") for entry in risks),
        "\n".join(entry.words("measures") for entry in risks),
    )


def _draw(document: OfficialDocument, card: PostCard) -> None:
    table = blank_table(document, 4, _WIDTHS_MM)
    first, second, *_ = table.rows
    for line, facts in (
        (first, (("岗　位", card.post), ("姓　名", card.name))),
        (second, (("科　室", card.grid), ("风险等级", card.level_words))),
    ):
        at_least(line, _FACT_MM)
        for place, (label, value) in enumerate(facts):
            _put(line.cells[2 * place], label, HEI_FONTS, _FACT_SIZE)
            _put(line.cells[2 * place + 1], value, TEXT_FONTS, _FACT_SIZE)
    if card.level in LEVEL_COLOURS:
        _colour(second.cells[3], *LEVEL_COLOURS[card.level])
    texts = (card.risks, card.measures)
    points = next((size for size in _SIZES if _needs_mm(texts, size) <= _ROOM_MM), _SIZES[-1])
    even = max(_height_mm(text, points) for text in texts) <= _ROOM_MM / 2
    for line, label, text in zip(table.rows[2:], ("廉政风险点", "防控措施"), texts, strict=True):
        at_least(line, _ROOM_MM / 2 if even else _FACT_MM)
        head, second, *_, last = line.cells
        _put(head, label, HEI_FONTS, _FACT_SIZE)
        joined: _Cell = second.merge(last)
        _put(joined, text, TEXT_FONTS, Pt(points), centred=False)


def _needs_mm(texts: Sequence[str], points: int) -> float:
    return sum(max(_height_mm(text, points), _FACT_MM) for text in texts)


def _height_mm(text: str, points: int) -> float:
    """Return about how high a text stands in type of so many points."""
    width = points * _MM_A_POINT
    lines = (width_in_characters(line) * width / _TEXT_WIDTH_MM for line in text.split("\n"))
    return sum(ceil(line) or 1 for line in lines) * width * _LINE_HEIGHT


def _put(cell: _Cell, text: str, fonts: Fonts, size: Pt, *, centred: bool = True) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    first, *others = admit(text).split("\n")
    for paragraph, line in ((cell.paragraphs[0], first), *((another_line(cell), other) for other in others)):
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(size.pt * _LINE_HEIGHT)
        write(paragraph, line, fonts, size)


def _colour(cell: _Cell, behind: str, words: str) -> None:
    """Put a colour behind a cell and its words into another."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", behind)):
        shade.set(qn(f"w:{name}"), value)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library knows no shading
    after = properties.find(qn("w:vAlign"))  # the standard has an order: shading comes before it
    properties.insert(len(properties) if after is None else properties.index(after), shade)
    for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
        run.font.color.rgb = RGBColor.from_string(words)
