import base64
import io
import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from domain.errors import RefusalError
from reports.evidence import pdf as cleaning_pdf
from reports.evidence.cleaning import clean
from tests.reports.evidence import evidence
from tests.reports.evidence.evidence import CANARY, SHOWN, tells


def reopened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def saved(pdf: pikepdf.Pdf) -> bytes:
    content = io.BytesIO()
    pdf.save(content)
    return content.getvalue()


def cleaned_pdf() -> pikepdf.Pdf:
    return reopened(clean(evidence.pdf(), "a.pdf").content)


def test_a_pdf_loses_every_canary_and_keeps_its_page() -> None:
    content = evidence.pdf()
    assert tells(content)
    cleaned = clean(content, f"{CANARY}.pdf")
    assert cleaned.extension == ".pdf"
    assert not tells(cleaned.content)
    with reopened(cleaned.content) as pdf:
        assert len(pdf.pages) == 1
        assert b"/P Do" in pdf.pages[0].Contents.read_bytes()
        assert list(pdf.pages[0].mediabox) == [0, 0, 200, 200]
        assert not pdf.docinfo
        assert "/Names" not in pdf.Root or not list(pdf.Root.Names.keys())
        assert not pdf.check_pdf_syntax()


def test_the_canaries_of_a_pdf_are_in_the_places_that_matter() -> None:
    with reopened(evidence.pdf()) as pdf:
        places = {
            "info": str(pdf.docinfo["/Author"]),
            "xmp": pdf.Root.Metadata.read_bytes().decode(),
            "script": str(pdf.Root.OpenAction.JS),
            "signature": str(pdf.Root.AcroForm.Fields[0].V.Name),
            "private": str(pdf.pages[0].PieceInfo.Word.Private),
            "attached": "".join(pdf.attachments.keys()),
            "author": str(pdf.pages[0].Annots[0].T),
            "picture": pdf.pages[0].Resources.XObject.P.read_raw_bytes().decode("latin-1"),
            "profile": pdf.pages[0].Resources.XObject.P.ColorSpace[1].read_bytes().decode(),
        }
    assert [place for place, text in places.items() if CANARY not in text] == []


def test_the_pictures_of_a_pdf_keep_their_pixels() -> None:
    with cleaned_pdf() as pdf:
        for name in ("/P", "/Q"):
            picture = pdf.pages[0].Resources.XObject[name]
            assert picture.Filter == Name.DCTDecode
            bare = Image.open(io.BytesIO(picture.read_raw_bytes()))
            assert bare.tobytes() == Image.open(io.BytesIO(evidence.jpeg())).tobytes()
        assert pdf.pages[0].Resources.XObject.P.ColorSpace[0] == Name.DeviceRGB


def test_notes_and_web_links_stay_and_everything_that_acts_goes() -> None:
    with cleaned_pdf() as pdf:
        notes = list(pdf.pages[0].Annots)
        assert [str(note.Subtype) for note in notes] == ["/Text", "/Link", "/Link", "/Link", "/Link"]
        assert str(notes[0].Contents) == SHOWN
        assert [str(note.A.URI) for note in notes if "/A" in note] == ["https://example.org/"]
        assert "/Next" not in notes[-1].A


def test_a_field_of_a_form_keeps_its_name_and_what_was_filled_in() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    field = pdf.make_indirect(
        Dictionary(
            Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), FT=Name.Tx, T=String("name"), V=String(SHOWN),
            M=String(CANARY),
        )
    )  # fmt: skip
    page.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    content = clean(saved(pdf), "a.pdf").content
    assert not tells(content)
    with reopened(content) as cleaned:
        kept = cleaned.Root.AcroForm.Fields[0]
        assert (str(kept.T), str(kept.V)) == ("name", SHOWN)


def test_earlier_versions_of_a_page_are_gone() -> None:
    first = pikepdf.new()
    page = first.add_blank_page()
    page.Contents = first.make_stream(f"% {CANARY}".encode())
    content = io.BytesIO()
    first.save(content, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    before = content.getvalue()
    start = before.rindex(b"startxref")
    number = next(n for n in range(1, 9) if b"stream" in before.split(b"%d 0 obj" % n)[1].split(b"endobj")[0])
    new = b"%d 0 obj\n<< /Length 5 >>\nstream\nq Q q\nendstream\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(before))
    previous = before[start:].split()[1]
    root = before[before.index(b"/Root") :].split(b">>")[0].split(b"/Size")[0].split(b"/ID")[0]
    after = before + new + table
    after += b"trailer << " + root + b" /Size 9 /Prev " + previous + b" >>\nstartxref\n"
    after += b"%d\n%%%%EOF\n" % (len(before) + len(new))
    assert tells(after)
    cleaned = clean(after, "a.pdf").content
    assert not tells(cleaned)
    with reopened(cleaned) as pdf:
        assert pdf.pages[0].Contents.read_bytes().split() == [b"q", b"Q", b"q"]


def test_the_same_pdf_gives_the_same_copy_and_another_id() -> None:
    content = evidence.pdf()
    once, twice = clean(content, "a").content, clean(content, "b").content
    assert once == twice
    with reopened(content) as before, reopened(once) as after:
        assert bytes(before.trailer.ID[0]) not in {bytes(part) for part in after.trailer.ID}


@pytest.mark.parametrize("user", ["secret", ""])
def test_an_encrypted_pdf_is_refused_as_locked(user: str) -> None:
    content = evidence.pdf(encryption=pikepdf.Encryption(owner="other", user=user))
    with pytest.raises(RefusalError, match="evidence-refused-locked"):
        clean(content, "a.pdf")


def test_a_profile_of_no_known_colours_makes_the_file_broken() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Resources = Dictionary(ColorSpace=Dictionary(C=Array([Name.ICCBased, pdf.make_stream(b"", N=2)])))
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(saved(pdf), "a.pdf")


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (["/ASCIIHexDecode", "/DCTDecode"], evidence.jpeg().hex().encode() + b">"),
        (["/A85", "/DCT"], b"<~" + base64.a85encode(evidence.jpeg()) + b"~>"),
        (["/FlateDecode", "/FlateDecode", "/DCTDecode"], zlib.compress(zlib.compress(evidence.jpeg()))),
    ],
)
def test_a_picture_packed_twice_is_unpacked_to_be_cleaned(filters: list[str], packed: bytes) -> None:
    content = clean(one_picture(filters, packed), "a.pdf").content
    with reopened(content) as pdf:
        assert not tells(pdf.pages[0].Resources.XObject.P.read_raw_bytes())


def test_a_picture_packed_in_a_way_of_its_own_is_refused() -> None:
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(one_picture(["/RunLengthDecode", "/DCTDecode"], evidence.jpeg()), "a.pdf")


def test_a_picture_that_does_not_say_what_it_is_makes_the_file_broken() -> None:
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(one_picture([], evidence.jpeg()), "a.pdf")


def test_what_tells_within_a_page_goes_wherever_it_stands() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    hidden = pdf.make_stream(CANARY.encode(), Type=Name.Metadata)
    drawing = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    drawing["/PTEX.FileName"] = String(CANARY)
    drawing.LastModified = String(CANARY)
    drawing.PieceInfo = Dictionary(Maker=String(CANARY))
    drawing.Signed = Dictionary(ByteRange=Array([0, 1, 2, 3]), Reason=String(CANARY))
    drawing.Odd = Array([hidden, Dictionary(A=Dictionary(O=Name.Layout))])
    outside = pdf.make_stream(b"", FFilter=Name.Crypt)
    outside.F = String(CANARY)
    page.Resources = Dictionary(XObject=Dictionary(P=drawing, Q=outside))
    page.Secret = String(CANARY)
    pdf.Root.Secret = String(CANARY)
    content = saved(pdf)
    assert tells(content)
    content = clean(content, "a.pdf").content
    assert not tells(content)
    with reopened(content) as cleaned:
        assert cleaned.pages[0].Resources.XObject.P.read_bytes().split() == [b"q", b"Q"]
        assert "/Odd" not in cleaned.pages[0].Resources.XObject.P


def test_a_jpeg_2000_inside_loses_its_texts() -> None:
    picture = io.BytesIO()
    evidence.scene().save(picture, "JPEG2000")
    box = b"\x00\x00\x00\x12xml " + CANARY.encode()
    content = one_picture(["/JPXDecode"], picture.getvalue() + box)
    assert tells(content)
    assert not tells(clean(content, "a.pdf").content)


def test_a_raw_jpeg_2000_is_left_as_it_is() -> None:
    with reopened(clean(one_picture(["/JPXDecode"], b"\xff\x4f\xff\x51raw"), "a.pdf").content) as pdf:
        assert pdf.pages[0].Resources.XObject.P.read_raw_bytes() == b"\xff\x4f\xff\x51raw"


def one_picture(filters: list[str], packed: bytes) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=96, Height=64)
    if filters:
        picture.write(packed, filter=Array([Name(each) for each in filters]))
    else:
        picture.write(packed)
    page.Resources = Dictionary(XObject=Dictionary(P=picture))
    content = io.BytesIO()
    pdf.save(content, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return content.getvalue()


def test_a_packed_picture_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning_pdf, "_UNPACKED_LIMIT", 1_000_000)
    packed = zlib.compress(evidence.jpeg() + bytes(2_000_000))
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(one_picture(["/FlateDecode", "/DCTDecode"], packed), "a.pdf")


def test_structure_packed_by_lzw_is_refused_before_it_is_read() -> None:
    content = b"%PDF-1.7\n1 0 obj <</Type /#4fbjStm /Filter /LZ#57Decode>> stream"
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(content, "a.pdf")


def padded_structure(megabytes: int) -> bytes:
    """Return a PDF whose page tree lies in an object stream, before that many megabytes of blanks."""
    tree = b"<</Type/Pages/Kids[5 0 R]/Count 1>>".ljust(41)
    inner = b"2 0 5 41 " + tree + b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    packer = zlib.compressobj(9)
    packed = packer.compress(inner)
    for _ in range(megabytes):
        packed += packer.compress(b" " * 1_000_000)
    packed += packer.flush()
    head = b"%PDF-1.5\n"
    holder = b"1 0 obj <</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>> stream\n" % len(packed)
    holder += packed + b"\nendstream endobj\n"
    root_at = len(head) + len(holder)
    root = b"3 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    table_at = root_at + len(root)
    places = [(0, 0, 255), (1, len(head), 0), (2, 1, 0), (1, root_at, 0), (1, table_at, 0), (2, 1, 1)]
    rows = b"".join(bytes([kind]) + first.to_bytes(4, "big") + bytes([last]) for kind, first, last in places)
    table = b"4 0 obj <</Type/XRef/Size 6/W[1 4 1]/Root 3 0 R/Length %d>> stream\n" % len(rows)
    return head + holder + root + table + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % table_at


def test_structure_that_swells_is_not_unpacked() -> None:
    with reopened(clean(padded_structure(1), "a.pdf").content) as pdf:
        assert len(pdf.pages) == 1
    with pytest.raises(RefusalError):
        clean(padded_structure(150), "a.pdf")


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning_pdf, "_STEP_LIMIT", 5)
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(evidence.pdf(), "a.pdf")
    monkeypatch.setattr(cleaning_pdf, "_OBJECT_LIMIT", 3)
    with pytest.raises(RefusalError, match="evidence-refused-bomb"):
        clean(evidence.pdf(), "a.pdf")


@pytest.mark.parametrize("kind", [b"/Type /Page ", b"/Type /Pages ", b"/Type /Catalog "])
def test_a_page_that_does_not_say_that_it_is_one_is_cleaned_all_the_same(kind: bytes) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Secret = pdf.Root.Secret = pdf.Root.Pages.Secret = String(CANARY)
    content = io.BytesIO()
    pdf.save(content, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    told = content.getvalue().replace(kind, b" " * len(kind))
    assert tells(told)
    assert told != content.getvalue()
    cleaned = clean(told, "a.pdf").content
    assert not tells(cleaned)
    with reopened(cleaned) as after:
        assert len(after.pages) == 1


def test_a_pdf_without_a_page_is_broken() -> None:
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        clean(saved(pikepdf.new()), "a.pdf")


def drawn(commands: bytes) -> bytes:
    """Return a PDF whose page, and a drawing, a glyph and a note on it, draw by `commands`."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    box = Array([0, 0, 9, 9])
    drawing = pdf.make_stream(commands, Type=Name.XObject, Subtype=Name.Form, BBox=box)
    glyphs = Dictionary(a=pdf.make_stream(commands))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs, FontMatrix=Array([1, 0, 0, 1, 0, 0])
    )
    page.Resources = Dictionary(XObject=Dictionary(P=drawing), Font=Dictionary(F=font))
    looks = Dictionary(N=Dictionary(On=pdf.make_stream(commands, BBox=box)))
    page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=box, AP=looks)])
    page.Contents = Array([pdf.make_stream(commands), pdf.make_stream(b" Q q")])
    return saved(pdf)


def inline(filters: bytes, content: bytes, more: bytes = b"") -> bytes:
    about = b"/W 96 /H 64 /BPC 8 /CS /RGB " + filters + more
    return b"q BI " + about + b" ID " + content + b"\nEI Q"


WORD = CANARY.encode()
TELLING_COMMANDS = {
    "comments": b"q % " + WORD + b"\nQ",
    "dictionaries of marked content": b"/Span <</ActualText ("
    + WORD
    + b") /Alt ("
    + WORD
    + b")>> BDC q Q EMC",
    "points of marked content": b"/" + WORD + b" MP /X <</Y (" + WORD + b")>> DP q Q",
    "unknown commands": b"BX (" + WORD + b") whatever EX q Q",
    "a picture among them": inline(b"/F /DCT", evidence.jpeg()),
    "keys of a picture among them": inline(b"", bytes(96 * 64 * 3), b" /Author (" + WORD + b")"),
}


@pytest.mark.parametrize("place", TELLING_COMMANDS)
def test_what_a_page_draws_tells_nothing_in(place: str) -> None:
    content = drawn(TELLING_COMMANDS[place])
    assert tells(content)
    cleaned = clean(content, "a.pdf").content
    assert not tells(cleaned)
    with reopened(cleaned) as pdf:
        page = pdf.pages[0]
        for stream in (
            page.Contents,
            page.Resources.XObject.P,
            page.Resources.Font.F.CharProcs.a,
            page.Annots[0].AP.N.On,
        ):
            words = stream.read_bytes().split()
            assert words[0] == b"q"
            assert (b"BI" in words) == ("picture" in place)


def test_a_picture_among_commands_keeps_its_pixels() -> None:
    with reopened(clean(drawn(inline(b"/F /DCT", evidence.jpeg())), "a.pdf").content) as pdf:
        commands = pikepdf.parse_content_stream(pdf.pages[0])
    (image,) = [each.iimage for each in commands if isinstance(each, pikepdf.ContentStreamInlineImage)]
    assert (image.width, image.height) == (96, 64)
    bare = Image.open(io.BytesIO(image.read_raw_bytes()))
    assert bare.tobytes() == Image.open(io.BytesIO(evidence.jpeg())).tobytes()


def test_what_is_shown_with_a_layer_stays_so_and_the_layer_loses_its_name() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(CANARY)))
    config = Dictionary(
        OFF=Array([layer]), Name=String(CANARY), Creator=String(CANARY), Order=Array([String(CANARY)])
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=config)
    page.Resources = Dictionary(Properties=Dictionary(M=layer))
    page.Contents = pdf.make_stream(b"/OC /M BDC /Span <</MCID 1>> BDC 0 0 9 9 re f EMC EMC")
    cleaned = clean(saved(pdf), "a.pdf").content
    assert not tells(cleaned)
    with reopened(cleaned) as after:
        assert after.pages[0].Contents.read_bytes().split() == b"/OC /M BDC 0 0 9 9 re f EMC".split()
        assert after.Root.OCProperties.D.OFF[0].Name == "layer"
        assert after.pages[0].Resources.Properties.M.objgen == after.Root.OCProperties.D.OFF[0].objgen


def test_keys_that_nobody_knows_go_wherever_they_stand() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    odd: Any = {"Whatever": String(CANARY), "Whoever": pdf.make_stream(CANARY.encode())}
    page.Resources = Dictionary(
        ExtGState=Dictionary(G=Dictionary(**odd, CA=1)),
        Font=Dictionary(F=Dictionary(**odd, BaseFont=Name.Helvetica)),
    )
    page.Annots = Array(
        [Dictionary(**odd, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(SHOWN))]
    )
    page.Group = Dictionary(**odd, S=Name.Transparency)
    pdf.Root.PageLabels = Dictionary(**odd, Nums=Array([0, Dictionary(**odd, S=Name.D)]))
    assert tells(saved(pdf))
    cleaned = clean(saved(pdf), "a.pdf").content
    assert not tells(cleaned)
    with reopened(cleaned) as after:
        assert after.pages[0].Resources.Font.F.BaseFont == Name.Helvetica
        assert after.pages[0].Annots[0].Contents == SHOWN
