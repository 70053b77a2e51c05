"""QR codes as pictures. Pillow draws them: segno writes its files dot by dot, which took a third of a sheet's time."""

import io

import segno
from PIL import Image

BORDER = 4
"""Modules of white around a code, as its standard asks for."""


def code_picture(link: str, side: int) -> Image.Image:
    """Return the QR code of `link`, black on white, `side` pixels wide and high."""
    return _enlarged(_modules(link), side)


def code_png(link: str, scale: int) -> bytes:
    """Return the QR code of `link` as a PNG, `scale` pixels for each of its modules."""
    modules, content = _modules(link), io.BytesIO()
    _enlarged(modules, modules.width * scale).convert("1", dither=Image.Dither.NONE).save(content, "PNG")
    return content.getvalue()


def _modules(link: str) -> Image.Image:
    """Return the code with one pixel for each of its modules."""
    code = segno.make_qr(link, error="m")
    rows = (bytes(0 if is_dark else 255 for is_dark in row) for row in code.matrix_iter(border=BORDER))
    side = round(code.symbol_size(border=BORDER)[0])
    return Image.frombytes("L", (side, side), b"".join(rows))


def _enlarged(modules: Image.Image, side: int) -> Image.Image:
    return modules.resize((side, side), Image.Resampling.NEAREST)
