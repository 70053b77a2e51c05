"""Posters to hang up, one A4 page a department, each with a QR code that opens a tip about it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from locales import Words
from reports.qr_codes import code_picture

_PAGE = (1240, 1754)
"""A4 at _DOTS_PER_INCH, in pixels."""
_DOTS_PER_INCH = 150
_MARGIN = 110
_CODE_SIDE = 620
_SMALL_SIDE = 200
_FONT = "fonts/NotoSansCJKsc-Regular.otf"
_LINE_GAP = 3
"""From one line to the next, in halves of its size."""
_SIZE_STEP = 2


@dataclass(frozen=True, slots=True)
class Poster:
    """Where it hangs, the link of its code to the bot, and that to the page, where there is one."""

    grid_name: str
    link: str
    page: str = ""
    bundle: str = ""
    """What stands for every byte of the page, to be compared with what it shows."""


def poster_pages(posters: Sequence[Poster], hospital: str, words: Words, language: str) -> bytes:
    """Return a PDF with a page for each of `posters`; raises ValueError for none."""
    if not posters:
        raise ValueError("no poster")
    pages = [_page(poster, hospital, words, language) for poster in posters]
    content = io.BytesIO()
    pages[0].save(content, "PDF", save_all=True, append_images=pages[1:], resolution=_DOTS_PER_INCH)
    return content.getvalue()


def joined_pages(parts: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs as one, in their order: so many at once would take much memory."""
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as pages:
                whole.pages.extend(pages.pages)
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()


def _page(poster: Poster, hospital: str, words: Words, language: str) -> Image.Image:
    page = Image.new("L", _PAGE, 255)
    down = _MARGIN
    for key, size in (("poster-title", 92), ("poster-place", 52)):
        text = words.get(language, key, hospital=hospital, grid=poster.grid_name)
        down = _centred(page, text, down, size)
    large = poster.page or poster.link
    page.paste(code_picture(large, _CODE_SIDE), ((_PAGE[0] - _CODE_SIDE) // 2, down + 30))
    scan = "poster-scan-page" if poster.page else "poster-scan"
    down = _centred(page, words.get(language, scan), down + _CODE_SIDE + 60, 46)
    if poster.page:
        down = _centred(page, poster.page.partition("#")[0], down, 34)
    promises = "poster-promises-page" if poster.page else "poster-promises"
    for line in words.get(language, promises).splitlines():
        down = _centred(page, line, down + 6, 34)
    if poster.page:
        _small_print(page, poster, words.get(language, "poster-bot"))
    return page


def _small_print(page: Image.Image, poster: Poster, bot: str) -> None:
    """The way by Telegram, and the page's hash, at the foot."""
    draw = ImageDraw.Draw(page)
    down = _PAGE[1] - _MARGIN - _SMALL_SIDE
    page.paste(code_picture(poster.link, _SMALL_SIDE), (_PAGE[0] - _MARGIN - _SMALL_SIDE, down))
    draw.text((_MARGIN, down + 20), bot, fill=0, font=_font(34))
    for place in range(0, len(poster.bundle), 32):
        draw.text((_MARGIN, down + 90 + place), poster.bundle[place : place + 32], fill=0, font=_font(24))


def _centred(page: Image.Image, text: str, down: int, size: int) -> int:
    """Write `text` across the middle, smaller where it is too long; return where the next line begins."""
    line, size = _line(text, size)
    page.paste(line, (0, down))
    return down + size * _LINE_GAP // 2


@lru_cache(8)
def _line(text: str, size: int) -> tuple[Image.Image, int]:
    """Return `text` in the middle of a strip as wide as a page, and in which size: most lines are on every page."""
    measured = ImageDraw.Draw(Image.new("L", (1, 1)))
    while size > _SIZE_STEP and measured.textlength(text, _font(size)) > _PAGE[0] - 2 * _MARGIN:
        size -= _SIZE_STEP
    line = Image.new("L", (_PAGE[0], 2 * size), 255)
    ImageDraw.Draw(line).text((_PAGE[0] / 2, 0), text, fill=0, font=_font(size), anchor="ma")
    return line, size


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("mplfonts").joinpath(_FONT)) as path:
        return ImageFont.truetype(path, size)
