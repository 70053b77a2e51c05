"""What a page says and is answered: JSON of its own program, and nothing that another site's form could send."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from domain.errors import RefusalError

_SAID_MOST = 128 * 1024

M = TypeVar("M", bound=BaseModel)


async def read_said(request: web.Request, bundle: str) -> Mapping[str, object]:
    """Return what the page says; raises RefusalError for no JSON, or a page of another hash than `bundle`."""
    # A type that no other site's form can send without asking first, which is never granted.
    if request.content_type != "application/json" or (request.content_length or 0) > _SAID_MOST:
        raise RefusalError("page-fault-unknown")
    try:
        said = json.loads(await request.read())
    except ValueError:
        raise RefusalError("page-fault-unknown") from None
    if not isinstance(said, dict):
        raise RefusalError("page-fault-unknown")
    if said.get("bundle") != bundle:
        raise RefusalError("page-fault-outdated")
    return said


def read_as(kind: type[M], said: Mapping[str, object]) -> M:
    """Return what is said as a `kind`; raises RefusalError (page-fault-unknown) for what makes no sense."""
    try:
        return kind.model_validate(said)
    except ValidationError:
        raise RefusalError("page-fault-unknown") from None


def answer(said: Mapping[str, Any], status: int = 200) -> web.Response:
    """Return `said` as JSON."""
    return web.json_response(said, status=status)
