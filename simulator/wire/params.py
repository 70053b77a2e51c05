"""The parameters of one call, however the library sent them: query, form, JSON or multipart."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from simulator.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Named values of one call, and the files that came with it."""

    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value as text, empty when it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def upload(self, name: str) -> Upload | None:
        """Return the file that came as `name` or as the attachment that it names, None when there is none."""
        return self.uploads.get(self.text(name).removeprefix("attach://")) or self.uploads.get(name)

    def number(self, name: str, default: int | None = None) -> int | None:
        """Return the value as an integer, `default` when it is missing.

        Raises:
            ApiError: 400 for what is no integer.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'invalid value of the parameter "{name}" specified') from None

    def flag(self, name: str) -> bool:
        """Return whether the value is true in any of the ways the libraries write it."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def data(self, name: str) -> Any:
        """Return a structured value, None when it is missing.

        Raises:
            ApiError: 400 for text that is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


async def read_params(request: web.Request) -> Params:
    """Return the parameters of `request`.

    Raises:
        ApiError: 400 for a body that can't be read as what it says it is.
    """
    try:
        return await _read(request)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise bad_request("can't parse request body") from None


async def _read(request: web.Request) -> Params:
    values: dict[str, Any] = dict(request.query)
    kind = request.content_type
    if kind == "multipart/form-data":
        uploads: dict[str, Upload] = {}
        for name, part in (await request.post()).items():
            if isinstance(part, web.FileField):
                uploads[name] = Upload(part.filename, part.file.read())
            else:
                values[name] = part if isinstance(part, str) else part.decode()
        return Params(values, uploads)
    body = await request.read()
    if kind == "application/json" and body:
        values.update(json.loads(body))
    else:
        values.update(parse_qsl(body.decode(), keep_blank_values=True))
    return Params(values)
