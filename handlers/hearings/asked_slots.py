"""What is asked when slots are offered, and the buttons that carry it: a restart in between loses nothing."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.button_numbers import OLD_BUTTON
from domain.duties.hearings import Offer
from domain.errors import RefusalError
from usecases.memory import Question
from windows.entries import HEARINGS

DAY, BEGIN, MANY, PLACE, YES = "slots", "slots-t", "slots-n", "slots-p", "slots-y"
"""What is asked next, followed by the duty and what is known: day, begin, number and minutes. Short: 64 bytes."""
ASKING = (DAY, BEGIN, MANY, PLACE)


@dataclass(frozen=True, slots=True)
class AskedSlots(Question):
    """The next of an offer, by what is known of it: its day, begin, number of slots and their minutes, place."""

    duty_id: str
    day: date | None = None
    begins: time | None = None
    count: int = 0
    minutes: int = 0
    place: str = ""

    @property
    def step(self) -> str:
        """What is asked next; YES where all is known."""
        if self.day is None:
            return DAY
        if self.begins is None:
            return BEGIN
        if not self.count:
            return MANY
        return YES if self.place else PLACE

    @property
    def data(self) -> str:
        """The callback data that ask for it. A place is in none: it may be long."""
        parts = [self.step, self.duty_id]
        if self.day is not None:
            parts.append(f"{self.day:%Y%m%d}")
        if self.begins is not None:
            parts.append(f"{self.begins:%H%M}")
        if self.count:
            parts.append(f"{self.count}x{self.minutes}")
        return ":".join(parts)

    @property
    def before(self) -> str:
        """The callback data that lead to the question before."""
        if self.place:
            return replace(self, place="").data
        if self.count:
            return replace(self, count=0, minutes=0).data
        if self.begins is not None:
            return replace(self, begins=None).data
        return HEARINGS if self.day is None else replace(self, day=None).data

    @property
    def offer(self) -> Offer:
        """What is offered as far as it is known, one slot of a minute before more is; OLD_BUTTON without a begin."""
        if self.day is None or self.begins is None:
            raise RefusalError(OLD_BUTTON)
        return Offer(self.day, self.begins, self.count or 1, self.minutes or 1)


def read_asked(data: str) -> AskedSlots:
    """Return what a button of this conversation asks; raises RefusalError (access-old-button) for what none says."""
    step, duty_id, *known = data.split(":")
    day = _read(known[0], "%Y%m%d").date() if known else None
    begins = _read(known[1], "%H%M").time() if len(known) > 1 else None
    count, minutes = _read_many(known[2]) if len(known) > 2 else (0, 0)  # noqa: PLR2004 - day, begin, many
    asked = AskedSlots(duty_id, day, begins, count, minutes)
    if asked.step != {YES: PLACE}.get(step, step):
        raise RefusalError(OLD_BUTTON)
    return asked


def _read_many(many: str) -> tuple[int, int]:
    count, _x, minutes = many.partition("x")
    # What no offer can be is refused by check_offer; only a number without end must not get that far.
    if not (count.isdecimal() and minutes.isdecimal() and int(count[:3]) and int(minutes[:4])):
        raise RefusalError(OLD_BUTTON)
    return int(count[:3]), int(minutes[:4])


def _read(part: str, form: str) -> datetime:
    try:
        return datetime.strptime(part, form)  # noqa: DTZ007 - a day or a time alone, of Shanghai
    except ValueError:
        raise RefusalError(OLD_BUTTON) from None
