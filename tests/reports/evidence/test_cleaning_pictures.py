import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageStat

from domain.errors import RefusalError
from reports.evidence.cleaning import clean
from reports.evidence.pictures import clean_picture_inside
from reports.evidence.segments import PIXEL_LIMIT, bare_gif, bare_jp2, bare_jpeg, bare_png, exif_orientation
from tests.reports.evidence import evidence
from tests.reports.evidence.evidence import CANARY, tells


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def red_corner(picture: Image.Image) -> tuple[int, int]:
    """Return which corner of the picture is red, as (right, lower)."""
    shown = picture.convert("RGB")
    places = {(x, y): (4 + x * (shown.width - 9), 4 + y * (shown.height - 9)) for x in (0, 1) for y in (0, 1)}
    return max(places, key=lambda corner: reddest(shown.getpixel(places[corner])))


def reddest(pixel: object) -> int:
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return int(red) - int(green) - int(blue)


SAMPLES = {
    "jpeg": (evidence.jpeg(), ".jpg"),
    "png": (evidence.png(), ".jpg"),
    "webp": (evidence.webp(), ".jpg"),
    "gif": (evidence.gif(), ".png"),
    "heic": (evidence.heic(), ".jpg"),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_picture_loses_its_metadata_and_keeps_what_it_shows(kind: str) -> None:
    content, extension = SAMPLES[kind]
    assert tells(content)
    cleaned = clean(content, f"{CANARY}.{kind}")
    assert not tells(cleaned.content)
    assert cleaned.extension == extension
    picture = opened(cleaned.content)
    assert picture.size == (96, 64)
    assert red_corner(picture) == (0, 0)
    assert not picture.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(picture.info)


def test_every_place_of_a_jpeg_that_tells_is_in_the_sample() -> None:
    content, _ = SAMPLES["jpeg"]
    for piece in (b" phone", b" artist", b" 2026:05:12", b" note", b" place", b" comment", b"</x:xmpmeta>"):
        assert CANARY.encode() + piece in content
    assert b"Photoshop 3.0\x00" + CANARY.encode() in content
    assert content.endswith(CANARY.encode())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_a_turned_picture_comes_out_upright(kind: str, orientation: int) -> None:
    content = evidence.jpeg(orientation) if kind == "jpeg" else evidence.webp(orientation)
    picture = opened(clean(content, "a").content)
    assert picture.size == ((96, 64) if orientation < 5 else (64, 96))
    # EXIF 2.32: where the first row and column of what is stored lie in what is seen.
    assert (
        red_corner(picture)
        == [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)][orientation - 1]
    )


def test_a_heic_comes_out_turned_as_it_says_itself() -> None:
    picture = opened(clean(evidence.heic(turned=True), "IMG_0001.HEIC").content)
    assert picture.size == (64, 96)
    assert red_corner(picture) == (1, 0)


def test_a_heic_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.evidence.segments.PIXEL_LIMIT", 96 * 64 - 1)
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(evidence.heic(), "a.heic")


def test_a_png_of_few_colours_stays_exactly_as_it_is() -> None:
    screenshot = Image.new("RGBA", (40, 30), "white")
    screenshot.paste((10, 20, 30), (5, 5, 20, 20))
    cleaned = clean(evidence.png(screenshot), "a.png")
    assert cleaned.extension == ".png"
    assert opened(cleaned.content).convert("RGBA").tobytes() == screenshot.tobytes()


def test_a_transparent_png_stays_transparent_and_hides_nothing_below() -> None:
    picture = evidence.scene(mode="RGBA")
    picture.paste((1, 2, 3, 0), (0, 0, 10, 10))
    cleaned = clean(evidence.png(picture), "a.png")
    shown = opened(cleaned.content)
    assert cleaned.extension == ".png"
    assert shown.getpixel((3, 3)) == (0, 0, 0, 0)
    assert shown.getpixel((50, 50)) == picture.getpixel((50, 50))


@pytest.mark.parametrize("colour", [(9, 9, 9, 255), (9, 9, 9, 90)])
def test_a_webp_of_few_colours_takes_no_profile_into_its_png(colour: tuple[int, int, int, int]) -> None:
    content = io.BytesIO()
    Image.new("RGBA", (8, 8), colour).save(content, "WEBP", lossless=True, icc_profile=CANARY.encode())
    cleaned = clean(content.getvalue(), "a.webp")
    assert cleaned.extension == ".png"
    assert set(opened(cleaned.content).info) == set()
    assert opened(cleaned.content).convert("RGBA").getpixel((0, 0)) == colour


def test_a_png_with_a_palette_and_a_transparent_colour_is_read() -> None:
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([9, 9, 9, 200, 0, 0])
    picture.putpixel((1, 1), 1)
    content = io.BytesIO()
    picture.save(content, "PNG", transparency=0)
    shown = opened(clean(content.getvalue(), "a.png").content)
    assert shown.getpixel((0, 0)) == (0, 0, 0, 0)
    assert shown.getpixel((1, 1)) == (200, 0, 0, 255)


def test_sixteen_bits_a_pixel_become_eight() -> None:
    content = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8012).save(content, "PNG")
    assert opened(clean(content.getvalue(), "a.png").content).getpixel((0, 0)) == 0x80


def test_a_grey_scan_and_a_print_picture_come_through() -> None:
    for mode in ("L", "CMYK"):
        content = io.BytesIO()
        evidence.scene(mode=mode).save(content, "JPEG")
        cleaned = opened(clean(content.getvalue(), "a.jpg").content)
        assert cleaned.size == (96, 64)
        before, after = (
            ImageStat.Stat(each.convert("L")).mean[0] for each in (opened(content.getvalue()), cleaned)
        )
        assert abs(before - after) <= 3


def test_a_large_transparent_png_becomes_a_jpeg_on_white(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.evidence.pictures._PNG_LIMIT", 100)
    picture = evidence.scene(mode="RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 20, 20))
    cleaned = clean(evidence.png(picture), "a.png")
    assert cleaned.extension == ".jpg"
    pixel = opened(cleaned.content).getpixel((4, 4))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 240


def png_head(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def jpeg_head(width: int, height: int) -> bytes:
    content = evidence.jpeg()
    frame = content.index(b"\xff\xc2")
    return content[: frame + 5] + struct.pack(">HH", height, width) + content[frame + 9 :]


def gif_head(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + evidence.gif()[10:]


@pytest.mark.parametrize("head", [png_head, jpeg_head, gif_head])
def test_a_bomb_of_pixels_is_refused_by_its_head(head: object) -> None:
    assert callable(head)
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(head(60_000, 60_000), "a.png")


def test_a_webp_bomb_is_refused_by_its_head() -> None:
    content = bytearray(evidence.webp())
    place = content.index(b"VP8X") + 12
    content[place : place + 6] = (16_000).to_bytes(3, "little") * 2
    with pytest.raises(RefusalError):
        clean(bytes(content), "a.webp")


def test_the_limit_of_pixels_is_beyond_what_phones_take() -> None:
    assert PIXEL_LIMIT == 50_000_000


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    content = evidence.jpeg()
    start = content.rindex(b"\xff\xda")
    end = content.rindex(b"\xff\xd9")
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(content[:end] + content[start:end] * 200 + content[end:], "a.jpg")


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    content, _ = SAMPLES[kind]
    content = content.removesuffix(CANARY.encode())
    if kind == "gif":
        content = content[: content.index(b"\x00;") if share == 0.9 else len(content) // 2]
    cut = content[: int(len(content) * share)]
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(cut, "a")


def test_a_bare_jpeg_and_a_bare_png_have_the_same_pixels() -> None:
    for content, bare in ((SAMPLES["jpeg"][0], bare_jpeg), (SAMPLES["png"][0], bare_png)):
        kept = bare(content)
        assert not tells(kept)
        assert opened(kept).tobytes() == opened(content).tobytes()


def test_a_jpeg_2000_loses_its_boxes_of_text() -> None:
    content = io.BytesIO()
    evidence.scene().save(content, "JPEG2000")
    box = CANARY.encode()
    told = content.getvalue() + struct.pack(">I", len(box) + 8) + b"xml " + box
    assert bare_jp2(told) == content.getvalue()
    long_box = struct.pack(">I", 1) + b"uuid" + struct.pack(">Q", len(box) + 16) + box
    assert bare_jp2(content.getvalue() + long_box) == content.getvalue()
    with pytest.raises(ValueError, match="cut off"):
        bare_jp2(told[:-1])


def test_a_gif_keeps_its_pictures_and_loses_its_notes() -> None:
    content, _ = SAMPLES["gif"]
    told = content[:-1] + b"\x21\xff\x0bXMP DataXMP\x0aKINGFISHER\x00;" + CANARY.encode()
    kept = bare_gif(told)
    assert not tells(kept)
    assert opened(kept).convert("RGB").tobytes() == opened(content).convert("RGB").tobytes()
    with pytest.raises(ValueError, match="no block"):
        bare_gif(content[:-1] + b"\x00")


def test_a_bitmap_that_promises_more_than_it_holds_is_refused() -> None:
    content = io.BytesIO()
    evidence.scene().save(content, "BMP")
    told = bytearray(content.getvalue())
    told[18:26] = struct.pack("<II", 6_000, 6_000)
    with pytest.raises(ValueError, match="less than a bit"):
        clean_picture_inside(bytes(told))


@pytest.mark.parametrize("order", ["<", ">"])
def test_exif_says_how_a_picture_is_turned_in_either_order_of_bytes(order: str) -> None:
    start = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "I", 8)
    other = struct.pack(order + "HHIHH", 0x0110, 3, 1, 5, 0)
    turned = struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0)
    assert exif_orientation(start + struct.pack(order + "H", 2) + other + turned) == 6
    assert exif_orientation(start + struct.pack(order + "H", 1) + other) == 1
    assert exif_orientation(start + struct.pack(order + "H", 1) + turned.replace(b"\x06", b"\x63")) == 1


@given(st.binary(max_size=80))
@settings(max_examples=300)
def test_any_bytes_as_exif_give_an_orientation(noise: bytes) -> None:
    assert exif_orientation(noise) in range(1, 9)
    assert exif_orientation(b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + noise) in range(1, 9)
