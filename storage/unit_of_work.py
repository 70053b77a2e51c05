"""One transaction and the repositories that work in it."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, func, select

from storage.audit import Audit
from storage.delivery.digest_chats import DigestChats
from storage.delivery.outbox import Outbox
from storage.delivery.sent_letters import SentLetters
from storage.delivery.skipped import Skipped
from storage.duties.assessments import Assessments
from storage.duties.entered_holidays import EnteredHolidays
from storage.duties.hearing_slots import HearingSlots
from storage.duties.item_paths import ItemPaths
from storage.duty_items import DutyItems
from storage.known_figures import KnownFigures
from storage.materials.material_readers import MaterialReaders
from storage.materials.materials import Materials
from storage.materials.suggestions import Suggestions
from storage.people.holders import Holders
from storage.people.invites import Invites
from storage.people.leaves import Leaves
from storage.people.officials import Officials
from storage.people.people import People
from storage.people.rosters import Rosters
from storage.reporting.archives import Archives
from storage.reporting.drafts import Drafts
from storage.reporting.figures import Figures
from storage.reporting.filed_documents import FiledDocuments
from storage.reporting.form_versions import FormVersions
from storage.reporting.reviews import Reviews
from storage.reporting.submissions import Submissions
from storage.server_logs import ServerLogs
from storage.settings import Settings
from storage.tips.asked_secrets import AskedSecrets
from storage.tips.fact_requests import FactRequests
from storage.tips.handler_keys import HandlerKeys
from storage.tips.kept_headers import KeptHeaders
from storage.tips.merges import TipMerges
from storage.tips.seals import Seals
from storage.tips.threads import TipThreads
from storage.tips.tips import Tips
from storage.watch_figures import WatchFigures
from storage.written import begin_noting

T = TypeVar("T")

_PREPARING = 0x677269645469636B
"""The advisory lock of the tick; any number that no other program takes."""


class UnitOfWork:
    """What one piece of work sees and changes; the Database commits it or rolls it back."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection
        self.writes = begin_noting(connection)
        """What this work has written so far."""

    def attempt(self, part: Callable[[], T]) -> T:
        """Do a part of the work and return what it returns; should it raise, what it did is undone, nothing else."""
        with self._connection.begin_nested():
            return part()

    def take_turn(self) -> None:
        """Wait until no other process prepares what the clock asks for; ends with the transaction.

        On SQLite whoever writes is alone anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_PREPARING)))

    @cached_property
    def archives(self) -> Archives:
        """What files of grids and inspectors are made of."""
        return Archives(self._connection)

    @cached_property
    def assessments(self) -> Assessments:
        """What assessments are made of."""
        return Assessments(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self._connection)

    @cached_property
    def digest_chats(self) -> DigestChats:
        """Groups that receive digests."""
        return DigestChats(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        """Reports being filled in."""
        return Drafts(self._connection)

    @cached_property
    def duty_items(self) -> DutyItems:
        """What each grid owes."""
        return DutyItems(self._connection)

    @cached_property
    def entered_holidays(self) -> EnteredHolidays:
        """Holidays of years that the program does not know."""
        return EnteredHolidays(self._connection)

    @cached_property
    def fact_requests(self) -> FactRequests:
        """Facts asked of grids' inspectors."""
        return FactRequests(self._connection)

    @cached_property
    def filed_documents(self) -> FiledDocuments:
        """Documents that the office edited and filed."""
        return FiledDocuments(self._connection)

    @cached_property
    def figures(self) -> Figures:
        """What reports add up to."""
        return Figures(self._connection)

    @cached_property
    def known_figures(self) -> KnownFigures:
        """What the bot knows beside them."""
        return KnownFigures(self._connection)

    @cached_property
    def form_versions(self) -> FormVersions:
        """What every version of a form says."""
        return FormVersions(self._connection)

    @cached_property
    def asked_secrets(self) -> AskedSecrets:
        """Which chats are asked for a passphrase or a key."""
        return AskedSecrets(self._connection)

    @cached_property
    def handler_keys(self) -> HandlerKeys:
        """Handlers' own keys."""
        return HandlerKeys(self._connection)

    @cached_property
    def hearing_slots(self) -> HearingSlots:
        """Slots for hearings."""
        return HearingSlots(self._connection)

    @cached_property
    def holders(self) -> Holders:
        """Who answers for which grid."""
        return Holders(self._connection)

    @cached_property
    def invites(self) -> Invites:
        """One-time codes that bind a phone."""
        return Invites(self._connection)

    @cached_property
    def item_paths(self) -> ItemPaths:
        """Ways between items."""
        return ItemPaths(self._connection)

    @cached_property
    def kept_headers(self) -> KeptHeaders:
        """The headers that hand-overs replaced."""
        return KeptHeaders(self._connection)

    @cached_property
    def leaves(self) -> Leaves:
        """Who is away, and who stands in."""
        return Leaves(self._connection)

    @cached_property
    def officials(self) -> Officials:
        """Officials of a grid and below it."""
        return Officials(self._connection)

    @cached_property
    def material_readers(self) -> MaterialReaders:
        """Who has what to read."""
        return MaterialReaders(self._connection)

    @cached_property
    def materials(self) -> Materials:
        """What was sent down to read."""
        return Materials(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Messages on their way."""
        return Outbox(self._connection)

    @cached_property
    def people(self) -> People:
        """Officials, their appointments and their phones."""
        return People(self._connection)

    @cached_property
    def reviews(self) -> Reviews:
        """Reports on their way through their reviews."""
        return Reviews(self._connection)

    @cached_property
    def rosters(self) -> Rosters:
        """The roster as a whole."""
        return Rosters(self._connection)

    @cached_property
    def seals(self) -> Seals:
        """To whom tips are sealed."""
        return Seals(self._connection)

    @cached_property
    def sent_letters(self) -> SentLetters:
        """Messages that have gone."""
        return SentLetters(self._connection)

    @cached_property
    def server_logs(self) -> ServerLogs:
        """What the database's server logs by itself."""
        return ServerLogs(self._connection)

    @cached_property
    def settings(self) -> Settings:
        """Small facts about this installation."""
        return Settings(self._connection)

    @cached_property
    def skipped(self) -> Skipped:
        """What a downtime left behind."""
        return Skipped(self._connection)

    @cached_property
    def submissions(self) -> Submissions:
        """Reports filed, with their revisions."""
        return Submissions(self._connection)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Opinions and suggestions sent up."""
        return Suggestions(self._connection)

    @cached_property
    def tips(self) -> Tips:
        """Tips, sealed."""
        return Tips(self._connection)

    @cached_property
    def tip_merges(self) -> TipMerges:
        """Which tips are merged."""
        return TipMerges(self._connection)

    @cached_property
    def tip_threads(self) -> TipThreads:
        """What follows a tip."""
        return TipThreads(self._connection)

    @cached_property
    def watch_figures(self) -> WatchFigures:
        """Figures about the bot itself."""
        return WatchFigures(self._connection)
