"""What is being filled in: saved after every answer, so that a restart loses nothing (docs/domain.md section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

DRAFT_LIFE = timedelta(days=30)
REDELIVERED = 100
"""As many updates at most come in one answer of getUpdates, and so may come again."""
NO_UPDATE = 0
"""What stands for the last update once Telegram will not deliver it again; no update has that number."""

SUMMARY = "/summary"
CHOOSE_ANSWER = "/choose"
GIVE_REASON = "/reason"
ZERO = "/zero"
ITEMS = "/items/"
"""The window of a repeated group, followed by its key: its items, to add one, to open one."""
ITEM = "/item/"
"""One item of a group, followed by key.number: its answers, to change or to delete it."""
DELETE_ITEM = "/delete/"
"""Asks whether an item is to go, followed by key.number."""
FROM_ITEMS = "+"
"""Follows the path of a question that leads back to the window of its group."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers so far and the window that is shown; `item_id` is what is filled in: a report's duty item.

    `place` is the path of the question asked, perhaps with FROM_ITEMS, or one of the windows named above. `turn`
    grows with every change: a button of an earlier turn is an old button. `last_update_id` is the last Telegram
    update that changed it, so that an update delivered again after a crash changes nothing; NO_UPDATE once it can't be.
    `conversation` is with what the data of its buttons begin.
    """

    conversation: ClassVar[str] = "f"

    item_id: int
    person_id: int
    form_version: int
    place: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    turn: int = 0
    last_update_id: int = NO_UPDATE
    id: int | None = None

    @property
    def path(self) -> str:
        """The path of the question asked; at another window the name of none."""
        return self.place.removesuffix(FROM_ITEMS)

    def has_seen(self, update_id: int) -> bool:
        """Tell whether the update has changed this draft before: Telegram delivers it again after a crash.

        One that is far behind is none of those: after a week without updates they are counted from anywhere.
        """
        return 0 <= self.last_update_id - update_id < REDELIVERED
