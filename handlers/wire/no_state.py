"""aiogram keeps no state here: what conversations remember is usecases/memory.py's (decision note 0010).

Its FSM middleware stays for the event isolation alone, and asks for a state with every update. Its default storage
would keep a record of everybody who ever wrote. To check with a new version: that the middleware asks for nothing else.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey


class NoState(BaseStorage):
    """No chat has a state or data, and none can be given."""

    async def set_state(self, key: StorageKey, state: StateType = None) -> NoReturn:
        """Refuse: raises NotImplementedError."""
        raise NotImplementedError

    async def get_state(self, key: StorageKey) -> None:
        """Return that there is none."""

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> NoReturn:
        """Refuse: raises NotImplementedError."""
        raise NotImplementedError

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002 - aiogram's
        """Return that there are none."""
        return {}

    async def close(self) -> None:
        """Nothing to close."""
