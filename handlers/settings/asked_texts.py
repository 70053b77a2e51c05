"""What /settings [表单与台账] asks for: the file of a form or register, below whichever of its windows is shown."""

from dataclasses import dataclass

from handlers.wire.screen import Event, show
from usecases.house import Request
from usecases.memory import Question
from windows.windows import Window


@dataclass(frozen=True, slots=True)
class AskedText(Question):
    """The file."""


async def ask_below(event: Event, request: Request, window: Window) -> None:
    """Show `window`, below which a file can be sent."""
    await show(event, request, window)
    request.memory.put(AskedText())
