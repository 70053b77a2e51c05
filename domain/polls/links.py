"""The link behind a poll's QR code."""

import re

_PREFIX = "q-"
_TOKEN = re.compile(r"[0-9a-f]{16}")


def poll_payload(token: str) -> str:
    """Return what the link of the poll carries."""
    return f"{_PREFIX}{token}"


def read_poll_payload(payload: str) -> str | None:
    """Return the token that a link carries, or None where it is no poll's."""
    token = payload.removeprefix(_PREFIX)
    return token if token != payload and _TOKEN.fullmatch(token) else None
