"""An entry of a register being opened, or what a move of one asks, as far as it is answered."""

from dataclasses import dataclass
from typing import ClassVar

from domain.drafts import Draft


@dataclass(frozen=True, slots=True)
class EntryDraft(Draft):
    """`item_id` is the entry that is moved on, 0 for one being opened; `form_version` the version of its register.

    `move_id` is the move, "" for an opening. `grid_code` is the grid in which it is opened, `unit_code` the one within
    which persons are sought; `parent_id` the entry whose part it will be, 0 for none. `changes` is how often the entry
    had been moved.
    """

    conversation: ClassVar[str] = "w"

    register_id: str = ""
    move_id: str = ""
    unit_code: str = ""
    grid_code: str = ""
    parent_id: int = 0
    changes: int = 0
