"""What the server says when it will not do a thing, worded as the Bot API words it."""

from typing import Any

Json = dict[str, Any]
"""One object of the Bot API, or of the control API, as JSON has it."""


class ApiError(Exception):
    """A refusal: an HTTP status, a description and, for 429, how long to wait."""

    def __init__(self, status: int, description: str, retry_after_s: int | None = None) -> None:
        """Refuse with `status` and the whole `description` (its prefix included)."""
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after_s = retry_after_s
        self.migrate_to_chat_id: int | None = None

    def as_json(self) -> Json:
        """Return the body of the answer."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after_s is not None:
            body["parameters"] = {"retry_after": self.retry_after_s}
        if self.migrate_to_chat_id is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrate_to_chat_id}
        return body


def moved(chat_id: int) -> ApiError:
    """Return the 400 of a group that has become the supergroup `chat_id`."""
    refusal = bad_request("group chat was upgraded to a supergroup chat")
    refusal.migrate_to_chat_id = chat_id
    return refusal


def bad_request(reason: str) -> ApiError:
    """Return a 400 for `reason`."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return a 403 for `reason`."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many(retry_after_s: int) -> ApiError:
    """Return a 429 that may be tried again after `retry_after_s` seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after_s}", retry_after_s)
