"""What tests of grades do again and again: a year that is over, one ward that reported, grades by phones."""

from collections.abc import Sequence
from datetime import datetime

from domain.time.clock import SHANGHAI
from storage.unit_of_work import UnitOfWork
from tests.fed import Answered, Fed
from tests.harness import Hospital

OFFICE = "监察室主任"
WARD = "心内科特邀监察员"
OTHER = "骨科特邀监察员"
COMMITTEE = "党委书记"
YEAR = "2026"
AFTER = datetime(2027, 2, 1, 10, tzinfo=SHANGHAI)


async def year_over(hospital: Hospital, *, bind: Sequence[str] = (OFFICE, WARD)) -> Fed:
    """Return the conversations of the hospital on a day after the year, with these bound."""
    fed = Fed(hospital)
    for name in bind:
        await fed.bind(name)
    hospital.clock.move_to(AFTER)
    return fed


def ref_of(hospital: Hospital, name: str) -> str:
    """Return by what the grade of a person is named in buttons."""

    def work(uow: UnitOfWork) -> str:
        return f"p{Fed.person(uow, name)}"

    return hospital.app.database.look(work)


async def adjust(fed: Fed, ref: str, to: str, reason: str) -> Answered:
    """Adjust a grade from the office's phone, to the end; return the last window."""
    await fed.press(OFFICE, f"grade-to:{YEAR}:{ref}:{to}")
    await fed.send(OFFICE, reason)
    return await fed.press(OFFICE, f"grade-adjust-yes:{YEAR}:{ref}")


async def veto(fed: Fed, ref: str, basis: str) -> Answered:
    """Veto a grade from the office's phone, to the end; return the last window."""
    await fed.press(OFFICE, f"grade-veto:{YEAR}:{ref}")
    await fed.send(OFFICE, basis)
    return await fed.press(OFFICE, f"grade-veto-yes:{YEAR}:{ref}")


async def publish(fed: Fed) -> Answered:
    """Publish from the office's phone."""
    await fed.press(OFFICE, f"grades-publish:{YEAR}")
    return await fed.press(OFFICE, f"grades-publish-yes:{YEAR}")
