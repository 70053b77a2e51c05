"""PDF files with only what their pages show (ISO 32000-1; docs/domain.md section 7, promise 6).

What a page draws is left as it is: the commands that draw, and its fonts, which are not looked into.
"""

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
from reports.evidence.pdf_pages import redrawn
from reports.evidence.pdf_pictures import scrub_picture
from reports.evidence.pdf_words import KEPT, MAPS
from reports.evidence.words import words

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
        "/Type /Version /Pages /PageLabels /Outlines /PageMode /PageLayout /OCProperties /AcroForm"
    ),
    "/Pages": words("/Type /Kids /Count /Parent /Resources /MediaBox /CropBox /Rotate"),
    "/Page": words(
        "/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group "
        "/Annots /UserUnit /Tabs"
    ),
}
_KEPT_IN_CATALOG = {
    "/AcroForm": words("/Fields /NeedAppearances /SigFlags /CO /DR /DA /Q"),
}
_NAMES, _GLYPHS, _GLYPH = "names", "glyphs", "glyph"
_PLACES = frozenset({"/Dest", "/D"})
_LAYER_NAME = "layer"  # the format wants one
_ANNOTATION_DROPPED = frozenset({"/M", "/NM", "/Subj", "/RC"})
_AUTHOR = "/T"  # of an annotation; of a field of a form, its name
_ANNOTATIONS_GONE = words("/FileAttachment /Sound /Movie /Screen /RichMedia /3D /TrapNet /PrinterMark")
_EMPTIED_TYPES = words("/Metadata /EmbeddedFile /Filespec /FileSpec /F /Sig /DocTimeStamp")
_SIGNATURE_MARK = "/ByteRange"
_ACTIONS_KEPT = frozenset({"/URI", "/GoTo", "/Named"})
_ACTION_KEYS_KEPT = frozenset({"/Type", "/S", "/URI", "/D", "/N"})
_SAFE_LINK = re.compile(rb"(https?://|mailto:)", re.IGNORECASE)
_PLAIN_SPACES = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


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
    _scrub_catalog(pdf)
    budget = _Budget()
    seen: set[tuple[tuple[int, int], bool]] = set()
    waiting: list[tuple[Object, str]] = [(pdf.Root, "")]
    while waiting:
        node, under = waiting.pop()
        is_map = under in {_NAMES, _GLYPHS} and isinstance(node, Dictionary)
        if node.is_indirect:
            if (node.objgen, is_map) in seen:
                continue
            seen.add((node.objgen, is_map))
        budget.spend_step()
        if isinstance(node, Array):
            _scrub_colours(node)
        elif not is_map:
            _scrub_mapping(pdf, node, budget)
        if under == _GLYPH and isinstance(node, Stream):
            node.write(redrawn(node))
        waiting += _children(node, under)


def _scrub_catalog(pdf: Pdf) -> None:
    for key in list(pdf.trailer.keys()):
        if key not in {"/Root", "/Size"}:
            del pdf.trailer[key]
    for key, kept in _KEPT_IN_CATALOG.items():
        inner = pdf.Root.get(key)
        if isinstance(inner, Dictionary):
            _keep_only(inner, kept)
    pdf.Root["/Type"] = Name.Catalog


def _children(node: Object, under: str) -> list[tuple[Object, str]]:
    """Return what stands in `node`, which stands under `under`, each with what it stands under."""
    if isinstance(node, Array):
        found = [(child, "") for child in node]
    else:
        # A stream is no mapping for `in`.
        found = [(node[key], _stands(under, key)) for key in node.keys()]  # noqa: SIM118
    return [child for child in found if isinstance(child[0], Array | Dictionary | Stream)]


def _stands(under: str, key: str) -> str:
    """Return what stands at `key` of what stands under `under`: a key of the format, or one that the file chose."""
    if under == _GLYPHS:
        return _GLYPH
    if (under in {"/Resources", "/DR"} and key in MAPS) or under == "/AP" or key == "/Colorants":
        return _NAMES
    if key == "/CharProcs":
        return _GLYPHS
    return "" if under == _NAMES else key


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


def _scrub_mapping(pdf: Pdf, node: Object, budget: _Budget) -> None:
    """Take out of a dictionary or a stream, in place, what tells."""
    kind = _word(node.get("/Type"))
    if kind in _EMPTIED_TYPES or _SIGNATURE_MARK in node:
        _empty(node)
        return
    _keep_only(node, _KEPT_BY_TYPE.get(kind, KEPT))
    if isinstance(node.get("/Name"), String):  # of a layer, or of what else has one
        node["/Name"] = String(_LAYER_NAME)
    if isinstance(node.get("/Order"), Array):  # of layers in a list that readers may show, under titles
        del node["/Order"]
    if "/A" in node and not _is_harmless(node["/A"]):
        del node["/A"]
    _scrub_annotations(node)
    _scrub_places(node)
    _redraw(pdf, node, kind)
    if isinstance(node, Stream):
        scrub_picture(node, budget.unpacked)


def _redraw(pdf: Pdf, node: Object, kind: str) -> None:
    if kind == "/Page":
        node["/Contents"] = pdf.make_stream(redrawn(node))
    if isinstance(node, Stream):
        if "/F" in node:  # its content lies in another file
            del node["/F"]
        if _draws(node):
            node.write(redrawn(node))


def _scrub_places(node: Object) -> None:
    """Take out what leads to a place by its name: those are the writer's."""
    for key in _PLACES & set(node.keys()):
        if isinstance(node[key], String | Name):
            del node[key]


def _draws(stream: Stream) -> bool:
    """Whether a stream holds commands that draw: a drawing, a pattern, or what a note looks like."""
    return _word(stream.get("/Subtype")) == "/Form" or "/BBox" in stream


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
    return _word(action.get("/S")) != "/GoTo" or isinstance(action.get("/D"), Array)


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
