"""outbox: which messages did not arrive, or perhaps did not; nothing of what they say."""

from datetime import timedelta

import typer

from bot.commands.given import Given
from bot.commands.opened import open_database
from domain.errors import RefusalError
from domain.time.clock import SHANGHAI
from locales import Speech
from storage.delivery.letters import LetterOutcome

LISTED_FOR = timedelta(days=30)
LISTED = 200


def list_undelivered(given: Given) -> None:
    """Print a line for each such message of the last thirty days, newest first.

    Raises RefusalError (audit-no-database) where there is nothing to look at.
    """
    config = given.config()
    if config.database_file is not None and not config.database_file.exists():
        raise RefusalError("audit-no-database", path=str(config.database_file))
    since = given.clock.now() - LISTED_FOR
    with open_database(config) as database:
        found = database.look(lambda uow: uow.sent_letters.not_arrived(since, LISTED + 1))
    for delivery in found[:LISTED]:
        typer.echo(_line(given.speech, delivery))
    if len(found) > LISTED:
        typer.echo(given.speech.label("delivery-more"))
    if not found:
        typer.echo(given.speech.label("delivery-none"))


def _line(speech: Speech, delivery: LetterOutcome) -> str:
    return speech.label(
        "delivery-line",
        id=delivery.id,
        at=f"{delivery.not_before_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        kind=delivery.kind,
        reader=delivery.person_name or speech.label("delivery-chat", chat=str(delivery.chat_id)),
        state=delivery.state,
    )
