"""One transaction and the repositories that work in it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from sqlalchemy import Connection

from storage.audit import Audit
from storage.campaigns.boards import CampaignBoards
from storage.campaigns.campaigns import Campaigns
from storage.city.notices import CityNotices
from storage.delivery.digest_chats import DigestChats
from storage.delivery.outbox import Outbox
from storage.delivery.sent_letters import SentLetters
from storage.delivery.skipped import Skipped
from storage.due_items import DueItems
from storage.duties.assessments import Assessments
from storage.duties.entered_holidays import EnteredHolidays
from storage.duties.hearing_slots import HearingSlots
from storage.duties.item_paths import ItemPaths
from storage.duties.made_duties import MadeDuties
from storage.duties.set_duties import SetDuties
from storage.duties.set_items import SetItems
from storage.duty_items import DutyItems
from storage.grades.graded_figures import GradedFigures
from storage.grades.grades import Grades
from storage.handled.handled_updates import HandledUpdates
from storage.leases.leases import Leases
from storage.leases.processes import RunningProcesses
from storage.materials.material_readers import MaterialReaders
from storage.materials.materials import Materials
from storage.materials.suggestions import Suggestions
from storage.materials.tasks_read import TasksRead
from storage.own_texts.own_texts import OwnTexts
from storage.people.below import PeopleBelow
from storage.people.bound_people import BoundPeople
from storage.people.holders import Holders
from storage.people.invites import Invites
from storage.people.leaves import Leaves
from storage.people.officials import Officials
from storage.people.people import People
from storage.people.roster_changes import RosterChanges
from storage.people.rosters import Rosters
from storage.polls.polls import Polls
from storage.registers.entries import Entries
from storage.registers.entry_drafts import EntryDrafts
from storage.registers.entry_figures import EntryFigures
from storage.registers.entry_files import EntryFiles
from storage.registers.entry_moves import EntryMoves
from storage.registers.entry_numbers import EntryNumbers
from storage.registers.made_once import MadeOnces
from storage.registers.officials.archived_entries import ArchivedEntries
from storage.registers.officials.risk_posts import RiskPosts
from storage.registers.opened_entries import OpenedEntries
from storage.registers.reached import Reached
from storage.reporting.archives import Archives
from storage.reporting.document_sendings import DocumentSendings
from storage.reporting.drafts import Drafts
from storage.reporting.figures import ReportFigures
from storage.reporting.filed_documents import FiledDocuments
from storage.reporting.filed_forms import FiledForms
from storage.reporting.form_versions import FormVersions
from storage.reporting.received import ReceivedReports
from storage.reporting.reviews import Reviews
from storage.reporting.submissions import Submissions
from storage.setting_changes import SettingChanges
from storage.settings import Settings
from storage.tips.asked_secrets import AskedSecrets
from storage.tips.fact_requests import FactRequests
from storage.tips.handler_keys import HandlerKeys
from storage.tips.kept_headers import KeptHeaders
from storage.tips.known_figures import KnownFigures, PeriodGrid
from storage.tips.merges import TipMerges
from storage.tips.old_clues import OldClues
from storage.tips.page_passes import PagePasses
from storage.tips.seals import Seals
from storage.tips.threads import TipThreads
from storage.tips.tips import Tips
from storage.watch.server_logs import ServerLogs
from storage.watch.watch_figures import WatchFigures
from storage.written import begin_noting

T = TypeVar("T")
R = TypeVar("R")

ALONE: Final = "alone"
"""In a connection's info: whether nobody else writes as long as its transaction goes on."""


class TurnNeededError(Exception):
    """The work is to be done anew while nobody else writes."""


def _made_with(repository: Callable[[Connection], R]) -> cached_property[R]:
    """Return a repository of a UnitOfWork: made with its connection when it is first asked for."""
    return cached_property(lambda uow: repository(uow._connection))  # noqa: SLF001 - of this file's own class


class UnitOfWork:
    """What one piece of work sees and changes; the Database commits it or rolls it back.

    A new repository is one line here; what it holds, its class says.
    """

    archived_entries = _made_with(ArchivedEntries)
    archives = _made_with(Archives)
    asked_secrets = _made_with(AskedSecrets)
    assessments = _made_with(Assessments)
    audit = _made_with(Audit)
    bound_people = _made_with(BoundPeople)
    campaign_boards = _made_with(CampaignBoards)
    campaigns = _made_with(Campaigns)
    city_notices = _made_with(CityNotices)
    digest_chats = _made_with(DigestChats)
    drafts = _made_with(Drafts)
    due_items = _made_with(DueItems)
    duty_items = _made_with(DutyItems)
    entered_holidays = _made_with(EnteredHolidays)
    entries = _made_with(Entries)
    entry_drafts = _made_with(EntryDrafts)
    entry_figures = _made_with(EntryFigures)
    entry_files = _made_with(EntryFiles)
    entry_moves = _made_with(EntryMoves)
    entry_numbers = _made_with(EntryNumbers)
    fact_requests = _made_with(FactRequests)
    filed_documents = _made_with(FiledDocuments)
    document_sendings = _made_with(DocumentSendings)
    form_versions = _made_with(FormVersions)
    graded_figures = _made_with(GradedFigures)
    grades = _made_with(Grades)
    handled_updates = _made_with(HandledUpdates)
    handler_keys = _made_with(HandlerKeys)
    filed_forms = _made_with(FiledForms)
    hearing_slots = _made_with(HearingSlots)
    holders = _made_with(Holders)
    invites = _made_with(Invites)
    item_paths = _made_with(ItemPaths)
    kept_headers = _made_with(KeptHeaders)
    known_figures = _made_with(KnownFigures)
    leases = _made_with(Leases)
    leaves = _made_with(Leaves)
    made_duties = _made_with(MadeDuties)
    made_once = _made_with(MadeOnces)
    material_readers = _made_with(MaterialReaders)
    materials = _made_with(Materials)
    officials = _made_with(Officials)
    opened_entries = _made_with(OpenedEntries)
    outbox = _made_with(Outbox)
    own_texts = _made_with(OwnTexts)
    page_passes = _made_with(PagePasses)
    people = _made_with(People)
    people_below = _made_with(PeopleBelow)
    polls = _made_with(Polls)
    reached = _made_with(Reached)
    received = _made_with(ReceivedReports)
    reviews = _made_with(Reviews)
    risk_posts = _made_with(RiskPosts)
    rosters = _made_with(Rosters)
    running_processes = _made_with(RunningProcesses)
    seals = _made_with(Seals)
    sent_letters = _made_with(SentLetters)
    server_logs = _made_with(ServerLogs)
    set_duties = _made_with(SetDuties)
    set_items = _made_with(SetItems)
    setting_changes = _made_with(SettingChanges)
    settings = _made_with(Settings)
    skipped = _made_with(Skipped)
    submissions = _made_with(Submissions)
    suggestions = _made_with(Suggestions)
    tasks_read = _made_with(TasksRead)
    tip_merges = _made_with(TipMerges)
    old_clues = _made_with(OldClues)
    tip_threads = _made_with(TipThreads)
    tips = _made_with(Tips)
    watch_figures = _made_with(WatchFigures)

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection
        self.writes = begin_noting(connection)
        """What this work has written so far."""

    @cached_property
    def figures(self) -> ReportFigures:
        """What reports add up to, with what the bot knows by itself."""
        return ReportFigures(self._connection, self.count_known)

    def count_known(
        self, name: str, period_ids: Sequence[str], until: date, grid_codes: Collection[str] | None = None
    ) -> Mapping[PeriodGrid, int]:
        """Return the figure `name` (forms.fields.COMPUTED) of each period, `until` included, by its grid.

        Of all grids where none are named; a grid where it is nought is left out.
        """
        if name == "risks_entered":
            return self.opened_entries.count("risk", period_ids, until, grid_codes)
        return self.known_figures.tips_forwarded(period_ids, until, grid_codes)

    @cached_property
    def roster_changes(self) -> RosterChanges:
        """What an import changes; with its grid, an entry comes to where that hangs."""
        return RosterChanges(self._connection, self.entries.follow)

    def attempt(self, part: Callable[[], T]) -> T:
        """Do a part of the work and return what it returns; should it raise, what it did is undone, nothing else."""
        with self._connection.begin_nested():
            return part()

    def take_turn(self) -> None:
        """See to it that nobody else writes meanwhile: raises TurnNeededError where the work is to be done anew so.

        Every batch of a tick takes its turn, and looks again at what may have changed before it came. On SQLite
        whoever writes is alone anyway.
        """
        if self._connection.dialect.name == "postgresql" and not self._connection.info.get(ALONE):
            raise TurnNeededError
