"""PDF files with only what their pages show (ISO 32000-1; DOMAIN.md section 7, promise 6).

What a page draws is left as it is: its drawing commands and its fonts are not looked into.
"""

import base64
import io
import re
import zlib

from pikepdf import (
    Array,
    Dictionary,
    Integer,
    Name,
    Object,
    ObjectStreamMode,
    PasswordError,
    Pdf,
    Stream,
    StreamDecodeLevel,
    String,
)
from pikepdf.settings import set_qpdf_limits

from domain.errors import RefusalError
from reports.cleaning_segments import JP2_START, JPEG_START, bare_jp2, bare_jpeg
from reports.cleaning_words import words

_UNPACKED_LIMIT = 100_000_000  # bytes of one stream that has to be unpacked
_OBJECT_LIMIT = 200_000
_STEP_LIMIT = 400_000  # dictionaries, arrays and streams
_CONTAINER_LIMIT = 500_000  # items of one array or dictionary
_FILTER_LIMIT = 4
# qpdf can bound what every filter but this one unpacks; no program packs a file's own structure so.
_LZW = re.compile(rb"/(L|#4[cC])(Z|#5[aA])(W|#57)")
_PACKED_STRUCTURE = re.compile(
    rb"/(O|#4[fF])(b|#62)(j|#6[aA])(S|#53)(t|#74)(m|#6[dD])|/(X|#58)(R|#52)(e|#65)(f|#66)"
)

_KEPT_BY_TYPE = {
    "/Catalog": words(
        "/Type /Version /Pages /PageLabels /Names /Dests /Outlines /PageMode /PageLayout /ViewerPreferences "
        "/OCProperties /AcroForm"
    ),
    "/Pages": words("/Type /Kids /Count /Parent /Resources /MediaBox /CropBox /Rotate"),
    "/Page": words(
        "/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group "
        "/Annots /UserUnit /Tabs"
    ),
}
_KEPT_IN_CATALOG = {
    "/Names": words("/Dests"),
    "/AcroForm": words("/Fields /NeedAppearances /SigFlags /CO /DR /DA /Q"),
}
# Keys that go wherever they stand.
_DROPPED = words(
    "/Metadata /PieceInfo /LastModified /Thumb /OpenAction /AA /JS /JavaScript /EF /EmbeddedFiles /AF /RF /OPI "
    "/Ref /Usage /CreatorInfo /Creator /Author /Producer /CreationDate /ModDate /XFA /PA /StructParent /StructParents "
    "/RichMediaContent /RichMediaSettings /3DD /3DV /Sound /Movie /Measure /PtData /VP"
)
_TEX_TRACE = "/PTEX"  # TeX names the files that a drawing came from
_OUTSIDE_STREAM = frozenset({"/F", "/FFilter", "/FDecodeParms"})  # a stream's content kept in another file
_ANNOTATION_DROPPED = frozenset({"/M", "/NM", "/Subj", "/RC"})
_AUTHOR = "/T"  # of an annotation; of a field of a form, its name
_ANNOTATIONS_GONE = words("/FileAttachment /Sound /Movie /Screen /RichMedia /3D /TrapNet /PrinterMark")
_EMPTIED_TYPES = words("/Metadata /EmbeddedFile /Filespec /FileSpec /F /Sig /DocTimeStamp")
_SIGNATURE_MARK = "/ByteRange"
_ACTIONS_KEPT = frozenset({"/URI", "/GoTo", "/Named"})
_ACTION_KEYS_KEPT = frozenset({"/Type", "/S", "/URI", "/D", "/N"})
_SAFE_LINK = re.compile(rb"(https?://|mailto:)", re.IGNORECASE)
_PLAIN_SPACES = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_JPEG_FILTERS = frozenset({"/DCTDecode", "/DCT"})
_JPEG_2000_FILTERS = frozenset({"/JPXDecode"})


def clean_pdf(content: bytes) -> tuple[bytes, str]:
    """Return the PDF `content` written anew without metadata, scripts, attachments and history, and its ending.

    Signatures lose their data (a rewritten file can't bear them), colour profiles make way for the plain colour
    spaces, pictures in JPEG and JPEG 2000 lose their metadata. Web links stay.

    Raises RefusalError with evidence-refused-locked (encrypted, even if it opens without a password), -bomb;
    ValueError and pikepdf's errors where it is damaged.
    """
    if _LZW.search(content) and _PACKED_STRUCTURE.search(content):
        raise RefusalError("evidence-refused-bomb")
    # Of the whole process, but nothing else reads PDF files here.
    set_qpdf_limits(
        parser_max_container_size=_CONTAINER_LIMIT,
        max_stream_filters=_FILTER_LIMIT,
        flate_max_memory=_UNPACKED_LIMIT,
        png_max_memory=_UNPACKED_LIMIT,
        run_length_max_memory=_UNPACKED_LIMIT,
        tiff_max_memory=_UNPACKED_LIMIT,
    )
    with _opened(content) as pdf:
        if pdf.is_encrypted:
            raise RefusalError("evidence-refused-locked")
        if len(pdf.objects) > _OBJECT_LIMIT:
            raise RefusalError("evidence-refused-bomb")
        _scrub(pdf)
        return _written(pdf), ".pdf"


def _opened(content: bytes) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(content), conversion_mode="explicit")
    except PasswordError:
        raise RefusalError("evidence-refused-locked") from None


def _written(pdf: Pdf) -> bytes:
    """Write what the catalog leads to, with an id that follows from the content alone."""
    content = io.BytesIO()
    pdf.save(
        content,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
        stream_decode_level=StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return content.getvalue()


def _scrub(pdf: Pdf) -> None:
    """Walk all that the catalog leads to, each object once, and take out what tells."""
    if len(pdf.pages) == 0:
        raise ValueError("no page")
    for key in list(pdf.trailer.keys()):
        if key not in {"/Root", "/Size"}:
            del pdf.trailer[key]
    for key, kept in _KEPT_IN_CATALOG.items():
        inner = pdf.Root.get(key)
        if isinstance(inner, Dictionary):
            _keep_only(inner, kept)
    budget = _Budget()
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [pdf.Root]
    while waiting:
        node = waiting.pop()
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        budget.spend_step()
        if isinstance(node, Array):
            _scrub_colours(node)
            children = list(node)
        else:
            _scrub_mapping(node, budget)
            children = [node[key] for key in node.keys()]  # noqa: SIM118 - a stream is no mapping for `in`
        waiting += [child for child in children if isinstance(child, Array | Dictionary | Stream)]


class _Budget:
    """What one file may cost, so that a small one can't keep the server busy."""

    def __init__(self) -> None:
        self._steps = _STEP_LIMIT
        self._bytes = _UNPACKED_LIMIT

    def spend_step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise RefusalError("evidence-refused-bomb")

    def unpacked(self, packed: bytes) -> bytes:
        """Return the bytes that Flate packed."""
        content = zlib.decompressobj().decompress(packed, self._bytes + 1)
        self._bytes -= len(content)
        if self._bytes < 0:
            raise RefusalError("evidence-refused-bomb")
        return content


def _word(value: Object | None) -> str:
    """Return a name such as /Page, and nothing for anything else."""
    return str(value) if isinstance(value, Name) else ""


def _keep_only(node: Object, kept: frozenset[str]) -> None:
    for key in list(node.keys()):
        if key not in kept:
            del node[key]


def _scrub_mapping(node: Object, budget: _Budget) -> None:
    """Take out of a dictionary or a stream, in place, what tells."""
    kind = _word(node.get("/Type"))
    if kind in _EMPTIED_TYPES or _SIGNATURE_MARK in node:
        _empty(node)
        return
    if kind in _KEPT_BY_TYPE:
        _keep_only(node, _KEPT_BY_TYPE[kind])
    for key in list(node.keys()):
        if key in _DROPPED or key.startswith(_TEX_TRACE):
            del node[key]
    if "/A" in node and not _is_harmless(node["/A"]):
        del node["/A"]
    _scrub_annotations(node)
    if isinstance(node, Stream):
        for key in _OUTSIDE_STREAM & set(node.keys()):
            del node[key]
        _scrub_picture(node, budget)


def _empty(node: Object) -> None:
    if isinstance(node, Stream):
        node.write(b"")
    _keep_only(node, frozenset({"/Length"}))


def _is_harmless(action: Object) -> bool:
    """Whether an action goes to a place in the file or on the web; such a one loses what else it holds."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return True  # attributes of another kind, under the same key
    if _word(action.get("/S")) not in _ACTIONS_KEPT:
        return False
    link = action.get("/URI")
    if link is not None and not (isinstance(link, String) and _SAFE_LINK.match(bytes(link))):
        return False
    _keep_only(action, _ACTION_KEYS_KEPT)
    return True


def _is_gone(annotation: Object) -> bool:
    return not isinstance(annotation, Dictionary) or _word(annotation.get("/Subtype")) in _ANNOTATIONS_GONE


def _scrub_annotations(node: Object) -> None:
    """Scrub a page's annotations, of which some go altogether, and the node itself where it is one."""
    annotations = node.get("/Annots")
    if isinstance(annotations, Array):
        kept = [each for each in annotations if not _is_gone(each)]
        for each in kept:
            _scrub_annotation(each)
        node["/Annots"] = Array(kept)
    if "/Rect" in node:
        _scrub_annotation(node)


def _scrub_annotation(node: Object) -> None:
    dropped = _ANNOTATION_DROPPED
    if _word(node.get("/Subtype")) != "/Widget":
        dropped |= {_AUTHOR}
    for key in dropped & set(node.keys()):
        del node[key]


def _scrub_colours(space: Array) -> None:
    """Put the plain colour space in the place of a profile, which names the device that it was made for."""
    if len(space) > 1 and _word(space[0]) == "/ICCBased":
        profile = space[1]
        components = profile.get("/N") if isinstance(profile, Stream) else None
        space[0] = _PLAIN_SPACES[int(components) if isinstance(components, Integer) else 0]
        del space[1:]


def _scrub_picture(stream: Stream, budget: _Budget) -> None:
    filters = _listed(stream.get("/Filter"))
    last = _word(filters[-1]) if filters else ""
    if last not in _JPEG_FILTERS | _JPEG_2000_FILTERS:
        if stream.read_raw_bytes().startswith(JPEG_START):
            raise ValueError("a picture under a false name")
        return
    content = stream.read_raw_bytes()
    for each in filters[:-1]:
        content = _unpacked(_word(each), content, budget)
    if last in _JPEG_FILTERS:
        content = bare_jpeg(content[content.index(JPEG_START) :])
    elif content.startswith(JP2_START):
        content = bare_jp2(content)
    settings = _listed(stream.get("/DecodeParms"))
    own = settings[-1] if len(settings) == len(filters) else None
    stream.write(content, filter=Name(last), decode_parms=own if isinstance(own, Dictionary) else None)


def _listed(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _unpacked(name: str, content: bytes, budget: _Budget) -> bytes:
    if name in {"/FlateDecode", "/Fl"}:
        return budget.unpacked(content)
    if name in {"/ASCII85Decode", "/A85"}:
        return base64.a85decode(content.strip().removeprefix(b"<~").removesuffix(b"~>"))
    if name in {"/ASCIIHexDecode", "/AHx"}:
        return bytes.fromhex(content.partition(b">")[0].decode("ascii"))
    raise ValueError("a filter that pictures don't have")
