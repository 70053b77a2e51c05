"""What was called: a log for tests, benchmarks and the panel of the browser's phone. Never holds a token."""

from collections import Counter, deque
from dataclasses import asdict, dataclass
from datetime import datetime

from simulator.refusals import Json

_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One call of a Bot API method and how it ended; status 0: no answer was given."""

    method: str
    chat_id: int | None
    status: int
    called_at: datetime
    took_ms: float


class CallLog:
    """The latest calls, and how many there were of each method."""

    def __init__(self) -> None:
        """Start empty."""
        self.latest: deque[LoggedCall] = deque(maxlen=_KEPT)
        self.counts: Counter[str] = Counter()

    def add(self, call: LoggedCall) -> None:
        """Keep `call` and count it."""
        self.latest.append(call)
        self.counts[call.method] += 1

    def as_json(self) -> list[Json]:
        """Return the latest calls, oldest first."""
        return [asdict(call) | {"called_at": call.called_at.isoformat()} for call in self.latest]
