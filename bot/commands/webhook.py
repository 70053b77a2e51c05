"""webhook set, remove, show, and what doctor says of it. The path is told to nobody: it is half a secret."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import typer

from bot.commands.findings import Finding, fault, good, note
from bot.commands.given import Given
from bot.commands.saying import said
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


def set_it(given: Given) -> bool:
    """Set the webhook; tell whether that could be done of every unit. Raises as `_of_each`."""
    return _of_each(given, _set)


def remove_it(given: Given) -> bool:
    """Remove the webhook; whoever had none is told so. Tells and raises as `set_it`."""
    return _of_each(given, _remove)


def show_it(given: Given) -> bool:
    """Say what Telegram knows. Tells and raises as `set_it`."""
    return _of_each(given, _show)


def _of_each(given: Given, work: Callable[[Given, Config], None]) -> bool:
    """Do it for the one hospital or unit, or for each of several, also where another one's is refused.

    Raises ConfigError and RefusalError where it is one alone.
    """
    units = given.installation().chosen(given.units)
    if len(units) == 1:
        work(given, given.config())
        return True
    done = True
    for config in units:
        given.say("city-doctor-unit", unit=config.unit, name=config.hospital.name)
        try:
            work(given, config)
        except (RefusalError, OSError) as error:
            done = False
            typer.echo(given.without_secrets(said(error, given)[1]), err=True)
    return done


def _set(given: Given, config: Config) -> None:
    set_webhook(config)
    given.say("webhook-set", host=host_of(wanted_url(config)), count=find_webhook(config).pending)


def _remove(given: Given, config: Config) -> None:
    info = find_webhook(config)
    if info.url:
        remove_webhook(config)
    given.say("webhook-removed" if info.url else "webhook-none", count=info.pending)


def _show(given: Given, config: Config) -> None:
    info = find_webhook(config)
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
