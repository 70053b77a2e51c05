"""医院信息: the hospital's name, the greeting, the address for letters and 机关代字 are set, and can be taken back.

A changed address for letters is told to 驻组, whoever changed it: the office must not alone have letters go elsewhere.
"""

import secrets
from datetime import timedelta
from typing import Final

from domain.characters import admit
from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from storage.delivery.letters import LetterKind, Trace
from storage.setting_changes import SettingChange
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.live_facts import PREFIX, Fact, facts_in
from usecases.settings.changes import SetBy, Undo, check_one_unit, write_change

PART: Final = PREFIX.removesuffix(":")
LENGTHS: Final = {Fact.NAME: 40, Fact.GREETING: 60, Fact.LETTERS_TO: 60, Fact.SIGN: 20}
"""How many characters each has at most: windows are small, and an alert has 200 of them."""
ADDRESS_CHANGED = LetterKind(id="letters_to_changed", life=timedelta(days=60), trace=Trace.TOLD, keeps=True)


def clean_fact(fact: Fact, text: str | None) -> str:
    """Return what somebody typed as it is kept; None where it were no words.

    Raises RefusalError: hospital-words, hospital-one-line, hospital-long, hospital-no-name for a name that is empty.
    """
    if text is None:
        raise RefusalError("hospital-words")
    found = admit(text).strip()
    if "\n" in found:
        raise RefusalError("hospital-one-line")
    if len(found) > LENGTHS[fact]:
        raise RefusalError("hospital-long", limit=LENGTHS[fact], count=len(found))
    if not found and fact is Fact.NAME:
        raise RefusalError("hospital-no-name")
    return found


def set_fact(uow: UnitOfWork, by: SetBy, fact: Fact, value: str) -> int | None:
    """Set a fact to `value`, as `clean_fact` returns it; return the change's number, None where it is so already."""
    old = facts_in(uow).get(fact, "")
    if value == old:
        return None
    number = write_change(uow, by, f"{PREFIX}{fact}", old, value)
    _put(uow, by, fact, old, value)
    return number


def set_by(uow: UnitOfWork, request: Request) -> SetBy:
    """Return who sets a fact in the chat.

    Raises RefusalError for whom the settings are not, and (hospital-many-units) where they are other hospitals', too.
    """
    viewer, unit_code = request.office(uow)
    check_one_unit(uow, "hospital-many-units")
    return SetBy(request.now, viewer.person_id, unit_code)


def put_back(uow: UnitOfWork, request: Request, change: SettingChange) -> None:
    """Have a fact be again what it was before `change`; raises RefusalError (setting-not-undone) where it is none."""
    if change.about not in {str(fact) for fact in Fact}:
        raise RefusalError("setting-not-undone")
    _put(uow, set_by(uow, request), Fact(change.about), change.new, change.old)


def _put(uow: UnitOfWork, by: SetBy, fact: Fact, old: str, new: str) -> None:
    uow.settings.put(f"{PREFIX}{fact}", new)
    if fact is Fact.LETTERS_TO:
        _tell_supervisor(uow, by, old, new)


def _tell_supervisor(uow: UnitOfWork, by: SetBy, old: str, new: str) -> None:
    payload = {"old": old, "new": new, "by": by.person_id}
    handlers = uow.people.tip_handlers(Body.SUPERVISOR, day_in_shanghai(by.now)) - {by.person_id}
    once = secrets.token_hex(8)
    uow.outbox.add_once(
        ADDRESS_CHANGED.letter(f"{ADDRESS_CHANGED.id}:{once}:{person_id}", payload, by.now, person_id)
        for person_id in sorted(handlers)
    )


UNDO: Undo = {PART: put_back}
