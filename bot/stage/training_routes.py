"""What the page of a training asks for over HTTP, beside the chats themselves (simulator/control.py).

GET  /training/state       {now, starts_at, moves, phones: [{id, name, staff_number}], bot, hospital, page, faults}
GET  /training/people      [{staff_number, name, post, grid, roles: [{role, grid, level}]}]
POST /training/act         an action (bot/stage/training_acts.py); a refusal is a 400 with a "description"
POST /training/reset
GET  /training/happened    {letters, states, calls, counts}; a letter says in each language what it is about
GET  /training/recording?title=    the recording so far, as a file
GET  /training/office-key.txt      the key that opens the tips of this training
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.stage.recording_files import as_text
from bot.stage.training import Training
from domain.people.grids import Grid
from domain.time.clock import day_in_shanghai
from locales import LANGUAGES, Speech, shared_words
from reminders.watch.skipped import kind_name
from simulator.page import PhonesPage
from simulator.refusals import ApiError, Json
from simulator.wire.bodies import read_object
from storage.delivery.outbox import DeliveryState, LetterOutcome
from storage.unit_of_work import UnitOfWork

_SHOWN = 60
_UNASKED_CALLS = frozenset({"getUpdates"})


class Routes:
    """The handlers; they answer 503 until there is a training."""

    training: Training | None = None
    page: PhonesPage

    def list(self) -> list[web.RouteDef]:
        """Return the routes, to be added to the server's application."""
        return [
            web.get("/training/state", self._as_json(_state)),
            web.get("/training/people", self._as_json(_people)),
            web.get("/training/happened", self._as_json(_happened)),
            web.post("/training/act", self._act),
            web.post("/training/reset", self._as_json(_reset)),
            web.get("/training/recording", self._recording),
            web.get("/training/office-key.txt", self._office_key),
        ]

    def _open(self) -> Training:
        if self.training is None:
            raise web.HTTPServiceUnavailable
        return self.training

    def _as_json(
        self, answer: Callable[[Training], Awaitable[Any]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(_request: web.Request) -> web.Response:
            return web.json_response(await answer(self._open()))

        return handle

    async def _act(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(await self._open().act(read_object(await request.read())))
        except ApiError as refused:
            return web.json_response(refused.as_json(), status=refused.status)

    async def _recording(self, request: web.Request) -> web.Response:
        training = self._open()
        recorded = training.recorded(request.query.get("title", ""))
        return _download(as_text(recorded), "application/json")

    async def _office_key(self, _request: web.Request) -> web.Response:
        return _download(self._open().stage.office_key.identity + "\n", "text/plain")


def _download(text: str, content_type: str) -> web.Response:
    # The page names the file.
    headers = {"Content-Disposition": "attachment"}
    return web.Response(text=text, content_type=content_type, headers=headers)


async def _state(training: Training) -> Json:
    stage = training.stage
    moves = asdict(await training.moves())
    return {
        "now": stage.clock.now().isoformat(),
        "starts_at": training.opening.start.isoformat(),
        "moves": {name: _moment(at) for name, at in moves.items()},
        "phones": [{"id": user_id, **asdict(holder)} for user_id, holder in training.holders.items()],
        "bot": stage.simulator.world.bot().about,
        "hospital": stage.app.house.hospital_name,
        "page": stage.app.house.page_address,
        "faults": stage.simulator.faults.as_json(),
    }


async def _people(training: Training) -> list[Json]:
    today = day_in_shanghai(training.stage.clock.now())
    roster = await training.stage.app.database.run(lambda uow: uow.rosters.load())
    grids = {grid.code: grid for grid in roster.grids}
    roles: dict[str, list[Json]] = {}
    for appointment in roster.appointments:
        if appointment.holds_on(today):
            roles.setdefault(appointment.staff_number, []).append(
                _role(appointment.role.value, grids[appointment.grid_code])
            )
    return [
        {
            "staff_number": official.staff_number,
            "name": official.name,
            "post": official.post,
            "grid": grids[official.grid_code].name,
            "roles": roles.get(official.staff_number, []),
        }
        for official in roster.officials
    ]


def _role(name: str, grid: Grid) -> Json:
    return {"role": name, "grid": grid.name, "level": grid.level}


async def _happened(training: Training) -> Json:
    def work(uow: UnitOfWork) -> tuple[list[LetterOutcome], dict[str, int]]:
        return uow.outbox.latest(_SHOWN), {state.value: uow.outbox.count(state) for state in DeliveryState}

    letters, states = await training.stage.app.database.run(work)
    speeches = [Speech(shared_words(), language) for language in LANGUAGES]
    calls = training.stage.simulator.calls
    asked = [call for call in calls.as_json() if call["method"] not in _UNASKED_CALLS]
    return {
        "letters": [
            asdict(letter)
            | {"not_before_at": _moment(letter.not_before_at), "sent_at": _moment(letter.sent_at)}
            | {"about": {speech.language: kind_name(speech, letter.kind) for speech in speeches}}
            for letter in letters
        ],
        "states": states,
        "calls": asked[-_SHOWN:][::-1],
        "counts": {name: n for name, n in calls.counts.items() if name not in _UNASKED_CALLS},
    }


async def _reset(training: Training) -> Json:
    await training.reset()
    return {}


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
