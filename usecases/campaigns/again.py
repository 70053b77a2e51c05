"""谈心谈话 and 起底 in a campaign: who has been talked with since it began, what became of old clues and findings."""

from dataclasses import dataclass
from datetime import date

from domain.people.people import Viewer
from domain.registers.entries import EntryFilter
from domain.registers.reaching import ByEntries, Reaching
from domain.tips.routing import Body, body_of
from registers.library import RegisterLibrary
from storage.tips.old_clues import ClueOutcomes
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.facts import CampaignFacts

TALK, PROBLEM, EARLIER = "talk", "problem", "earlier"
KEPT, AGAIN = "keep", "work_again"


@dataclass(frozen=True, slots=True)
class TalksHeld:
    """How many of so many have been talked with; `number` is that of the register's coverage."""

    number: int
    reached: int
    wanted: int

    @property
    def left(self) -> int:
        """How many have not."""
        return self.wanted - self.reached


@dataclass(frozen=True, slots=True)
class FindingsAgain:
    """Earlier findings: how many there are, how many stayed closed, were taken up again, were put right since."""

    of: int
    kept: int
    again: int
    closed: int

    @property
    def waiting(self) -> int:
        """How many have not been gone through."""
        return self.of - self.kept - self.again - self.closed


def talks_held(
    uow: UnitOfWork, registers: RegisterLibrary, facts: CampaignFacts, today: date
) -> TalksHeld | None:
    """Return who in the unit has been talked with since the campaign began; None where talks are not its part."""
    register = registers.get(TALK)
    if not facts.template.talks or register is None:
        return None
    for number, coverage in enumerate(register.coverage):
        if coverage.move is None and coverage.person is not None and coverage.year_in is not None:
            by = ByEntries(
                register.id,
                coverage.person,
                coverage.states,
                tuple(coverage.when.items()),
                coverage.year_in,
                since=facts.campaign.starts_on.isoformat(),
            )
            asked = Reaching((facts.campaign.unit_code,), today, by, coverage.ranks, coverage.roles)
            counts = uow.reached.counts(asked)
            reached, wanted = sum(count.reached for count in counts), sum(count.wanted for count in counts)
            return TalksHeld(number, reached, wanted)
    return None


def clues_again(uow: UnitOfWork, viewer: Viewer, facts: CampaignFacts) -> ClueOutcomes | None:
    """Return what became of old clues, for a handler of the office alone: as many as they may see.

    None for anybody else: how many clues there are is told elsewhere, under its own rules.
    """
    if not facts.template.old_clues or body_of(viewer.roles_at_unit) is not Body.OFFICE:
        return None
    reader = TipReader(Body.OFFICE, viewer.person_id)
    return uow.old_clues.outcomes(reader, facts.campaign.starts_on)


def findings_again(uow: UnitOfWork, registers: RegisterLibrary, facts: CampaignFacts) -> FindingsAgain | None:
    """Return what became of earlier findings of inspections; None where they are not its part."""
    if not facts.template.old_clues or PROBLEM not in registers:
        return None
    entries = [
        entry
        for entry in uow.entries.all_of(EntryFilter(PROBLEM, facts.campaign.unit_code))
        if entry.answers.get("source") == EARLIER
    ]
    last: dict[int, str] = {}
    for entry_id, moves in uow.entry_moves.of_entries([entry.id for entry in entries]).items():
        for move in moves:
            if move.move_id in (KEPT, AGAIN):
                last[entry_id] = move.move_id
    kept = sum(1 for entry in entries if last.get(entry.id) == KEPT)
    again = sum(1 for entry in entries if last.get(entry.id) == AGAIN)
    closed = sum(1 for entry in entries if entry.id not in last and entry.standing.state == "closed")
    return FindingsAgain(len(entries), kept, again, closed)
