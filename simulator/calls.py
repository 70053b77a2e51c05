"""What was called: a log for tests, benchmarks and the panel of the browser's phone. Never holds a token."""

from collections import Counter, deque
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice

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

    def clear(self) -> None:
        """Forget all calls."""
        self.latest.clear()
        self.counts.clear()

    def as_json(self, last: int | None = None) -> list[Json]:
        """Return the latest calls, `last` of them or all that are kept, oldest first."""
        calls = list(self.latest) if last is None else list(islice(reversed(self.latest), last))[::-1]
        return [asdict(call) | {"called_at": call.called_at.isoformat()} for call in calls]
