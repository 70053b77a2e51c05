"""The sheet of invitations to hand out: a row for each person, with a QR code to scan (docs/domain.md section 1)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.drawing.image import Image

from locales import Words
from reports.qr_codes import code_png
from reports.sheets.workbook import Table, add_table, saved

_COLUMNS = ("staff-number", "name", "post", "grid", "expires-on", "code", "link")
_WIDTHS = (12, 26, 22, 20, 14, 19, 44)
_CODE_COLUMN = "F"
# 3 cm on paper: a phone reads it at arm's length.
_CODE_SIDE_PIXELS = 114
_ROW_HEIGHT_POINTS = 96


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One invitation. `link` works once, until the end of `expires_on` (a day in Shanghai)."""

    staff_number: str
    name: str
    post: str
    grid_name: str
    link: str
    expires_on: date


def invite_sheet(rows: Sequence[InviteRow], words: Words, language: str) -> bytes:
    """Return an xlsx with a sheet of `rows` that prints on A4, each with the QR code of its link.

    The file is as secret as the links in it.
    """
    table = Table(
        title=words.get(language, "reports-invites-sheet"),
        headers=[words.get(language, f"reports-invites-{column}") for column in _COLUMNS],
        rows=[
            (
                invitation.staff_number,
                invitation.name,
                invitation.post,
                invitation.grid_name,
                invitation.expires_on,
                None,
                invitation.link,
            )
            for invitation in rows
        ],
        widths=_WIDTHS,
        caption=words.get(language, "reports-invites-caption"),
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = add_table(book, table)
    for number, row in enumerate(rows, start=2):
        sheet.row_dimensions[number].height = _ROW_HEIGHT_POINTS
        sheet.add_image(_qr_code(row.link), f"{_CODE_COLUMN}{number}")
    return saved(book)


def _qr_code(link: str) -> Image:
    image = Image(io.BytesIO(code_png(link, 4)))
    image.width = image.height = _CODE_SIDE_PIXELS
    return image
