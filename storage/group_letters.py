"""A group that begins to receive, or put the bot out: level 1 hears of it once.

Of the latter whoever noticed it first, the update or a letter.
"""

from datetime import datetime, timedelta

from domain.people.people import Viewer
from domain.time.clock import day_in_shanghai
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork

PUT_OUT = LetterKind(id="group_left", life=timedelta(days=14), trace=Trace.TOLD)
TAKEN_IN = LetterKind(id="group_set", life=timedelta(days=14), trace=Trace.TOLD)


def note_taken_in(uow: UnitOfWork, viewer: Viewer, chat_id: int, title: str, now: datetime) -> int:
    """Queue word, to everybody of level 1 but `viewer`, who did it, that a group receives; return how many letters.

    `title` is the group's name as Telegram gave it. Who does not run level 1 tells nobody.
    """
    unit_code = viewer.unit_code
    if unit_code is None:
        return 0
    told = [
        person
        for person in uow.people.level_one(unit_code, day_in_shanghai(now))
        if person != viewer.person_id
    ]
    payload = {"title": title, "name": viewer.name}
    return uow.outbox.add_once(_letter(TAKEN_IN, chat_id, payload, now, person_id) for person_id in told)


def note_put_out(uow: UnitOfWork, chat_id: int, title: str, now: datetime) -> int:
    """Send the group no more digests and queue word of it; return how many letters that makes.

    `title` is the group's name as Telegram gave it, empty where it is not known. A group that received nothing, or
    of which it was told already, makes none.
    """
    received = uow.digest_chats.remove(chat_id)
    if received is None:
        return 0
    told = uow.people.level_one(received.grid_code, day_in_shanghai(now))
    payload = {"title": title}
    return uow.outbox.add_once(_letter(PUT_OUT, chat_id, payload, now, person_id) for person_id in told)


def _letter(kind: LetterKind, chat_id: int, payload: dict[str, str], now: datetime, person_id: int) -> Letter:
    return kind.letter(f"{kind.id}:{chat_id}:{now.isoformat()}:{person_id}", payload, now, person_id)
