"""Campaigns as they are made, moved and ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from domain.campaigns.campaigns import CampaignState, PhaseSpan, phase_at
from storage.campaigns.tables import campaign_phases, campaigns


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign to be made, with the text of its template."""

    unit_code: str
    template_id: str
    template_text: str
    title: str
    basis: str
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class KeptPhase:
    """A phase: its days, and who answers for it, by their id."""

    span: PhaseSpan
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign; `ended_on` where it was ended before its last day."""

    id: int
    unit_code: str
    template_id: str
    template_text: str
    title: str
    basis: str
    phases: tuple[KeptPhase, ...]
    ended_on: date | None
    ended_reason: str

    @property
    def starts_on(self) -> date:
        """The first day."""
        return self.phases[0].span.starts_on

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.ended_on or self.phases[-1].span.ends_on

    @property
    def spans(self) -> tuple[PhaseSpan, ...]:
        """The days of its phases."""
        return tuple(phase.span for phase in self.phases)

    def state(self, day: date) -> CampaignState:
        """Return how far it is on `day`."""
        if self.ended_on is not None or day > self.ends_on:
            return CampaignState.OVER
        return CampaignState.WAITING if day < self.starts_on else CampaignState.RUNNING

    def phase_on(self, day: date) -> int | None:
        """Return the place of the phase that goes on on `day`, if one does."""
        return phase_at(self.spans, day) if self.state(day) is CampaignState.RUNNING else None


class Campaigns:
    """The campaigns of all units."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, new: NewCampaign, phases: Sequence[KeptPhase]) -> int:
        """Keep a campaign; return its id."""
        added = self._connection.execute(
            insert(campaigns).values(
                unit_code=new.unit_code,
                template_id=new.template_id,
                template_text=new.template_text,
                title=new.title,
                basis=new.basis,
                starts_on=phases[0].span.starts_on,
                ends_on=phases[-1].span.ends_on,
                made_by=new.made_by,
                made_at=new.made_at,
            )
        )
        (campaign_id,) = added.inserted_primary_key or (0,)
        rows = [
            {
                "campaign_id": campaign_id,
                "place": place,
                "starts_on": phase.span.starts_on,
                "ends_on": phase.span.ends_on,
                "person_id": phase.person_id,
            }
            for place, phase in enumerate(phases)
        ]
        self._connection.execute(insert(campaign_phases), rows)
        return int(campaign_id)

    def find(self, campaign_id: int) -> Campaign | None:
        """Return the campaign, or None."""
        found = self._found(select(campaigns).where(campaigns.c.id == campaign_id))
        return found[0] if found else None

    def of_unit(self, unit_code: str, limit: int, offset: int = 0) -> list[Campaign]:
        """Return the campaigns of the unit, newest first."""
        newest = select(campaigns).where(campaigns.c.unit_code == unit_code).order_by(campaigns.c.id.desc())
        return self._found(newest.limit(limit).offset(offset))

    def count_of_unit(self, unit_code: str) -> int:
        """Return how many campaigns the unit has had."""
        query = select(func.count()).select_from(campaigns).where(campaigns.c.unit_code == unit_code)
        return int(self._connection.execute(query).scalar_one())

    def ran_on(self, day: date, unit_code: str | None = None) -> list[Campaign]:
        """Return those that had begun by `day` and had not been ended, over or not, newest first; of one unit alone."""
        query = select(campaigns).where(campaigns.c.starts_on <= day, campaigns.c.ended_on.is_(None))
        if unit_code is not None:
            query = query.where(campaigns.c.unit_code == unit_code)
        return self._found(query.order_by(campaigns.c.id.desc()))

    def move(self, campaign_id: int, spans: Iterable[PhaseSpan]) -> None:
        """Put the phases on these days."""
        moved = list(spans)
        for place, span in enumerate(moved):
            self._connection.execute(
                update(campaign_phases)
                .where(campaign_phases.c.campaign_id == campaign_id, campaign_phases.c.place == place)
                .values(starts_on=span.starts_on, ends_on=span.ends_on)
            )
        self._connection.execute(
            update(campaigns)
            .where(campaigns.c.id == campaign_id)
            .values(starts_on=moved[0].starts_on, ends_on=moved[-1].ends_on)
        )

    def name(self, campaign_id: int, place: int, person_id: int | None) -> None:
        """Have another person answer for a phase."""
        self._connection.execute(
            update(campaign_phases)
            .where(campaign_phases.c.campaign_id == campaign_id, campaign_phases.c.place == place)
            .values(person_id=person_id)
        )

    def end(self, campaign_id: int, on: date, reason: str) -> bool:
        """End it on a day before its last; tell whether it had not been ended before."""
        ended = self._connection.execute(
            update(campaigns)
            .where(campaigns.c.id == campaign_id, campaigns.c.ended_on.is_(None))
            .values(ended_on=on, ended_reason=reason)
        )
        return ended.rowcount > 0

    def _found(self, query: Any) -> list[Campaign]:
        rows = self._connection.execute(query).all()
        phases: dict[int, list[KeptPhase]] = {row.id: [] for row in rows}
        of_these = campaign_phases.c.campaign_id.in_(list(phases))
        ordered = select(campaign_phases).where(of_these).order_by(campaign_phases.c.place)
        for phase in self._connection.execute(ordered):
            span = PhaseSpan(phase.starts_on, phase.ends_on)
            phases[phase.campaign_id].append(KeptPhase(span, phase.person_id))
        return [
            Campaign(
                row.id,
                row.unit_code,
                row.template_id,
                row.template_text,
                row.title,
                row.basis,
                tuple(phases[row.id]),
                row.ended_on,
                row.ended_reason,
            )
            for row in rows
        ]
