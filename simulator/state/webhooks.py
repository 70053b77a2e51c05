"""A webhook: where a bot wants its updates sent, and how that went (core.telegram.org/bots/api#setwebhook)."""

from dataclasses import dataclass, field
from datetime import datetime

from simulator.refusals import Json

CONNECTIONS = 40
"""How many updates are sent at once where the bot names no number."""
CONNECTIONS_MAX = 100


@dataclass(slots=True)
class Attempt:
    """How an update that is not taken yet was sent so far."""

    is_under_way: bool = True
    fails: int = 0
    due_at: float = 0
    """When it is sent again, by the loop's clock."""


@dataclass(slots=True)
class Webhook:
    """What setWebhook said, and what became of the updates since."""

    url: str
    secret: str = ""
    certificate: bytes = b""
    """A PEM file of the bot's own."""
    max_connections: int = CONNECTIONS
    attempts: dict[int, Attempt] = field(default_factory=dict)
    """By update_id; what was taken is gone."""
    failed_at: datetime | None = None
    failed_with: str = ""

    def as_json(self) -> Json:
        """Return it as getWebhookInfo tells it, without the updates that wait."""
        told: Json = {
            "url": self.url,
            "has_custom_certificate": bool(self.certificate),
            "max_connections": self.max_connections,
        }
        if self.failed_at is not None:
            told |= {
                "last_error_date": int(self.failed_at.timestamp()),
                "last_error_message": self.failed_with,
            }
        return told
