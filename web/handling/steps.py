"""The register's steps as /h enters them, by the chat's own use cases; a question to the reporter; 回避."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from storage.unit_of_work import UnitOfWork
from usecases.house import House, Request
from usecases.tips.handling.register import (
    RegisterEntry,
    bars_before,
    check,
    enter,
    look,
    recuse_from,
)
from usecases.tips.handling.sessions import as_handler
from usecases.tips.handling.words import QUESTION, filled_entry, read_words, send_question
from web.handling.asked import QuestionAsked, StepAsked, TipAsked
from web.handling.shown import shown_tip
from web.said import answer, read_as, read_said


class StepsApi:
    """Answers /h of `house` where something is entered."""

    def __init__(self, house: House, bundle: str) -> None:
        """Answer pages of the hash `bundle` and no others."""
        self._house = house
        self._bundle = bundle

    def routes(self) -> list[web.RouteDef]:
        """Return the endpoints."""
        found = {"step": self._step, "question": self._question, "recuse": self._recuse}
        return [web.post(f"/api/h/{name}", answering) for name, answering in found.items()]

    async def _step(self, request: web.Request) -> web.Response:
        """A step is entered, and the tip shown as it is then; or what keeps it from being closed, all at once."""
        asked = read_as(StepAsked, await self._said(request))

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            seen = look(uow, acting, asked.number)
            begun = RegisterEntry(asked.number, asked.version, asked.act, person_id=asked.person)
            check(seen.view, asked.version, asked.act)
            entry = filled_entry(seen.view, begun, asked.way, asked.words)
            if bars := bars_before(uow, acting, seen, entry):
                return {"bars": [bar.value for bar in bars]}
            return shown_tip(uow, acting, enter(uow, acting, entry))

        told = await as_handler(self._house, asked.token, work)
        self._house.wake_outbox()
        return answer(told)

    async def _question(self, request: web.Request) -> web.Response:
        asked = read_as(QuestionAsked, await self._said(request))

        def work(uow: UnitOfWork, acting: Request) -> dict[str, Any]:
            look(uow, acting, asked.number)
            text = read_words(asked.text, QUESTION)
            seen = send_question(uow, acting, asked.number, asked.asked, text)
            return shown_tip(uow, acting, seen)

        return answer(await as_handler(self._house, asked.token, work))

    async def _recuse(self, request: web.Request) -> web.Response:
        asked = read_as(TipAsked, await self._said(request))
        await as_handler(self._house, asked.token, lambda uow, acting: recuse_from(uow, acting, asked.number))
        return answer({})

    async def _said(self, request: web.Request) -> Mapping[str, object]:
        return await read_said(request, self._bundle)
