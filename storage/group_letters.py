"""A group that put the bot out: level 1 hears of it once, whoever noticed it first, the update or a letter."""

from datetime import datetime, timedelta

from domain.clock import day_in_shanghai
from storage.letters import Letter
from storage.unit_of_work import UnitOfWork

KIND = "group_left"
LETTER_LIFE = timedelta(days=14)


def note_put_out(uow: UnitOfWork, chat_id: int, title: str, now: datetime) -> int:
    """Send the group no more digests and queue word of it; return how many letters that makes.

    `title` is the group's name as Telegram gave it, empty where it is not known. A group that received nothing, or
    of which it was told already, makes none.
    """
    received = uow.digest_chats.remove(chat_id)
    if received is None:
        return 0
    return uow.outbox.add_once(
        Letter(
            unique_key=f"{KIND}:{chat_id}:{now.isoformat()}:{person_id}",
            kind=KIND,
            payload={"title": title},
            not_before_at=now,
            expires_at=now + LETTER_LIFE,
            person_id=person_id,
        )
        for person_id in uow.people.level_one(received.grid_code, day_in_shanghai(now))
    )
