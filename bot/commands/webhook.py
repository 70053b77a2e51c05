"""webhook set, remove, show, and what doctor says of it. The path is told to nobody: it is half a secret."""

from collections.abc import Iterator
from datetime import timedelta

from bot.commands.findings import Finding, fault, good, note
from bot.commands.given import Given
from bot.config import Config
from bot.webhooks.setting import (
    WebhookInfo,
    find_webhook,
    host_of,
    is_as_wanted,
    remove_webhook,
    set_webhook,
    wanted_url,
)
from domain.errors import RefusalError
from domain.time.clock import SHANGHAI

_LATELY = timedelta(hours=1)
_MANY = 100


def set_it(given: Given) -> None:
    """Set the webhook. Raises ConfigError and RefusalError."""
    config = given.config()
    set_webhook(config)
    given.say("webhook-set", host=host_of(wanted_url(config)), count=find_webhook(config).pending)


def remove_it(given: Given) -> None:
    """Remove the webhook; whoever had none is told so. Raises ConfigError and RefusalError."""
    config = given.config()
    info = find_webhook(config)
    if info.url:
        remove_webhook(config)
    given.say("webhook-removed" if info.url else "webhook-none", count=info.pending)


def show_it(given: Given) -> None:
    """Say what Telegram knows. Raises ConfigError and RefusalError."""
    info = find_webhook(given.config())
    if not info.url:
        given.say("webhook-none", count=info.pending)
        return
    given.say("webhook-shown", host=host_of(info.url), count=info.pending, most=info.max_connections)
    if info.failed_at is not None:
        given.say("webhook-failed", when=_when(info), reason=info.failed_with)


def check_webhook(config: Config, given: Given) -> Iterator[Finding]:
    """What [webhook] says and what Telegram knows agree, and updates arrive."""
    try:
        info = find_webhook(config)
    except RefusalError:
        return  # what is wrong with the token or the network is said by check_account
    if not config.webhook.url:
        if info.url:
            yield note("command-doctor-webhook-left", host=host_of(info.url))
        return
    if not config.webhook.listen:
        yield fault("webhook-no-listen")
    if not info.url:
        yield note("command-doctor-webhook-unset")
        return
    if not is_as_wanted(config, info):
        yield note("command-doctor-webhook-other", host=host_of(info.url))
    elif info.failed_at is not None and given.clock.now() - info.failed_at < _LATELY:
        yield fault("webhook-failed", when=_when(info), reason=info.failed_with)
    else:
        yield good("command-doctor-webhook", host=host_of(info.url))
    if info.pending > _MANY:
        yield note("command-doctor-webhook-pending", count=info.pending)


def _when(info: WebhookInfo) -> str:
    return "" if info.failed_at is None else f"{info.failed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
