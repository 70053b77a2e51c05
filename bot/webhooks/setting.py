"""Telling Telegram where updates are to be sent, and asking what it knows (core.telegram.org/bots/api#setwebhook)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.commands.account import ask_result
from bot.config import Config, ConfigError
from bot.webhooks.address import WebhookAddress, webhook_address

KINDS = ("callback_query", "edited_message", "message", "my_chat_member")
"""The updates that anything here answers."""


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    """What Telegram knows of the webhook."""

    url: str
    """Empty where updates are fetched."""
    pending: int
    """How many updates wait."""
    max_connections: int
    kinds: tuple[str, ...]
    """Those that it sends; none: the usual ones."""
    has_certificate: bool
    failed_at: datetime | None
    """When an update could last not be handed over, in UTC."""
    failed_with: str
    """In Telegram's words."""


def address_of(config: Config) -> WebhookAddress:
    """Return the address of the bot of `config`."""
    return webhook_address(config.token, config.webhook.secret.get_secret_value())


def wanted_url(config: Config) -> str:
    """Return where Telegram is to send updates. Raises ConfigError where the configuration does not say."""
    if not config.webhook.url:
        raise ConfigError("webhook-no-url")
    return config.webhook.url.rstrip("/") + address_of(config).path


def find_webhook(config: Config) -> WebhookInfo:
    """Ask Telegram; raises as bot.commands.account.find_account."""
    told: dict[str, Any] = ask_result(config, "getWebhookInfo")
    failed = told.get("last_error_date")
    return WebhookInfo(
        url=str(told.get("url", "")),
        pending=int(told.get("pending_update_count", 0)),
        max_connections=int(told.get("max_connections", 0)),
        kinds=tuple(sorted(told.get("allowed_updates", ()))),
        has_certificate=bool(told.get("has_custom_certificate")),
        failed_at=None if failed is None else datetime.fromtimestamp(int(failed), UTC),
        failed_with=str(told.get("last_error_message", "")),
    )


def host_of(url: str) -> str:
    """Return the scheme, name and port of `url`: its path is half a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_as_wanted(config: Config, info: WebhookInfo) -> bool:
    """Tell whether the webhook is set as `config` says; which certificate was sent, Telegram does not tell."""
    wanted = (
        wanted_url(config),
        config.webhook.max_connections,
        config.webhook.certificate is not None,
        KINDS,
    )
    return wanted == (info.url, info.max_connections, info.has_certificate, info.kinds)


def set_webhook(config: Config) -> None:
    """Have updates sent; those that wait are sent, too. Raises as wanted_url and find_account, and for no file."""
    asked = {
        "url": wanted_url(config),
        "secret_token": address_of(config).secret,
        "max_connections": str(config.webhook.max_connections),
        "allowed_updates": json.dumps(KINDS),
    }
    certificate = config.webhook.certificate
    ask_result(
        config,
        "setWebhook",
        asked,
        {} if certificate is None else {"certificate": _read(config, certificate)},
    )


def remove_webhook(config: Config) -> None:
    """Have updates fetched again; those that wait stay. Raises as find_account."""
    ask_result(config, "deleteWebhook")


def _read(config: Config, certificate: Path) -> bytes:
    try:
        return (config.folder / certificate).read_bytes()
    except OSError as error:
        what = f"[webhook] {error.filename}: {error.strerror}"
        raise ConfigError("command-config-wrong", what=what) from None
