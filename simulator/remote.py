"""The control API as a client sees it: over real HTTP, or beside the simulator in the same process."""

import asyncio
import io
import json
from typing import Any, Self

import aiohttp

from simulator.refusals import ApiError, Json
from simulator.server import Simulator

_FIRST_ERROR = 400
_NOT_FOUND = 404


class Client:
    """Asks the control API of a simulator."""

    def __init__(self, bot: str | None = None) -> None:
        """Use of its bots the one called `bot` (default: the first)."""
        self._bot = {"bot": bot} if bot else {}

    async def __aenter__(self) -> Self:
        """Open the connection."""
        return self

    async def __aexit__(self, *_raised: object) -> None:
        """Close the connection."""
        await self.close()

    async def close(self) -> None:
        """Close the connection."""

    async def get(self, path: str, **query: Any) -> Any:
        """Look at something.

        Raises:
            ValueError: the simulator refused; the text says why.
        """
        return await self._ask("GET", path, b"", query)

    async def post(self, path: str, body: Json | None = None) -> Json:
        """Do something; raises as `get`."""
        answer: Json = await self._ask("POST", path, json.dumps(body or {}).encode(), {})
        return answer

    async def upload(self, path: str, data: bytes, **query: str) -> Json:
        """Send a file; raises as `get`."""
        answer: Json = await self._ask("POST", path, data, query)
        return answer

    async def delete(self, path: str) -> None:
        """Undo something; raises as `get`."""
        await self._ask("DELETE", path, b"", {})

    async def download(self, file_id: str) -> bytes:
        """Return the bytes of a file that is in some chat.

        Raises:
            LookupError: there is none of this id.
        """
        raise NotImplementedError

    async def _ask(self, method: str, path: str, content: bytes, query: dict[str, Any]) -> Any:
        raise NotImplementedError


class Remote(Client):
    """One connection to the control API of a simulator."""

    def __init__(self, base_url: str, bot: str | None = None) -> None:
        """Use the simulator at `base_url`."""
        super().__init__(bot)
        self._base_url = base_url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self._session = aiohttp.ClientSession(self._base_url, connector=aiohttp.TCPConnector(limit=0))
        return self

    async def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()

    async def download(self, file_id: str) -> bytes:
        """Return the bytes of a file; raises as Client's."""
        async with self._open().get(f"/sim/files/{file_id}") as answer:
            if answer.status == _NOT_FOUND:
                raise LookupError(f"no file {file_id}")
            answer.raise_for_status()
            return await answer.read()

    async def _ask(self, method: str, path: str, content: bytes, query: dict[str, Any]) -> Any:
        async with self._open().request(
            method, f"/sim/{path}", data=io.BytesIO(content) if content else None, params=query | self._bot
        ) as answer:
            body = await answer.json()
            if answer.status >= _FIRST_ERROR:
                raise ValueError(body.get("description", body))
            return body

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("open the connection with async with")
        return self._session


class Beside(Client):
    """Asks a simulator in the same process; what comes and goes is JSON all the same, and a copy."""

    def __init__(self, simulator: Simulator, bot: str | None = None) -> None:
        """Use `simulator`."""
        super().__init__(bot)
        self._simulator = simulator

    async def download(self, file_id: str) -> bytes:
        """Return the bytes of a file; raises as Client's."""
        stored = self._simulator.world.files.find(file_id)
        if stored is None:
            raise LookupError(f"no file {file_id}")
        return stored.data

    async def _ask(self, method: str, path: str, content: bytes, query: dict[str, Any]) -> Any:
        await asyncio.sleep(0)
        written = {name: str(value) for name, value in (query | self._bot).items()}
        try:
            answer = await self._simulator.control.answer(method, path, written, content)
        except ApiError as refused:
            raise ValueError(refused.description) from None
        return json.loads(json.dumps(answer))
