"""Opens a training: its stage, its page, what can be done there, and what was kept of it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.stage.stage import Venue, open_stage
from bot.stage.training import KEY_FILE, PHONES_FILE, USERNAME, Training, TrainingOpening
from bot.stage.training_acts import perform
from bot.stage.training_routes import Routes
from simulator.page import PhonesPage
from simulator.refusals import Json
from simulator.server import Simulator
from storage.tips.sealing import OfficeKey, recipient_of
from web.served import is_built


@asynccontextmanager
async def open_training(folder: Path, opening: TrainingOpening) -> AsyncIterator[Training]:
    """Open the sample hospital in `folder`, with its page; all ends with the block.

    Raises OSError for a port that is taken, ValueError for a kept folder that can't be read.
    """
    kept = _read_kept(folder) if opening.keep else None
    routes = Routes()

    def furnish(app: web.Application, simulator: Simulator) -> None:
        routes.page = PhonesPage(simulator.world)
        app.add_routes([*routes.page.routes(), *routes.list()])

    key = _kept_key(folder) if opening.keep else None
    page_port = _free_port() if is_built() else 0
    venue = Venue(opening.port, furnish, page_port, key, opening.everything)
    async with open_stage(folder, opening.start, USERNAME, venue) as stage:
        if opening.keep:
            _keep_key(folder, stage.office_key)
        training = Training(stage, routes.page, opening, perform)
        await training.begin(kept)
        routes.training = training
        saving = asyncio.ensure_future(training.save_as_it_goes()) if opening.keep else None
        try:
            yield training
        finally:
            await training.end()
            if saving is not None:
                saving.cancel()
                training.save()


def _free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _read_kept(folder: Path) -> Json | None:
    path = folder / PHONES_FILE
    if not path.exists():
        return None
    kept: Json = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _kept_key(folder: Path) -> OfficeKey | None:
    path = folder / KEY_FILE
    if not path.exists():
        return None
    identity = path.read_text(encoding="utf-8").strip()
    return OfficeKey(identity, recipient_of(identity))


def _keep_key(folder: Path, key: OfficeKey) -> None:
    path = folder / KEY_FILE
    path.touch(mode=0o600)
    path.write_text(key.identity + "\n", encoding="utf-8")
