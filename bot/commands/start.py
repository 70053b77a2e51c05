"""run: the bot, until it is stopped."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from bot.backups.kept import check_backups
from bot.commands.account import find_account
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.config import Config, ConfigError
from bot.folders.duty_blocks import take_and_read
from bot.folders.form_folder import keep_forms, open_library
from bot.folders.register_folder import keep_registers, open_registers
from bot.listening import WebhookBlock
from bot.logs import set_up
from bot.webhooks.setting import find_webhook, host_of
from domain.duties.duties import Duty
from domain.errors import RefusalError
from forms.library import FormLibrary
from storage.sole_use import sole_use


def start(given: Given, *, webhook: bool = False) -> None:
    """Run the bot until Ctrl-C or SIGTERM; with `webhook` as one of several processes (docs/processes.md).

    What keeps it from starting is found before the libraries are loaded: raises ConfigError, also for a form that is
    faulty or was changed without a new version, and RefusalError for a token that is refused, no network, a
    database that is too new, or a bot that runs on it already.
    """
    installation = given.installation()
    if installation.is_city:
        from bot.commands.start_city import start_city  # noqa: PLC0415 - aiogram takes seconds to load

        start_city(given, installation, webhook=webhook)
        return
    config = given.config()
    if webhook:
        check_several(config)
    check_backups(config)
    forms = check_forms(config)
    sole = sole_use(config.database_url, config.database_file, is_one_of_many=webhook)
    if not sole.take():
        raise RefusalError("command-run-twice")
    try:
        _run(given, config, forms, sole.keep, webhook=webhook)
    finally:
        sole.give_up()
    given.say("command-run-stopped")


def _run(
    given: Given, config: Config, forms: FormLibrary, is_alone: Callable[[], bool], *, webhook: bool
) -> None:
    username = find_account(config).username
    if not webhook:
        refuse_other_webhook(config)
    take_in(given, config, forms)
    set_up(config.token)
    # Told to end while it still loads, it ends as quietly as later, when App.run takes the signals.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        from bot.app import App  # noqa: PLC0415 - aiogram takes seconds to load

        if webhook:
            from bot.webhooks.hooks import Hooks  # noqa: PLC0415 - as App

            app = App(config, given.clock, answering=partial(Hooks, config))
        else:
            app = App(config, given.clock)
        asyncio.run(app.run(lambda: given.say("command-run-started", username=username), is_alone))


def check_several(config: Config) -> None:
    """Raise RefusalError or ConfigError where something is missing that one of several processes needs."""
    if config.database_file is not None:
        raise RefusalError("webhook-needs-postgresql")
    if not config.processes.redis.get_secret_value():
        raise RefusalError("webhook-needs-redis")
    check_listening(config.webhook)


def check_listening(webhook: WebhookBlock) -> None:
    """Raise ConfigError where the process is not told where Telegram finds it, or where it listens."""
    if not webhook.url:
        raise ConfigError("webhook-no-url")
    if not webhook.listen:
        raise ConfigError("webhook-no-listen")


def refuse_other_webhook(config: Config) -> None:
    """Raise RefusalError (webhook-still-set) where Telegram sends updates somewhere: fetching them is refused then."""
    if url := find_webhook(config).url:
        raise RefusalError("webhook-still-set", host=host_of(url))


def take_in(given: Given, config: Config, forms: FormLibrary) -> None:
    """Bring the database up to date and keep in it what the bot is started with. Raises ConfigError."""
    with open_database(config) as database:
        # Before anything is written: reading them asks the database, and would wait for its own writer.
        registers = open_registers(config)
        # In one transaction: what can't be started with is not taken over, and counts once config.toml is mended.
        database.write(lambda uow: check_duty_forms(take_and_read(uow, config), forms))
        database.write(lambda uow: keep_forms(uow, forms, given.clock.now()))
        database.write(lambda uow: keep_registers(uow, registers, given.clock.now()))


def check_forms(config: Config) -> FormLibrary:
    """Return the forms in use; raises ConfigError for a faulty one, or a faulty register."""
    open_registers(config)
    return open_library(config)


def check_duty_forms(duties: Mapping[str, Duty], forms: FormLibrary) -> None:
    """Raise ConfigError where a duty that is on asks for a form that there is not."""
    for duty in duties.values():
        if not duty.is_ended and duty.form_id not in forms:
            known = ", ".join(sorted(forms))
            raise ConfigError("command-no-such-form", duty=duty.id, form=duty.form_id, known=known)
