"""Faults that can be switched on: a server that is down, slow, refuses, or whose answers get lost."""

from dataclasses import asdict, dataclass
from typing import Literal, get_args

from simulator.refusals import Json, bad_request

Kind = Literal["down", "bad_gateway", "slow", "lost_answer", "too_many_requests", "hang"]
"""down: the connection breaks before anything is done. bad_gateway: 502. slow: done, answered late.
lost_answer: done, and the connection breaks. too_many_requests: 429. hang: nothing is done or said, and then it breaks.
`seconds` is how much later, how long, or the retry_after."""


@dataclass(slots=True)
class Fault:
    """One fault: what happens, to which calls, how often."""

    kind: Kind
    method: str | None = None
    """The Bot API method it strikes, None for all."""
    chat_id: int | None = None
    """The chat it strikes, None for all."""
    times: int | None = None
    """How many calls it still strikes, None for all until it is cleared."""
    seconds: float = 1

    def strikes(self, method: str, chat_id: int | None) -> bool:
        """Return whether a call of `method` for `chat_id` is struck."""
        if self.times == 0 or (self.method is not None and self.method.lower() != method):
            return False
        return self.chat_id is None or self.chat_id == chat_id


class Faults:
    """The faults that are switched on."""

    def __init__(self) -> None:
        """Start with none."""
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Switch `fault` on."""
        if fault.kind not in get_args(Kind):
            raise bad_request(f"no such fault: {fault.kind}")
        self._faults.append(fault)

    def clear(self) -> None:
        """Switch all off."""
        self._faults.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that strikes this call, having counted it, or None."""
        if not self._faults:
            return None
        fault = next((fault for fault in self._faults if fault.strikes(method, chat_id)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self._faults.remove(fault)
        return fault

    def as_json(self) -> list[Json]:
        """Return what is switched on."""
        return [asdict(fault) for fault in self._faults]
