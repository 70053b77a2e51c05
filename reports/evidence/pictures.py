"""Pictures decoded and written anew, so that only what they show is left (docs/domain.md section 7, promise 6)."""

import io

import pi_heif
from PIL import Image

from domain.errors import RefusalError
from reports.evidence.segments import (
    GIF_STARTS,
    JPEG_START,
    PNG_START,
    bare_gif,
    bare_jpeg,
    bare_png,
    exif_orientation,
    jpeg_orientation,
    png_orientation,
    refuse_many_pixels,
)

_BMP_START = b"BM"
# Of ISO/IEC 23008-12: still pictures in HEVC, as phones take them, and sequences of such, of which one is shown.
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_BITS = 8
_QUALITY = 88
_FEW_COLOURS = 256
_PNG_LIMIT = 20 * 1024 * 1024  # bytes; above it a JPEG does
_DEEP_MODES = ("I", "F")  # sixteen bits and more a pixel

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def is_picture(content: bytes) -> bool:
    """Whether `content` begins as a JPEG, PNG, GIF, WebP or HEIC does."""
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    return webp or _is_heic(content) or content.startswith((JPEG_START, PNG_START, *GIF_STARTS))


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS


def clean_picture(content: bytes) -> tuple[bytes, str]:
    """Return the first picture of `content`, turned upright, as JPEG or PNG, and its ending.

    PNG where there are few colours or transparent parts, else JPEG. No EXIF, XMP, ICC profile, comment, text
    or thumbnail is left, nor what is hidden where a picture is wholly transparent. Raises
    RefusalError("evidence-refused-bomb") before decoding, and whatever Pillow raises where it is damaged.
    """
    if content.startswith(JPEG_START):
        picture, orientation = _opened(bare_jpeg(content), "JPEG"), jpeg_orientation(content)
    elif content.startswith(PNG_START):
        picture, orientation = _opened(bare_png(content), "PNG"), png_orientation(content)
    elif content.startswith(GIF_STARTS):
        picture, orientation = _opened(bare_gif(content), "GIF"), 1
    elif _is_heic(content):
        picture, orientation = _heic(content), 1  # turned by the decoder: a HEIC's own properties say how
    else:
        picture = _opened(content, "WEBP")
        orientation = exif_orientation(picture.info.get("exif", b""))
    photograph = picture.format in {"JPEG", None}
    shown = _plain(picture)
    if orientation in _TURNS:
        shown = shown.transpose(_TURNS[orientation])
    return _written(shown, photograph=photograph)


def clean_picture_inside(content: bytes) -> bytes | None:
    """Return a document's picture without metadata, in its own format and with its own pixels, unturned.

    The document says how it is turned. None where it is of a format that can't be cleaned (drawings in EMF,
    WMF or SVG, TIFF); ValueError and Pillow's errors where it is damaged. Only BMP is decoded.
    """
    if content.startswith(JPEG_START):
        return bare_jpeg(content)
    if content.startswith(PNG_START):
        return bare_png(content)
    if content.startswith(GIF_STARTS):
        return bare_gif(content)
    if content.startswith(_BMP_START):
        return _saved(_opened(content, "BMP").convert("RGB"), "BMP")
    return None


def _opened(content: bytes, kind: str) -> Image.Image:
    """Open `content` and decode its first picture, unless it has too many pixels."""
    try:
        picture = Image.open(io.BytesIO(content), formats=[kind])
    except Image.DecompressionBombError:  # Pillow's own limit is higher, but it comes first
        raise RefusalError("evidence-refused-bomb") from None
    refuse_many_pixels(*picture.size)
    if kind == "BMP" and picture.width * picture.height > _BITS * len(content):
        raise ValueError("a picture of less than a bit a pixel")  # many such would take minutes
    picture.load()
    return picture


def _heic(content: bytes) -> Image.Image:
    """Decode the picture that a HEIC file shows first; what else it holds is not looked at."""
    pi_heif.options.DECODE_THREADS = 1
    file = pi_heif.open_heif(io.BytesIO(content))
    refuse_many_pixels(*file.size)
    picture: Image.Image = file.to_pillow()
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """Return the pixels alone, as L, RGB or, where something is transparent, RGBA."""
    if picture.mode.startswith(_DEEP_MODES):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        shown = picture.convert("RGBA")
        alpha = shown.getchannel("A")
        if alpha.getextrema() == (255, 255):
            return _bare(shown.convert("RGB"))
        shown.paste((0, 0, 0, 0), mask=alpha.point(lambda value: 0 if value else 255))
        return _bare(shown)
    return _bare(picture.convert("L" if picture.mode in {"1", "L"} else "RGB"))


def _bare(picture: Image.Image) -> Image.Image:
    picture.info = {}  # Pillow writes the comments and profiles that it finds here
    return picture


def _written(shown: Image.Image, *, photograph: bool) -> tuple[bytes, str]:
    if not photograph and (shown.mode == "RGBA" or shown.getcolors(_FEW_COLOURS) is not None):
        content = _saved(shown, "PNG")
        if len(content) <= _PNG_LIMIT:
            return content, ".png"
    if shown.mode == "RGBA":
        paper = Image.new("RGB", shown.size, "white")
        paper.paste(shown, mask=shown.getchannel("A"))
        shown = paper
    return _saved(shown, "JPEG"), ".jpg"


def _saved(picture: Image.Image, kind: str) -> bytes:
    content = io.BytesIO()
    picture.save(content, kind, quality=_QUALITY)
    return content.getvalue()
