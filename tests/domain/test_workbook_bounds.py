"""Workbooks that would take gigabytes are refused before openpyxl opens them; those that people make pass."""

import io
import tracemalloc
import zipfile

import pytest

from domain.errors import RefusalError
from domain.people.roster import RosterFault
from domain.workbook_bounds import WorkbookBounds, check_workbook
from tests.forms.xlsform.workbooks import faults_of
from tests.forms.xlsform.workbooks import places as places_of
from tests.reports.sheets.test_roster_sheet import only_fault, xlsx

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SMALL = WorkbookBounds(
    file_bytes=10_000,
    unpacked_bytes=100_000,
    parts=20,
    cells=500,
    streamed_elements=400,
    other_elements=300,
    cell_characters=100,
)
TOO_LARGE = RosterFault("", 0, "", "workbook-too-large")


def sheet(rows: str, below: str = "", head: str = "") -> bytes:
    text = f"{head}<worksheet {NAMESPACE}><sheetData>{rows}</sheetData>{below}</worksheet>"
    return packed({"xl/worksheets/sheet1.xml": text.encode()})


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def fits(content: bytes, bounds: WorkbookBounds = SMALL) -> bool:
    try:
        check_workbook(content, bounds)
    except RefusalError:
        return False
    return True


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        sheet("<row><c><v>1</v></c></row>" * 100),
        sheet('<row r="400"><c r="CV400"/></row>'),
        sheet("<row><c r='B1'/><c r='A1'/></row>" * 130),
        sheet("", '<mergeCells><mergeCell ref="A1:J50"/></mergeCells>'),
        sheet("<row><c><is><t>" + "字" * 100 + "</t></is></c></row>" * 2),
        sheet("<row><c><v>1</c></row>"),
        packed({"xl/media/picture.png": b"\x89PNG" + b"\x00" * 90_000}),
        packed({f"part{number}": b"x" for number in range(20)}),
    ],
)
def test_what_keeps_within_the_bounds_or_is_no_workbook_passes(content: bytes) -> None:
    assert fits(content)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK" + b"\x00" * 10_000, id="a long file"),
        pytest.param(packed({"a": b" " * 60_000, "b": b" " * 60_000}), id="parts that unpack to much"),
        pytest.param(packed({f"part{number}": b"x" for number in range(21)}), id="many parts"),
        pytest.param(sheet("<row><c/></row>" * 201), id="many elements"),
        pytest.param(sheet('<row><c r="A1"/></row><row r="501"/>'), id="a row far below"),
        pytest.param(sheet('<row r="99999999999"/>'), id="a row below all"),
        pytest.param(sheet('<row><c r="SG1"/></row>'), id="a cell far to the right"),
        pytest.param(sheet('<row><x r="XFD1"/></row>'), id="a cell by another name"),
        pytest.param(sheet("<row><c r='ZZ1'/></row>"), id="another quotation mark"),
        pytest.param(sheet('<row><c r="&#88;&#70;D1"/></row>'), id="a reference in other writing"),
        pytest.param(sheet("", '<mergeCells><mergeCell ref="A1:J51"/></mergeCells>'), id="merged cells"),
        pytest.param(sheet("", '<hyperlinks><hyperlink ref="A:C"/></hyperlinks>'), id="linked columns"),
        pytest.param(sheet("", '<hyperlinks><hyperlink ref="$1:$9"/></hyperlinks>'), id="linked rows"),
        pytest.param(sheet("<row><c><is><t>" + "字" * 101 + "</t></is></c></row>"), id="a long cell"),
        pytest.param(sheet("<row><c><v>" + "1" * 101 + "</v><v/></c></row>"), id="a long number"),
        pytest.param(sheet("", "<cols>" + "<col/>" * 300 + "</cols>"), id="a large tree"),
        pytest.param(sheet("<v/>" * 300), id="values outside all rows"),
        pytest.param(sheet("", head="<!DOCTYPE worksheet>"), id="a document type"),
        pytest.param(
            packed({"xl/other.xml": f"<worksheet {NAMESPACE}>{'<row/>' * 501}".encode("utf-16")}),
            id="cut off, elsewhere, in UTF-16",
        ),
    ],
)
def test_what_goes_beyond_a_bound_is_refused(content: bytes) -> None:
    assert not fits(content)


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    content = bytearray(sheet("<row/>" * 10_000))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (200).to_bytes(4, "little")
    assert fits(bytes(content))


def test_one_huge_cell_is_refused_in_every_workbook_that_is_read_and_takes_no_memory() -> None:
    huge = sheet("<row><c t='inlineStr'><is><t>" + "x" * 101_000_000 + "</t></is></c></row>")
    tracemalloc.start()
    assert only_fault(huge) == TOO_LARGE
    assert places_of(faults_of(huge)) == [("", 0, "", "workbook-too-large")]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_sheet_merged_as_a_whole_is_refused_in_every_workbook_that_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = part.replace(b"</sheetData>", merged)
    assert only_fault(packed(parts)) == TOO_LARGE
    assert places_of(faults_of(packed(parts))) == [("", 0, "", "workbook-too-large")]
