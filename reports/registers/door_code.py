"""The QR code that hangs at a door: whoever scans it opens a link of the bot."""

import io

import segno


def door_code(link: str) -> bytes:
    """Return a PNG of the code of `link`, large enough to be shown on a wall or printed."""
    content = io.BytesIO()
    segno.make_qr(link, error="m").save(content, kind="png", scale=16, border=4)
    return content.getvalue()
