"""What every conversation is given: the house it stands in, and the request of the moment."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from domain.acts import Gate
from domain.errors import LeftToNewerError, RefusalError
from domain.people.people import LEVEL_ONE_ROLES, Viewer
from domain.time.clock import day_in_shanghai
from domain.time.working_days import WorkingDays, unknown_years
from domain.tips.handlers_page import HandlersPage
from domain.tips.patience import FORWARDED_PER_HOUR, FloodLimit, Patience
from domain.tips.routing import Body, body_of
from domain.tips.tips import UNSUBMITTED_FILES_LIMIT
from registers.posts import roles_waited_for
from storage.duties.tables import made_duties, set_duties
from storage.duty_items import DutyItem
from storage.shared.family import Family
from storage.tables import setting_changes
from storage.tips.custody import Custody
from storage.tips.receipt_keys import ReceiptKeyring
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from storage.written import Writes
from usecases.held_turn import HeldTurn
from usecases.languages import speak, spoken_with
from usecases.live_facts import Fact
from usecases.memory import ChatMemory, Memory, ProcessMemory
from usecases.site import OnSite
from usecases.wing_archives import Archivist, no_entries
from usecases.wing_below import HospitalsBelow
from usecases.wing_papers import WingPaper
from usecases.wing_rectifications import Rectifier, no_rectification

T = TypeVar("T")

LIVE = frozenset({made_duties.name, set_duties.name, setting_changes.name})
"""Tables of which parts of the site are live: whoever writes one has them read anew."""
FILES_AT_ONCE = 2
SLOW_FILES_AT_ONCE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class House(OnSite):
    """Everything that conversations share. Nothing about a stranger in it ever reaches the disk."""

    recipients: Mapping[Body, tuple[str, ...]]
    """The public keys to which each receiving body's tips are sealed; none where it has no key."""
    receipts: ReceiptKeyring
    wake_outbox: Callable[[], None]
    page_address: str = ""
    """Where the tip page is, without a path; empty where there is none."""
    page_bundle: str = ""
    """What stands for every byte of it; empty where there is none."""
    handlers_page: HandlersPage = HandlersPage.OFF
    """What /h may be used for, where there is a page."""
    patience: Patience = field(default_factory=Patience)
    flood: FloodLimit = field(default_factory=FloodLimit)
    forwarding: FloodLimit = field(default_factory=lambda: FloodLimit(FORWARDED_PER_HOUR))
    unsubmitted: FloodLimit = field(default_factory=lambda: FloodLimit(UNSUBMITTED_FILES_LIMIT))
    """Counts the files that each account has sent for tips and not submitted."""
    family: Family | None = None
    """The other processes of this bot, where there may be any: what they share lies there."""
    memory: Memory = field(default_factory=ProcessMemory)
    """What each chat is asked, and what its conversations note."""
    custody: Custody = field(default_factory=lambda: Custody({}))
    cleaning: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(FILES_AT_ONCE))
    """Taken while a file of others is in memory and being taken apart."""
    cleaning_slowly: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SLOW_FILES_AT_ONCE))
    """Taken instead while that is one that was not done within the quick budget."""
    wing_papers: Mapping[str, WingPaper] = field(default_factory=dict)
    """What else than reports stands in 文书, by its id."""
    archived_entries: Archivist = no_entries
    """What registers have for a file (廉情档案)."""
    rectify: Rectifier = no_rectification
    """What opens a rectification after a grade 不合格."""
    below: HospitalsBelow | None = None
    """The way down to the hospitals, in the house of the organ above them."""
    keeping: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(FILES_AT_ONCE))
    """Taken while a file of an entry is in memory and being kept."""

    @property
    def hospital_name(self) -> str:
        """What the hospital is called now."""
        return self.facts[Fact.NAME]

    @property
    def serves_handlers(self) -> bool:
        """Whether handlers can sign in to /h: the page has an address to which a link can lead."""
        return bool(self.page_address) and self.handlers_page is not HandlersPage.OFF

    @property
    def letters_to(self) -> str:
        """Where reporters are told now to send letters; empty where no address may be promised."""
        return self.facts[Fact.LETTERS_TO]


@dataclass(frozen=True, slots=True)
class Request:
    """One update: who sent it, from where, when."""

    house: House
    telegram_id: int
    chat_id: int
    update_id: int
    now: datetime
    thread_id: int | None = None
    """The topic of a group that is a forum."""
    is_anonymous: bool = False
    """Whether a group or channel speaks for somebody who does not want to be seen: `telegram_id` is nobody's then."""
    gate: Gate = field(default_factory=Gate)
    """What stands before the act; open where no act is known by a button or a command."""
    writes: Writes = field(default_factory=Writes)
    """What of this update is committed."""
    turn: HeldTurn | None = None
    """The turn of this chat, over all processes; None where there is one."""
    opened: Memory | None = None
    """What is remembered, as it was opened for this update; None where that is not done."""

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self.now)

    @property
    def memory(self) -> ChatMemory:
        """What is remembered of this chat."""
        return ChatMemory(self.notes, self.chat_id, self.now)

    @property
    def notes(self) -> Memory:
        """What is remembered of all chats, as this update sees it."""
        return self.house.memory if self.opened is None else self.opened

    def language(self, viewer: Viewer | None = None) -> str:
        """Return the language of `viewer`, or the one last spoken with whoever acts; the first where none is known."""
        known = spoken_with(self.notes, self.telegram_id, self.now)
        if viewer is not None and viewer.language != known:
            speak(self.notes, self.telegram_id, viewer.language, self.now)
        return viewer.language if viewer else known

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Do `work` in one transaction, committed when this returns; raises RefusalError for whom the act is not.

        Most work looks at who is acting, which is asked at the gate then: only for what does not, it is done here.
        """

        def gated(uow: UnitOfWork) -> tuple[T, Writes]:
            self.house.site.look(uow)
            done = work(uow)
            if not self.gate.is_open:
                self.find_viewer(uow)
            if self.turn is not None:
                self.turn.seal(uow, self.writes, self.today)
            return done, uow.writes

        done, writes = await self.house.database.run(gated, self._foresee)
        self.writes.add(writes)
        if not LIVE.isdisjoint(writes.changed):
            await self.house.database.run(self.house.site.read_settings)
        return done

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Do `work`, which only reads and may be long, beside whoever writes; raises as `run`.

        What a few rows answer is faster by `run`: it waits for no long read of somebody else's.
        """

        def gated(uow: UnitOfWork) -> T:
            self.house.site.look(uow)
            done = work(uow)
            if not self.gate.is_open:
                self.find_viewer(uow)
            return done

        return await self.house.database.read(gated)

    @property
    def may_be_newer_s(self) -> bool:
        """Tell whether what is not known here is to be left to a newer version, which runs beside this one."""
        return self.turn is not None and self.house.site.newer.lives

    def leave_to_newer(self) -> None:
        """Raise LeftToNewerError, before anything is done, where what is not known here may be a newer version's."""
        if self.may_be_newer_s:
            raise LeftToNewerError

    def calendar(self, uow: UnitOfWork) -> WorkingDays:
        """Return the working days as they are known now."""
        return self.house.calendar(uow)

    def unknown_years(self, uow: UnitOfWork) -> list[int]:
        """Return the years whose holidays are missed today."""
        calendar = self.calendar(uow)
        return unknown_years(calendar, self.today)

    def open_items(self, uow: UnitOfWork, grid_codes: Iterable[str]) -> list[DutyItem]:
        """Return what is open today for these grids, filed or not, of the duties that are still configured."""
        found = uow.duty_items.open_of(grid_codes, self.today)
        return [item for item in found if item.duty_id in self.house.duties]

    def own_items(self, uow: UnitOfWork, viewer: Viewer) -> list[DutyItem]:
        """Return what is open today and `viewer` answers for, filed or not, soonest due first."""
        found = self.open_items(uow, viewer.grid_codes) if viewer.grid_codes else []
        duties = self.house.duties
        return [item for item in found if viewer.answers_for(duties[item.duty_id].roles, item.grid_code)]

    def takes_leave(self, uow: UnitOfWork, viewer: Viewer) -> bool:
        """Tell whether `viewer` may take leave, and is offered it: always, or because they owe something."""
        return self.always_takes_leave(viewer) or any(
            item.submitted_at is None for item in self.own_items(uow, viewer)
        )

    def always_takes_leave(self, viewer: Viewer) -> bool:
        """Tell whether leave is offered though nothing is due: whom the clock reminds, for whom entries wait."""
        roles = {post.role for post in viewer.posts}
        return viewer.takes_leave or any(
            roles & roles_waited_for(register) for register in self.house.registers.values()
        )

    def find_viewer(self, uow: UnitOfWork) -> Viewer | None:
        """Return who is acting, or None for a stranger; raises RefusalError for whom the act is not."""
        found = uow.people.find_viewer(self.telegram_id, self.today)
        self.gate.check(found)
        return found

    def _foresee(self, uow: UnitOfWork) -> None:
        self.house.site.foresee(uow)
        uow.people.foresee_viewer(self.telegram_id, self.today)

    def viewer(self, uow: UnitOfWork) -> Viewer:
        """Return who is acting; raises RefusalError (access-not-bound) for a stranger."""
        found = self.find_viewer(uow)
        if found is None:
            raise RefusalError("access-not-bound")
        return found

    def level_one(self, uow: UnitOfWork) -> tuple[Viewer, str]:
        """Return who is acting and the unit they run; raises RefusalError (access-not-level-one) for others."""
        viewer = self.viewer(uow)
        if viewer.unit_code is None:
            raise RefusalError("access-not-level-one")
        return viewer, viewer.unit_code

    def office(self, uow: UnitOfWork) -> tuple[Viewer, str]:
        """Return who is acting and the unit they run, as its office or commissioner; raises RefusalError for others.

        Those are access-not-level-one, access-not-office.
        """
        viewer, unit_code = self.level_one(uow)
        if not viewer.roles_at_unit & LEVEL_ONE_ROLES:
            raise RefusalError("access-not-office")
        return viewer, unit_code

    def tip_handler(self, uow: UnitOfWork) -> tuple[Viewer, TipReader]:
        """Return who is acting and what they may see of the register; raises RefusalError (access-not-tip-handler)."""
        viewer = self.viewer(uow)
        body = body_of(viewer.roles_at_unit)
        if body is None:
            raise RefusalError("access-not-tip-handler")
        return viewer, TipReader(body, viewer.person_id)
