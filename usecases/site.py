"""What both answers and reminders stand on: the database, the clock, the forms, the duties and their calendar."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.duties.duties import Duty
from domain.time.clock import Clock
from domain.time.nudge_hours import NudgeHours
from domain.time.working_days import WorkingDays
from forms.library import FormLibrary
from storage.database import Database
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One hospital's installation, as configured.

    `working_days` are those of the program and the configuration; what is counted goes by `calendar`.
    """

    database: Database
    clock: Clock
    forms: FormLibrary
    duties: Mapping[str, Duty]
    hours: NudgeHours
    working_days: WorkingDays

    def calendar(self, uow: UnitOfWork) -> WorkingDays:
        """Return the working days as they are known now: `working_days` with the years entered in the chat."""
        return uow.entered_holidays.over(self.working_days)
