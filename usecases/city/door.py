"""The one narrow door between an organ and its hospitals: aggregates out, notices in, and nothing else.

Whoever holds a `Doors` can't get at a hospital's database by it: it stays inside. What comes out was compiled by
reports/city/compile.py and looked at value by value (domain/city/aggregates.py).
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from domain.city.aggregates import Aggregates, NotClosedError
from domain.city.notices import CityNotice
from domain.people.people import LEVEL_ONE_ROLES
from domain.time.clock import day_in_shanghai
from reports.city.compile import HospitalSite, hospital_aggregates
from reports.entry_facts import Ledgers
from storage.delivery.letters import LetterKind, Trace
from storage.statements.engines import find_trouble
from storage.unit_of_work import UnitOfWork
from usecases.site import Site

log = logging.getLogger(__name__)

FROM_ABOVE = LetterKind(
    id="from_above", life=timedelta(days=30), trace=Trace.TOLD, keeps=True, keeps_number=True
)


@dataclass(frozen=True, slots=True)
class Hospital:
    """One below: its name as the organ's configuration has it, and what opens its site when it is first needed."""

    name: str
    open: Callable[[], Site]


class Doors:
    """The hospitals below, by their codes."""

    def __init__(self, hospitals: Mapping[str, Hospital]) -> None:
        """Open nothing yet."""
        self._hospitals = dict(hospitals)
        self._sites: dict[str, Site] = {}

    def names(self) -> Mapping[str, str]:
        """Return their names by their codes, in their order."""
        return {code: hospital.name for code, hospital in self._hospitals.items()}

    async def look(self, code: str) -> Aggregates | None:
        """Return what may be seen of one; None where it does not answer, or there is none of this code."""
        try:
            site = self._site(code)
            return None if site is None else await site.database.read(lambda uow: _compiled(uow, site))
        except NotClosedError:
            log.error("a hospital's aggregates held what may not leave it; nothing of it is shown")  # noqa: TRY400 - no values
        except Exception as error:  # noqa: BLE001 - what is a fault of ours goes on from there
            self._note(error)
        return None

    async def tell(self, code: str, notice: CityNotice) -> bool:
        """Bring the office of one a notice, once; False where it does not answer, or there is none of this code."""
        try:
            site = self._site(code)
            if site is None:
                return False
            await site.database.run(lambda uow: _receive(uow, site, notice))
        except Exception as error:  # noqa: BLE001 - what is a fault of ours goes on from there
            self._note(error)
            return False
        return True

    def close(self) -> None:
        """Let go of all databases."""
        for site in self._sites.values():
            site.database.close()
        self._sites.clear()

    def _site(self, code: str) -> Site | None:
        if code not in self._hospitals:
            return None
        if code not in self._sites:
            self._sites[code] = self._hospitals[code].open()
        return self._sites[code]

    def _note(self, error: Exception) -> None:
        """Log that a hospital does not answer; raise what is a fault of ours."""
        if find_trouble(error) is None and not isinstance(error, OSError):
            raise error
        log.warning("a hospital does not answer: %s", type(error).__name__)


def _compiled(uow: UnitOfWork, site: Site) -> Aggregates:
    site.read_settings(uow)
    return hospital_aggregates(
        uow,
        HospitalSite(site.duties, site.forms, Ledgers(site.registers, site.calendar(uow).is_working)),
        day_in_shanghai(site.clock.now()),
    )


def _receive(uow: UnitOfWork, site: Site, notice: CityNotice) -> None:
    today = day_in_shanghai(site.clock.now())
    office = sorted(
        {
            person
            for unit in uow.rosters.units()
            for person in uow.people.holders(LEVEL_ONE_ROLES, unit, today)
        }
    )
    if uow.city_notices.receive(notice, office):
        uow.outbox.add_once(
            FROM_ABOVE.letter(
                f"{FROM_ABOVE.id}:{notice.number}:{person}:",
                {"notice": notice.number},
                site.clock.now(),
                person,
            )
            for person in office
        )
