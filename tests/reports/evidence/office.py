"""LibreOffice as an office would use it: docx in, the pages it prints out, with where each word stands."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pypdfium2
from PIL import Image

SOFFICE = shutil.which("soffice")
_POINTS_TO_MM = 25.4 / 72
# What stands in for fonts that a free computer has not: a sign is as wide in each.
_SUBSTITUTES = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "仿宋": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "楷体": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "黑体": "SimHei",
    "Times New Roman": "Liberation Serif",
}


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on a page, in mm from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float


class Page:
    """One printed page: its size in mm, its words, and where they stand."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        self.size_mm = (width * _POINTS_TO_MM, height * _POINTS_TO_MM)
        self._page = page
        self._text = page.get_textpage()
        self.text: str = self._text.get_text_range()

    def find(self, words: str) -> list[Box]:
        """Return where `words` stand, each time they do, in the order of the page; a line's end parts them."""
        return list(self._find(words))

    def the(self, words: str) -> Box:
        """Return where `words` stand for the first time."""
        found = self.find(words)
        assert found, f"{words!r} is not on the page:\n{self.text}"
        return found[0]

    def _find(self, words: str) -> Iterator[Box]:
        searcher = self._text.search(words, match_case=True)
        while (found := searcher.get_next()) is not None:
            start, count = found
            boxes = [self._text.get_charbox(number, loose=False) for number in range(start, start + count)]
            height = self.size_mm[1]
            yield Box(
                min(box[0] for box in boxes) * _POINTS_TO_MM,
                height - max(box[3] for box in boxes) * _POINTS_TO_MM,
                max(box[2] for box in boxes) * _POINTS_TO_MM,
                height - min(box[1] for box in boxes) * _POINTS_TO_MM,
            )

    def picture(self, width: int) -> Image.Image:
        """Return the page as a picture `width` pixels wide."""
        scale = width / self._page.get_size()[0]
        picture: Image.Image = self._page.render(scale=scale).to_pil()
        return picture


Printed = Callable[[str], list[Page]]
"""What gives the pages of a document by its name."""


def print_out(documents: Mapping[str, bytes], folder: Path) -> None:
    """Put each of `documents` into `folder` and the PDF that LibreOffice prints of it, in one run of it.

    A name is that of a docx, unless it ends in .xlsx.
    """
    assert SOFFICE is not None
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in documents.items():
        path = folder / (name if name.endswith(".xlsx") else f"{name}.docx")
        path.write_bytes(content)
        paths.append(str(path))
    fonts = folder.absolute() / "fonts.conf"
    fonts.write_text(_font_config(), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder.absolute() / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *paths]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, timeout=110, env=environment)  # noqa: S603 - our files
    shutil.rmtree(folder / "profile", ignore_errors=True)
    fonts.unlink()


def pages(pdf: Path) -> list[Page]:
    """Return the pages of a PDF."""
    return [Page(page) for page in pypdfium2.PdfDocument(pdf)]


def _font_config() -> str:
    """Return what tells LibreOffice which fonts stand in, so that every computer prints alike."""
    aliases = "".join(
        f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{other}</string></edit></match>'
        for name, other in _SUBSTITUTES.items()
    )
    folders = f"<dir>/usr/share/fonts</dir><dir>{files('mplfonts').joinpath('fonts')}</dir>"
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f'<fontconfig>{folders}<cachedir prefix="xdg">fontconfig</cachedir>{aliases}</fontconfig>'
    )
