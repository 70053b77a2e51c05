"""The control API as a client sees it, over real HTTP."""

import io
from types import TracebackType
from typing import Any, Self

import aiohttp

from simulator.refusals import Json

_FIRST_ERROR = 400


class Remote:
    """One connection to the control API of a simulator."""

    def __init__(self, base_url: str, bot: str | None = None) -> None:
        """Use the simulator at `base_url`, and of its bots the one called `bot` (default: the first)."""
        self._base_url = base_url
        self._bot = {"bot": bot} if bot else {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self._session = aiohttp.ClientSession(self._base_url, connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()

    async def get(self, path: str, **query: Any) -> Any:
        """Look at something.

        Raises:
            ValueError: the simulator refused; the text says why.
        """
        return await self._ask("GET", path, **query)

    async def post(self, path: str, body: Json | None = None) -> Json:
        """Do something; raises as `get`."""
        answer: Json = await self._ask("POST", path, data=aiohttp.JsonPayload(body or {}))
        return answer

    async def upload(self, path: str, data: bytes, **query: str) -> Json:
        """Send a file; raises as `get`."""
        answer: Json = await self._ask("POST", path, data=io.BytesIO(data), **query)
        return answer

    async def delete(self, path: str) -> None:
        """Undo something; raises as `get`."""
        await self._ask("DELETE", path)

    async def download(self, file_id: str) -> bytes:
        """Return the bytes of a file that is in some chat."""
        async with self._open().get(f"/sim/files/{file_id}") as answer:
            answer.raise_for_status()
            return await answer.read()

    async def _ask(self, method: str, path: str, data: Any = None, **query: Any) -> Any:
        async with self._open().request(
            method, f"/sim/{path}", data=data, params=query | self._bot
        ) as answer:
            body = await answer.json()
            if answer.status >= _FIRST_ERROR:
                raise ValueError(body.get("description", body))
            return body

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("open the connection with async with")
        return self._session
