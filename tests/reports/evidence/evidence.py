"""Evidence with canaries in its metadata, and a search that looks into whatever is packed."""

import base64
import io
import re
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

CANARY = "KINGFISHER"
"""Stands wherever a file tells of its making."""
SHOWN = "白色信封"
"""Stands in what a reader sees."""

_STREAM = re.compile(rb"stream\r?\n")


def tells(content: bytes, word: str = CANARY) -> bool:
    """Whether `word` is anywhere in the file, raw, packed, or spelt in UTF-16 or hexadecimal."""
    spellings = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    spellings += [spelling.hex().encode() for spelling in spellings]
    spellings += [spelling.upper() for spelling in spellings]
    return any(spelling in piece for piece in unpacked(content) for spelling in spellings)


def unpacked(content: bytes) -> list[bytes]:
    """Return `content`, and what its zip entries and Flate streams hold, to any depth."""
    pieces = [content]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            pieces.append("\n".join(archive.namelist()).encode())
            for name in archive.namelist():
                pieces += unpacked(archive.read(name))
    for found in _STREAM.finditer(content):
        try:
            pieces.append(zlib.decompressobj().decompress(content[found.end() :]))
        except zlib.error:
            continue
    return pieces


def scene(size: tuple[int, int] = (96, 64), mode: str = "RGB") -> Image.Image:
    """Return a picture of many colours whose top left quarter is red, so that its turns can be told."""
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    picture = Image.merge(
        "RGB", (picture.getchannel(0), Image.linear_gradient("L").resize(size), picture.getchannel(1))
    )
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    return picture.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF with a device, an author, a place and a thumbnail's worth of notes."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    block[ExifTags.Base.Model] = f"{CANARY} phone"
    block[ExifTags.Base.Artist] = f"{CANARY} artist"
    inner = block.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = f"{CANARY} 2026:05:12"
    inner[ExifTags.Base.UserComment] = f"{CANARY} note".encode()
    place = block.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (30.0, 1.0, 2.5)
    place[ExifTags.GPS.GPSAreaInformation] = f"{CANARY} place".encode()
    return block


def jpeg(orientation: int = 1, size: tuple[int, int] = (96, 64)) -> bytes:
    """Return a JPEG that tells in EXIF with a place, XMP, ICC, a comment, IPTC, and after its end."""
    content = io.BytesIO()
    scene(size).save(
        content,
        "JPEG",
        exif=exif(orientation),
        comment=f"{CANARY} comment",
        icc_profile=CANARY.encode() * 4,
        xmp=f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode(),
        progressive=True,
    )
    whole = content.getvalue()
    iptc = b"Photoshop 3.0\x00" + CANARY.encode()
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
    last_scan = whole.rindex(b"\xff\xda")
    return whole[:last_scan] + segment + whole[last_scan:] + CANARY.encode()


def png(picture: Image.Image | None = None) -> bytes:
    """Return a PNG that tells in EXIF, texts of all three kinds, and a colour profile."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY)
    notes.add_text("Packed", CANARY * 20, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", CANARY, zip=False)
    content = io.BytesIO()
    (picture or scene()).save(content, "PNG", pnginfo=notes, exif=exif(), icc_profile=CANARY.encode())
    return content.getvalue()


def webp(orientation: int = 1) -> bytes:
    """Return a WebP that tells in EXIF, XMP and a colour profile."""
    content = io.BytesIO()
    scene().save(content, "WEBP", exif=exif(orientation), xmp=CANARY.encode(), icc_profile=CANARY.encode())
    return content.getvalue()


_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "AEZpbG9jAAAAAERAAAMAAQAAAAACBQABAAAAAAAAAJ8AAgAAAAACpAABAAAAAAAAAJAAAwAAAAADNAABAAAAAAAAABEAAABiaWlu"
    "ZgAAAAAAAwAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxp"
    "Y2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAA"
    "DwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAA"
    "AwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAX"
    "aXBtYQAAAAAAAAABAAEEgQIDBAAAAChpcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAADmNkc2MAAwABAAEAAAFIbWRhdAAAAJsoAa8J"
    "4ONIm1Ef//3ovv//bmPQ/1rVgeZPP/7xmiv8PO4/9ktNhMuHyWTlfzo7r03tJ80UsKIPyfEOsJo7nyk4eVdpJ3NWjyzNpvWd5K3l"
    "SKnVidhy9bexrDkqWUh//7WkQH9ruvf/TA5dLXtYqnwBjh1OTNtL3w8FoI0o3dgDN6br2cX9SjWij0+C9KsCplLT4zfeZJ9r/2n0"
    "mAAAAAZFeGlmAABNTQAqAAAACAADARAAAgAAABEAAAAyATsAAgAAAAsAAABEiCUABAAAAAEAAABQAAAAAEtJTkdGSVNIRVIgcGhv"
    "bmUAAEtJTkdGSVNIRVIAAAACAAEAAgAAAAJOAAAAAAIABQAAAAMAAABuAAAAAAAAAB4AAAABAAAAAQAAAAEAAAAFAAAAAjx4PktJ"
    "TkdGSVNIRVI8L3g+"
)
_TURNED_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAABxQABAAAAAAAAAJ8AAgAAAAACZAABAAAAAAAAAJwAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq"
    "SSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBw"
    "aXhpAAAAAAMICAgAAAAJaXJvdAMAAAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAUNt"
    "ZGF0AAAAmygBrwng40ibUR///ei+//9uY9D/WtWB5k8//vGaK/w87j/2S02Ey4fJZOV/OjuvTe0nzRSwog/J8Q6wmjufKTh5V2kn"
    "c1aPLM2m9Z3kreVIqdWJ2HL1t7GsOSpZSH//taRAf2u69/9MDl0te1iqfAGOHU5M20vfDwWgjSjd2AM3puvZxf1KNaKPT4L0qwKm"
    "UtPjN95kn2v/afSYAAAABkV4aWYAAE1NACoAAAAIAAQBEAACAAAAEQAAAD4BEgADAAAAAQAGAAABOwACAAAACwAAAFCIJQAEAAAA"
    "AQAAAFwAAAAAS0lOR0ZJU0hFUiBwaG9uZQAAS0lOR0ZJU0hFUgAAAAIAAQACAAAAAk4AAAAAAgAFAAAAAwAAAHoAAAAAAAAAHgAA"
    "AAEAAAABAAAAAQAAAAUAAAAC"
)


def heic(*, turned: bool = False) -> bytes:
    """Return a HEIC, blue with a red top left quarter, that tells in EXIF with a place, and in XMP.

    Made once by another library, for those that only read can make none; `turned` is to be shown turned to the right.
    """
    return base64.b64decode(_TURNED_HEIC if turned else _HEIC)


def gif() -> bytes:
    """Return a moving GIF whose first picture is red in a corner, with a comment."""
    content = io.BytesIO()
    still = Image.new("RGB", (96, 64), "blue")
    scene().save(content, "GIF", save_all=True, append_images=[still], comment=CANARY.encode())
    return content.getvalue()


def pdf(*, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """Return a PDF of one page that tells wherever a PDF can."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    picture = made.make_stream(jpeg())
    picture.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=96, Height=64, BitsPerComponent=8))
    profile = made.make_stream(CANARY.encode(), N=3)
    picture.ColorSpace = Array([Name.ICCBased, profile])
    packed = made.make_stream(b"")
    packed.write(zlib.compress(jpeg()), filter=Array([Name.FlateDecode, Name.DCTDecode]))
    picture.write(jpeg(), filter=Name.DCTDecode)
    for image in (picture, packed):
        image.Metadata = made.make_stream(CANARY.encode(), Type=Name.Metadata, Subtype=Name.XML)
    page.Resources = Dictionary(XObject=Dictionary(P=picture, Q=packed))
    page.Contents = made.make_stream(b"q 96 0 0 64 20 20 cm /P Do Q q 9 0 0 6 0 0 cm /Q Do Q")
    page.PieceInfo = Dictionary(Word=Dictionary(Private=String(CANARY)))
    page.Thumb = made.make_stream(CANARY.encode())
    page.AA = _script()
    page.Annots = Array([made.make_indirect(each) for each in _annotations(made)])
    made.Root.Metadata = made.make_stream(CANARY.encode(), Type=Name.Metadata, Subtype=Name.XML)
    made.Root.OpenAction = _script()
    made.Root.AcroForm = Dictionary(XFA=String(CANARY), Fields=Array([made.make_indirect(_signature())]))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), _script()])))
    made.attachments[f"{CANARY}.txt"] = CANARY.encode()
    made.docinfo["/Author"] = f"{CANARY} 作者"
    made.trailer.DocChecksum = String(CANARY)
    content = io.BytesIO()
    made.save(
        content,
        encryption=encryption,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return content.getvalue()


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))


def _signature() -> Dictionary:
    signed = Dictionary(
        Type=Name.Sig, Name=String(CANARY), Contents=String(CANARY), ByteRange=Array([0, 1, 2, 3])
    )
    return Dictionary(FT=Name.Sig, T=String("sig"), V=signed)


def _annotations(made: pikepdf.Pdf) -> list[Dictionary]:
    where = Array([0, 0, 9, 9])
    attached = Dictionary(
        Type=Name.Filespec,
        F=String(CANARY),
        EF=Dictionary(F=made.make_stream(CANARY.encode(), Type=Name.EmbeddedFile)),
    )
    return [
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=where,
            T=String(CANARY),
            M=String(CANARY),
            NM=String(CANARY),
            Contents=String(SHOWN),
        ),
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=where, FS=attached),
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=where, A=_script()),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=where,
            A=Dictionary(S=Name.Launch, F=String(f"C:\\{CANARY}")),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=where,
            A=Dictionary(S=Name.URI, URI=String(f"file:///{CANARY}")),
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=where,
            A=Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=_script()),
        ),
    ]


def ogg_crc(page: bytes) -> int:
    """Return the check sum of an Ogg page by the definition of RFC 3533, bit by bit."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1) ^ (0x104C11DB7 if crc & 0x80000000 else 0)
    return crc


def ogg_page(flags: int, number: int, lacing: bytes, body: bytes, serial: int = 77) -> bytes:
    """Return one page of an Ogg stream, with its check sum."""
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, number * 960, serial, number, 0)
    page = head + bytes([len(lacing)]) + lacing + body
    return page[:22] + struct.pack("<I", ogg_crc(page)) + page[26:]


def voice(comment: str = CANARY, serial: int = 77) -> bytes:
    """Return a voice message: Opus head, comments over as many pages as they need, two pages of sound."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
    note = f"ARTIST={comment}".encode()
    vendor = CANARY.encode()
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<II", 1, len(note)) + note
    pages = [ogg_page(2, 0, bytes([len(head)]), head, serial)]
    lacing = bytes([255]) * (len(tags) // 255) + bytes([len(tags) % 255])
    position = 0
    for start in range(0, len(lacing), 255):
        piece = lacing[start : start + 255]
        body = tags[position : position + sum(piece)]
        pages.append(ogg_page(1 if start else 0, len(pages), piece, body, serial))
        position += sum(piece)
    pages.append(ogg_page(0, len(pages), bytes([5, 6]), b"soundsounds", serial))
    pages.append(ogg_page(4, len(pages), bytes([7]), b"soundly", serial))
    return b"".join(pages)


def crowded_pdf(notes: int) -> bytes:
    """Return a PDF of one page with that many notes, each as small as can be."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[" + b"<</Rect[0 0 1 1]>>" * notes + b"]>>",
    ]
    content, places = b"%PDF-1.5\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, start=1):
        places += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj" % number + each + b"endobj\n"
    end = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(content)
    return content + b"xref\n0 4\n" + places + end
