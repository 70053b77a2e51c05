"""The blocks of config.toml that name an address to listen on."""

from pydantic import BaseModel, ConfigDict, Field

_LISTEN = r"^$|^([^:\s/]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$"


class _ListeningBlock(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    listen: str = Field(default="", pattern=_LISTEN)


class WatchBlock(_ListeningBlock):
    """[watch]: where /healthz and /metrics are served (host:port; empty: nowhere), and who is told that all is well."""

    heartbeat_url: str = Field(default="", pattern=r"^$|^https?://[^\s]+$")


class PageBlock(_ListeningBlock):
    """[page]: where the page is served (host:port; empty: nowhere), and its address as people type it."""

    address: str = Field(default="", pattern=r"^$|^https?://[^\s/?#]+/?$")
