"""Where a webhook is and how Telegram shows that it is Telegram: both made from the bot's token, kept nowhere.

All processes of an installation come to the same, nothing of it lies in a database or a backup, and nobody who has not
the token can work it out (HMAC-SHA-256, RFC 2104). A new token makes both new, and so does [webhook] secret.
"""

import hashlib
import hmac
from dataclasses import dataclass, field

_PATH_LENGTH, _SECRET_LENGTH = 32, 64


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """The path, and what stands in the header of each update."""

    path: str
    """Begins with a slash; without the token."""
    secret: str = field(repr=False)
    """Hexadecimal digits, which Telegram takes (core.telegram.org/bots/api#setwebhook)."""
    names: bytes = field(repr=False)
    """Under which chats get the names that stand in the shared memory while they are answered."""

    def is_shown(self, secret: str) -> bool:
        """Tell whether `secret` is the one of this address, in a time that tells nothing about it."""
        return hmac.compare_digest(secret.encode(), self.secret.encode())

    def name(self, chat: str) -> str:
        """Return the name of `chat` (its numbers)."""
        return hashlib.blake2b(chat.encode(), key=self.names, digest_size=16).hexdigest()


def webhook_address(token: str, secret: str = "") -> WebhookAddress:
    """Return those of the bot with `token`; another `secret` makes others."""

    def derived(purpose: str) -> bytes:
        return hmac.digest(token.encode(), f"gridbot webhook {purpose} {secret}".encode(), hashlib.sha256)

    return WebhookAddress(
        path=f"/hook/{derived('path').hex()[:_PATH_LENGTH]}",
        secret=derived("secret").hex()[:_SECRET_LENGTH],
        names=derived("names"),
    )
