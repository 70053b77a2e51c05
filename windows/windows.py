"""A window: what one message shows, a text in Telegram's HTML and rows of buttons. Knows no Telegram library."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a window: `data` (callback data, at most 64 bytes) or `url`."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a window; `name` ends in .png for a picture, unless it is to be sent `as_it_is`.

    One that lies with Telegram already goes by its `file_id`, without `content`.
    """

    name: str
    content: bytes = b""
    file_id: str = ""
    as_it_is: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the chat, as Telegram draws it anew."""
        return self.name.endswith(".png") and not self.as_it_is


@dataclass(frozen=True, slots=True)
class Window:
    """Text (HTML, at most 4,096 characters once parsed), rows of buttons, files."""

    text: str
    rows: Sequence[Sequence[Button]] = ()
    attachments: Sequence[Attachment] = field(default=())


def told_apart(named: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names of (name, what tells it apart): a name that stands there more than once with that behind it."""
    count = Counter(name for name, _more in named)
    return [f"{name} · {more}" if count[name] > 1 else name for name, more in named]


Rows = list[list[Button]]
