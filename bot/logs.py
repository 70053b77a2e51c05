"""Logging: to standard error, without the token, without what anybody wrote or who they are."""

import logging
import sys

QUIET = ("httpx", "httpcore", "aiogram.event", "aiogram.dispatcher", "apscheduler", "telegram", "alembic")
"""Libraries that log requests (the token is in the URL), updates or every tick."""


class WithoutSecret(logging.Filter):
    """Takes a secret out of every record, arguments and tracebacks included."""

    def __init__(self, secret: str) -> None:
        """Hide `secret`; an empty one hides nothing."""
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without the secret."""
        if not self._secret:
            return True
        text = record.getMessage()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = record.exc_text.replace(self._secret, "***")
        if self._secret in text:
            record.msg, record.args = text.replace(self._secret, "***"), ()
        return True


def set_up(token: str, level: int = logging.INFO) -> None:
    """Log to standard error at `level`; the libraries' chatter at WARNING."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(WithoutSecret(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
