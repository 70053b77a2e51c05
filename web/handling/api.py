"""What /h asks of the server. Each answer is for whose session it is, as they are at that moment."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from domain.errors import RefusalError
from domain.tips.handlers_page import HandlersPage
from domain.tips.reading import FILES_AT_ONCE
from storage.unit_of_work import UnitOfWork
from usecases.house import House, Request
from usecases.tips.handling.cleaned import clean_opened
from usecases.tips.handling.handed import HandedFiles
from usecases.tips.handling.reading import (
    find_sealed_file,
    opened_file,
    opened_reporter,
    read_opened,
    sealed_parts,
    sealed_reporter,
    shown_files,
)
from usecases.tips.handling.register import look, note_down
from usecases.tips.handling.sessions import as_handler, handlers_request, sign_in, sign_out
from usecases.tips.news import news_for
from usecases.tips.open_key import open_key
from web.handling.asked import (
    PassphraseAsked,
    RegisterPageAsked,
    SessionAsked,
    SignInAsked,
    TipAsked,
    TipFileAsked,
    TipFilesAsked,
)
from web.handling.shown import shown_tip, ways_to_read
from web.handling.told import files_told, parts_told, sealed_told, tip_told
from web.said import answer, read_as, read_said

A_PAGE = 20
KEYS_OFF = "page-fault-keys-off"
AGAIN = "page-fault-files-again"


class HandlingApi:
    """Answers /h of `house`."""

    def __init__(self, house: House, bundle: str) -> None:
        """Answer pages of the hash `bundle` and no others."""
        self._house = house
        self._bundle = bundle

    def routes(self) -> list[web.RouteDef]:
        """Return the endpoints."""
        found = {
            "in": self._sign_in,
            "out": self._sign_out,
            "list": self._list,
            "tip": self._tip,
            "unlock": self._unlock,
            "lock": self._lock,
            "read": self._read,
            "name": self._name,
            "sealed": self._sealed,
            "sealed-name": self._sealed_name,
            "files": self._files,
            "file": self._file,
        }
        return [web.post(f"/api/h/{name}", answering) for name, answering in found.items()]

    async def _sign_in(self, request: web.Request) -> web.Response:
        asked = read_as(SignInAsked, await self._said(request))
        return answer({"token": await sign_in(self._house, asked.code)})

    async def _sign_out(self, request: web.Request) -> web.Response:
        asked = read_as(SessionAsked, await self._said(request))
        await sign_out(self._house, asked.token)
        return answer({})

    async def _list(self, request: web.Request) -> web.Response:
        asked = read_as(RegisterPageAsked, await self._said(request))

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            viewer, reader = acting.tip_handler(uow)
            count = uow.tips.count(reader)
            page = max(0, min(asked.page, -(-count // A_PAGE) - 1))
            tips = uow.tips.latest(reader, A_PAGE, page * A_PAGE)
            news = news_for(uow, acting, reader, [tip.number for tip in tips])
            told = [tip_told(tip, news[tip.number]) for tip in tips]
            said = {"who": viewer.name, "hospital": self._house.hospital_name, "body": reader.body.value}
            shown = {"count": count, "page": page, "pages": max(1, -(-count // A_PAGE)), "tips": told}
            return said | shown | ways_to_read(uow, acting, reader)

        return answer(await as_handler(self._house, asked.token, work))

    async def _tip(self, request: web.Request) -> web.Response:
        asked = read_as(TipAsked, await self._said(request))

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            return shown_tip(uow, acting, look(uow, acting, asked.number, "tip-open"))

        return answer(await as_handler(self._house, asked.token, work))

    async def _unlock(self, request: web.Request) -> web.Response:
        asked = read_as(PassphraseAsked, await self._said(request))
        await open_key(await handlers_request(self._house, asked.token), asked.passphrase)
        return answer({})

    async def _lock(self, request: web.Request) -> web.Response:
        asked = read_as(SessionAsked, await self._said(request))
        acting = await handlers_request(self._house, asked.token)
        viewer = await acting.run(acting.viewer)
        self._house.custody.lock(viewer.person_id)
        return answer({})

    async def _read(self, request: web.Request) -> web.Response:
        """The texts, opened on the server with the key that is open there; the files are handed out with them."""
        asked = read_as(TipAsked, await self._said(request))

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            opened, by_earlier = read_opened(uow, acting, asked.number)
            files = shown_files(uow, asked.number)
            ids = frozenset(file.id for file in files)
            acting.memory.put(HandedFiles(asked.number, ids, is_open=True))
            parts = parts_told((part, {"text": text}) for part, text in opened)
            return {"parts": parts, "by_earlier": by_earlier, "files": files_told(files)}

        return answer(await as_handler(self._house, asked.token, work))

    async def _name(self, request: web.Request) -> web.Response:
        asked = read_as(TipAsked, await self._said(request))
        text = await as_handler(
            self._house, asked.token, lambda uow, acting: opened_reporter(uow, acting, asked.number)
        )
        return answer({"text": text})

    async def _sealed(self, request: web.Request) -> web.Response:
        """The texts as they lie, for a key that is in the tab alone."""
        asked = read_as(TipAsked, await self._said(request))
        self._check_keys()

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            seen = look(uow, acting, asked.number, "tip-download")
            if seen.view.erased:
                raise RefusalError("tip-register-gone")
            below = uow.kept_headers.below
            parts = parts_told(
                (part, sealed_told(part.sealed, below(asked.number, part.sealed)))
                for part in sealed_parts(uow, asked.number)
            )
            return {"parts": parts}

        return answer(await as_handler(self._house, asked.token, work))

    async def _sealed_name(self, request: web.Request) -> web.Response:
        asked = read_as(TipAsked, await self._said(request))
        self._check_keys()

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            seen = look(uow, acting, asked.number)
            sealed = sealed_reporter(uow, seen.view.tip)
            note_down(uow, acting, seen, "tip-read-name")
            return sealed_told(sealed, uow.kept_headers.below(asked.number, sealed))

        return answer(await as_handler(self._house, asked.token, work))

    async def _files(self, request: web.Request) -> web.Response:
        """A batch of sealed files is handed out, as in the chat; each is then fetched by itself."""
        asked = read_as(TipFilesAsked, await self._said(request))
        self._check_keys()

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            seen = look(uow, acting, asked.number)
            found = shown_files(uow, asked.number)[asked.start : asked.start + FILES_AT_ONCE]
            if not found:
                raise RefusalError("tip-register-gone" if seen.view.erased else "access-old-button")
            note_down(uow, acting, seen, "tip-originals" if asked.original else "tip-files")
            ids = frozenset(file.id for file in found)
            acting.memory.put(HandedFiles(asked.number, ids, is_open=False, original=asked.original))
            return {"files": files_told(found)}

        return answer(await as_handler(self._house, asked.token, work))

    async def _file(self, request: web.Request) -> web.Response:
        asked = read_as(TipFileAsked, await self._said(request))

        def work(uow: UnitOfWork, acting: Request) -> tuple[bytes, str, bool]:
            handed = acting.memory.get(HandedFiles)
            if handed is None or handed.number != asked.number or asked.id not in handed.files:
                raise RefusalError(AGAIN)
            if handed.is_open:
                return *opened_file(uow, acting, asked.number, asked.id), True
            self._check_keys()
            look(uow, acting, asked.number)
            sealed = find_sealed_file(uow, asked.number, asked.id, asked.back, original=handed.original)
            return sealed, ".age", False

        content, extension, is_open = await as_handler(self._house, asked.token, work)
        if is_open and (copy := await clean_opened(self._house, content, f"file{extension}")):
            content, extension = copy.content, copy.extension
        return web.Response(body=content, headers={"X-Extension": extension})

    def _check_keys(self) -> None:
        if self._house.handlers_page is not HandlersPage.KEYS:
            raise RefusalError(KEYS_OFF)

    async def _said(self, request: web.Request) -> Mapping[str, object]:
        return await read_said(request, self._bundle)
