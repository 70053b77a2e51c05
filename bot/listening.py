"""The blocks of config.toml that name an address to listen on."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from domain.tips.handlers_page import HandlersPage

_LISTEN = r"^$|^([^:\s/]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$"


class _ListeningBlock(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    listen: str = Field(default="", pattern=_LISTEN)


class WatchBlock(_ListeningBlock):
    """[watch]: where /healthz and /metrics are served (host:port; empty: nowhere), and who is told that all is well."""

    heartbeat_url: str = Field(default="", pattern=r"^$|^https?://[^\s]+$")


class PageBlock(_ListeningBlock):
    """[page]: where the page is served (host:port; empty: nowhere), its address as people type it, what /h may do."""

    address: str = Field(default="", pattern=r"^$|^https?://[^\s/?#]+/?$")
    handlers: HandlersPage = HandlersPage.UNLOCK


class WebhookBlock(_ListeningBlock):
    """[webhook]: the address that Telegram sends updates to (https://, without a path), and where they are received.

    `secret` makes another path and another secret than the token alone does; `certificate` is a PEM file of one's
    own, for an address whose certificate nobody else vouches for; so many updates are sent at once.
    """

    url: str = Field(default="", pattern=r"^$|^https?://[^\s/?#]+/?$")
    secret: SecretStr = SecretStr("")
    certificate: Path | None = None
    max_connections: int = Field(default=40, ge=1, le=100)
