"""The organ's way down to its hospitals, told to the house where it is put together; nobody else's house has one."""

from collections.abc import Mapping
from typing import Protocol

from domain.city.aggregates import Aggregates
from domain.city.notices import CityNotice


class HospitalsBelow(Protocol):
    """The hospitals below. What comes up is aggregates alone; what goes down is a text to their offices."""

    def names(self) -> Mapping[str, str]:
        """Return the hospitals' names by their codes, in the order of the configuration."""
        ...

    async def look(self, code: str) -> Aggregates | None:
        """Return what may be seen of one; None where its database does not answer, or there is no such hospital."""
        ...

    async def tell(self, code: str, notice: CityNotice) -> bool:
        """Bring the office of one a notice, once however often this is asked; False where it could not be."""
        ...
