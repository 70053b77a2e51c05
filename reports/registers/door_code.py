"""The QR code that hangs at a door: whoever scans it opens a link of the bot."""

from reports.qr_codes import code_png


def door_code(link: str) -> bytes:
    """Return a PNG of the code of `link`, large enough to be shown on a wall or printed."""
    return code_png(link, 16)
