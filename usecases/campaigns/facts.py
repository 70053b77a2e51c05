"""A campaign with its template and its tasks, as whoever is acting may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.duties.duties import Duty
from domain.duties.made import made_id
from domain.errors import RefusalError
from domain.people.people import Role, Viewer
from domain.registers.entries import desks_of
from forms.campaigns.language import CampaignTemplate, PhaseTemplate, TaskTemplate
from forms.campaigns.reader import kept_campaign
from storage.campaigns.campaigns import Campaign, KeptPhase
from storage.duties.made_duties import MadeDuty
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

GONE = "campaigns-gone"
OUTDATED = "access-old-button"
LEADING = frozenset({Role.PRESIDENT, Role.LEADER_IN_CHARGE})


class CampaignReader(StrEnum):
    """What somebody may see of the campaigns of a unit."""

    RUNS = "runs"
    """Level 1: all, and changes them."""
    LEADS = "leads"
    """The hospital's leaders: all that level 1 sees of how far it is."""
    SUMS = "sums"
    """The committee and the organ above: sums, by no grid and no person."""


@dataclass(frozen=True, slots=True)
class CampaignTask:
    """A task of a campaign: of which phase, as the template has it, and the duty that it became."""

    place: int
    template: TaskTemplate
    made: MadeDuty

    @property
    def duty_id(self) -> str:
        """The id of its duty."""
        return made_id(self.made.number)

    @property
    def duty(self) -> Duty:
        """Its duty."""
        return self.made.duty


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign with what it was made of."""

    campaign: Campaign
    template: CampaignTemplate
    tasks: Sequence[CampaignTask]

    @property
    def duty_ids(self) -> list[str]:
        """The ids of all its duties."""
        return [task.duty_id for task in self.tasks]

    def phase(self, place: int) -> tuple[PhaseTemplate, KeptPhase]:
        """Return a phase; raises RefusalError for none."""
        if not 0 <= place < len(self.campaign.phases):
            raise RefusalError(OUTDATED)
        return self.template.phases[place], self.campaign.phases[place]

    def tasks_in(self, place: int) -> list[CampaignTask]:
        """Return the tasks of a phase."""
        return [task for task in self.tasks if task.place == place]


def made_for(campaign_id: int, task_id: str) -> str:
    """Return what a duty is made for that is a task of a campaign."""
    return f"campaign:{campaign_id}:{task_id}"


def facts_of(uow: UnitOfWork, campaign: Campaign) -> CampaignFacts:
    """Return the campaign with its template and tasks."""
    template = kept_campaign(campaign.template_text)
    made = {duty.made_for: duty for duty in uow.made_duties.all()}
    tasks = [
        CampaignTask(place, task, made[made_for(campaign.id, task.id)])
        for place, task in template.tasks()
        if made_for(campaign.id, task.id) in made
    ]
    return CampaignFacts(campaign, template, tasks)


def reader_of(viewer: Viewer) -> tuple[CampaignReader, str] | None:
    """Return what somebody may see of campaigns and the unit whose they are; None for whom they are not."""
    if viewer.unit_code is not None:
        return CampaignReader.RUNS, viewer.unit_code
    if viewer.digest_code is not None:
        return CampaignReader.SUMS, viewer.digest_code
    return None


def find_reader(uow: UnitOfWork, request: Request) -> tuple[Viewer, CampaignReader, str]:
    """Return who is acting, what they may see, and of which unit. Raises RefusalError (campaigns-not-yours)."""
    viewer = request.viewer(uow)
    found = reader_of(viewer)
    if found is None:
        leading = [post.grid_code for post in desks_of(viewer) if post.role in LEADING]
        if not leading:
            raise RefusalError("campaigns-not-yours")
        unit = uow.rosters.paths([leading[0]]).place_of(leading[0])[0]
        found = CampaignReader.LEADS, unit
    return viewer, *found


def find_facts(uow: UnitOfWork, request: Request, campaign_id: int) -> tuple[CampaignReader, CampaignFacts]:
    """Return the campaign as whoever is acting may see it. Raises RefusalError for one that is not theirs."""
    _viewer, reader, unit_code = find_reader(uow, request)
    campaign = uow.campaigns.find(campaign_id)
    if campaign is None or campaign.unit_code != unit_code:
        raise RefusalError(GONE)
    return reader, facts_of(uow, campaign)


def find_run(uow: UnitOfWork, request: Request, campaign_id: int) -> CampaignFacts:
    """Return the campaign for level 1, whose it is to change."""
    request.level_one(uow)
    reader, facts = find_facts(uow, request, campaign_id)
    if reader is not CampaignReader.RUNS:
        raise RefusalError("access-not-level-one")
    return facts


def is_over(facts: CampaignFacts, today: date) -> bool:
    """Tell whether nothing of it can be changed any more."""
    return facts.campaign.ended_on is not None or today > facts.campaign.ends_on
