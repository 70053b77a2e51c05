"""Keys of ISO 32000-1 that decide what a page shows; every other key goes, whoever thought of it."""

from typing import Final

from reports.evidence.words import words


def _keys(text: str) -> frozenset[str]:
    return frozenset(f"/{word}" for word in words(text))


KEPT: Final = _keys(
    # streams and their filters
    "Type Subtype S Length Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K "
    "EndOfLine "
    "EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform JBIG2Globals "
    # pages, resources, drawings and pictures
    "Kids Count Parent Resources MediaBox CropBox Rotate Font XObject ColorSpace ExtGState Pattern "
    "Shading Properties "
    "ProcSet Width Height Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte FormType "
    "BBox Matrix Group "
    "OC CS I G BC "
    # how it is drawn
    "LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK FunctionType Domain "
    "Range Size "
    "BitsPerSample Order Encode C0 C1 N Functions Bounds PatternType PaintType TilingType XStep YStep "
    "ShadingType "
    "Background AntiAlias Coords Function Extend VerticesPerRow BitsPerCoordinate BitsPerFlag "
    "WhitePoint BlackPoint "
    "Gamma Colorants Process Components "
    # fonts
    "BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts "
    "CIDSystemInfo Registry "
    "Ordering Supplement DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily "
    "FontStretch "
    "FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth "
    "MaxWidth MissingWidth "
    "FontFile FontFile2 FontFile3 CharSet CIDSet Length1 Length2 Length3 BaseEncoding Differences "
    "UseCMap CMapName WMode "
    # notes, links and fields
    "Rect Contents F AP AS Border C A Dest BS Popup QuadPoints Line LE IC Vertices InkList Open Name "
    "H MK DA Q L LL LLE "
    "CL RD BE FT T V DV Ff MaxLen Opt TI IT Cap CO CP R BG RC AC IX IF TP URI "
    # bookmarks, names and layers
    "First Last Next Prev Title Limits Nums St P OCGs BaseState ON OFF VE Fields NeedAppearances SigFlags DR"
)
MAPS: Final = _keys("Font XObject ColorSpace ExtGState Pattern Shading Properties")
"""Keys of a page's resources under which others stand that the file itself chooses, such as the names of its fonts."""
PICTURE_KEYS: Final = _keys(
    "BitsPerComponent BPC ColorSpace CS Decode D DecodeParms DP Filter F Height H ImageMask IM "
    "Interpolate I Width W"
)
"""Of a picture that stands among drawing commands."""
DRAWN: Final = words(
    "b B b* B* BI BT c cm CS cs d d0 d1 Do EI ET f F f* G g gs h i ID j J K k l m M n q Q re RG rg ri "
    "s S sc SC scn SCN "
    "sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
"""Commands that draw. What marks content for other programs does not."""
