"""What both answers and reminders stand on: the database, the clock, the forms, the duties and their calendar."""

import logging
import threading
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from domain.duties.duties import Duty
from domain.registers.rotation import RotationRule
from domain.time.clock import Clock
from domain.time.nudge_hours import NudgeHours
from domain.time.working_days import WorkingDays
from forms.campaigns.reader import CampaignTemplates, shipped_campaigns
from forms.fields import Form
from forms.grading.language import GradingScheme
from forms.grading.reader import shipped_grading
from forms.library import FormLibrary
from forms.polls.reader import PollForms, shipped_poll_forms
from registers.library import RegisterLibrary, shipped_library
from reports.entry_facts import Ledgers
from storage.database import Database
from storage.leases.processes import NewerVersion
from storage.polls.keys import PollKeys
from storage.unit_of_work import UnitOfWork
from usecases.live_duties import LiveDuties
from usecases.live_facts import LiveFacts
from usecases.live_texts import Files, Libraries, LiveTexts

log = logging.getLogger(__name__)


class LiveVersion:
    """Up to which change the site has been read, and that one thread reads it at a time."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self.lock = threading.Lock()
        self.seen = -1


@runtime_checkable
class Live(Protocol):
    """What is read anew from the database with every tick, and by whoever changes a setting."""

    def read(self, uow: UnitOfWork) -> None:
        """Take in what the tables have, all at once: whoever goes by it meanwhile goes on with what it was."""


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
    registers: RegisterLibrary = field(default_factory=shipped_library)
    rotation: RotationRule = field(default_factory=RotationRule)
    poll_forms: PollForms = field(default_factory=shipped_poll_forms)
    poll_keys: PollKeys = field(default_factory=PollKeys)
    grading: GradingScheme = field(default_factory=shipped_grading)
    campaigns: CampaignTemplates = field(default_factory=shipped_campaigns)
    facts: LiveFacts = field(default_factory=LiveFacts)
    folders: Files = field(default_factory=dict)
    """The files of the configured folders, by kind, beside which stands what the chat brought in."""
    texts: LiveTexts = field(init=False)
    has_others: bool = False
    """Whether other processes may set something."""
    version: LiveVersion = field(default_factory=LiveVersion)
    newer: NewerVersion = field(default_factory=NewerVersion)
    """Whether a newer version of this program runs on the same database."""

    def __post_init__(self) -> None:
        """Have what is made at run time stand beside what is configured."""
        if not isinstance(self.duties, LiveDuties):
            object.__setattr__(self, "duties", LiveDuties(self.duties))
        # Each site has its own: what comes with the program is read once a process, and never becomes anything else.
        for name in ("forms", "registers", "poll_forms", "campaigns"):
            object.__setattr__(self, name, copy(getattr(self, name)))
        libraries = Libraries(self.forms, self.registers, self.poll_forms, self.campaigns)
        object.__setattr__(self, "texts", LiveTexts(self.folders, libraries))

    def read_settings(self, uow: UnitOfWork) -> None:
        """Take in what was set at run time: duties, forms and registers, whatever of the site is `Live`."""
        with self.version.lock:
            # Asked first: what is set meanwhile is read once more.
            self.version.seen = uow.settings.live_version()
            for part in (self.duties, self.texts, self.facts):
                if isinstance(part, Live):
                    part.read(uow)

    def foresee(self, uow: UnitOfWork) -> None:
        """Have what `look` asks answered with whatever is asked next."""
        if self.has_others:
            uow.settings.foresee_live_version()

    def look(self, uow: UnitOfWork) -> None:
        """Take in what another process has set since; to be asked before what is set matters to a piece of work."""
        if not self.has_others or uow.settings.live_version() <= self.version.seen:
            return
        try:
            self.read_settings(uow)
        except (ValueError, LookupError) as error:
            # What a newer version has set in a way of its own: this one goes on with what it knew.
            if not self.newer.was_here:
                raise
            log.warning("what a newer version has set is not read: %s", type(error).__name__)

    def form_of(self, duty: Duty) -> Form:
        """Return the form in use that `duty` asks for, under the duty's own title where it has one."""
        return self.forms[duty.form_id].called(duty.title)

    def calendar(self, uow: UnitOfWork) -> WorkingDays:
        """Return the working days as they are known now: `working_days` with the years entered in the chat."""
        return uow.entered_holidays.over(self.working_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSite:
    """What stands on a site: of one installation, answers and reminders are given the same."""

    site: Site

    @property
    def database(self) -> Database:
        """The site's database."""
        return self.site.database

    @property
    def clock(self) -> Clock:
        """The site's clock."""
        return self.site.clock

    @property
    def forms(self) -> FormLibrary:
        """The site's forms."""
        return self.site.forms

    @property
    def registers(self) -> RegisterLibrary:
        """The site's registers."""
        return self.site.registers

    @property
    def rotation(self) -> RotationRule:
        """Who is to be looked at for having been long in a post with a grave risk."""
        return self.site.rotation

    @property
    def poll_forms(self) -> PollForms:
        """The site's forms of polls."""
        return self.site.poll_forms

    @property
    def poll_keys(self) -> PollKeys:
        """The keys of the site's polls that run."""
        return self.site.poll_keys

    @property
    def grading(self) -> GradingScheme:
        """How the site grades inspectors, grids and the unit (考核等次)."""
        return self.site.grading

    @property
    def campaigns(self) -> CampaignTemplates:
        """The site's templates of campaigns."""
        return self.site.campaigns

    @property
    def facts(self) -> LiveFacts:
        """What the site says of its hospital."""
        return self.site.facts

    @property
    def duties(self) -> Mapping[str, Duty]:
        """The site's duties, by id."""
        return self.site.duties

    def form_of(self, duty: Duty) -> Form:
        """Return the form in use that `duty` asks for, as it is called there."""
        return self.site.form_of(duty)

    @property
    def hours(self) -> NudgeHours:
        """When the site's people may be nudged."""
        return self.site.hours

    @property
    def working_days(self) -> WorkingDays:
        """The working days of the program and the configuration."""
        return self.site.working_days

    def calendar(self, uow: UnitOfWork) -> WorkingDays:
        """Return the working days as they are known now."""
        return self.site.calendar(uow)

    def ledgers(self, uow: UnitOfWork) -> Ledgers:
        """Return the site's registers with these working days."""
        return Ledgers(self.registers, self.calendar(uow).is_working)
