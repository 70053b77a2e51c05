"""What is remembered of a chat that puts a campaign together or changes one: in memory alone."""

from dataclasses import dataclass

from domain.campaigns.campaigns import CampaignPlan
from usecases.memory import Question, Remembered


@dataclass(frozen=True, slots=True)
class PlannedCampaign(Remembered):
    """The campaign that is being put together."""

    plan: CampaignPlan


@dataclass(frozen=True, slots=True)
class AskedCampaignTitle(Question):
    """What it is called."""


@dataclass(frozen=True, slots=True)
class AskedCampaignBasis(Question):
    """The paper it goes by."""


@dataclass(frozen=True, slots=True)
class AskedCampaignStart(Question):
    """On which day it begins."""


@dataclass(frozen=True, slots=True)
class AskedPhaseEnd(Question):
    """On which day a phase ends: of the campaign that is being put together."""

    place: int


@dataclass(frozen=True, slots=True)
class AskedPhasePerson(Question):
    """Who answers for a phase: a name; of the campaign `campaign_id`, or (0) of the one being put together."""

    place: int
    campaign_id: int = 0


@dataclass(frozen=True, slots=True)
class AskedMovedEnd(Question):
    """On which day a phase of a campaign that was made ends now."""

    campaign_id: int
    place: int


@dataclass(frozen=True, slots=True)
class AskedEndReason(Question):
    """Why a campaign ends early."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class GivenEndReason(Remembered):
    """Why a campaign is to end early, as it was typed and shown."""

    campaign_id: int
    reason: str
