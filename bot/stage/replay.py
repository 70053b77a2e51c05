"""Play a recording again, against the code as it is now."""

import copy
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from bot.stage.open_training import open_training
from bot.stage.recordings import find_place
from bot.stage.training import Training, TrainingOpening
from simulator.refusals import ApiError, Json

_PATIENCE_S = 10.0
"""How long the bot may take to answer one action; a recording made while Telegram was down waits so long."""


async def replay(recording: Json) -> Json:
    """Return the recording that today's code makes of the actions of `recording`, from the same moment on."""
    start, everything = datetime.fromisoformat(recording["starts_at"]), recording.get("everything", False)
    async with _training(TrainingOpening(start=start, everything=everything)) as training:
        for step in recording["steps"]:
            patience_s = 0.0 if step.get("without_waiting") else _PATIENCE_S
            await training.rest(patience_s)
            await _do_again(training, step["do"], patience_s)
        await training.rest(_PATIENCE_S)
        return copy.deepcopy(training.recorded(recording.get("title", "")))


async def _do_again(training: Training, told: Json, patience_s: float) -> None:
    """Do what a recording tells; what can't be done any more is written down in its place."""
    training.recorder.close()
    try:
        await training.act(_in_numbers(training, told), patience_s=patience_s)
    except (ApiError, LookupError) as gone:
        training.recorder.impossible(told, str(gone))


def _in_numbers(training: Training, told: Json) -> Json:
    """Return the action with today's user ids, message ids and codes. Raises LookupError."""
    action: Json = {
        key: training.recorder.aliases.reveal(value) if isinstance(value, str) else value
        for key, value in told.items()
    }
    ids = {holder.name: user_id for user_id, holder in training.holders.items()}
    for key in ("who", "chat_id"):
        if key in action:
            action[key] = ids[action[key]]
    if action["does"] in {"tap", "edit"}:
        chat = training.stage.simulator.world.bot().chats[action["who"]]
        action |= find_place(chat, action)
        action.pop("label", None)
        action.pop("back", None)
    return action


@asynccontextmanager
async def _training(opening: TrainingOpening) -> AsyncIterator[Training]:
    with _folder() as folder:
        async with open_training(folder, opening) as training:
            yield training


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gridbot-replay-") as name:
        yield Path(name)
