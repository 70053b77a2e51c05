"""A tip as the windows of the register show it: the row, its steps, and what hangs on it, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.tips.merging import Merging, merging_of
from domain.tips.reading import News
from domain.tips.register import arranging_acts, counts_as_named, possible_acts
from domain.tips.tips import BY_HAND, Source, TipAct, Traceable, Way
from storage.tips.fact_requests import FactCount
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip


@dataclass(frozen=True, slots=True)
class TipView:
    """A tip with what hangs on it, counted. `news` is what whoever looks at it has not read.

    `readable` tells whether the reader's key lies here, locked, so that the tip can be read in the chat. `merged`
    are the numbers of those merged into it; `facts` counts what inspectors were asked about it.
    """

    tip: ListedTip
    steps: Sequence[TipStep]
    files: int
    asked: int
    answered: int
    news: News
    readable: bool
    merged: Sequence[str] = ()
    handed_over: bool = True
    """Whether all of it is sealed to today's handlers."""
    versions: int = 0
    """How often some of it was handed over and what was replaced is kept."""
    facts: FactCount = field(default_factory=FactCount)
    concerns_inspector: bool = False
    """Whether it, or one merged with it, concerns a grid's inspector: the sealed text says which."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Of those who have, or had, it in charge (承办人), by their ids."""

    @property
    def number(self) -> str:
        """The tip's number."""
        return self.tip.number

    @property
    def version(self) -> int:
        """How many steps there are: a button made for another number of them is out of date."""
        return len(self.steps)

    @property
    def named(self) -> bool:
        """Whether it is to be handled as a named tip."""
        return counts_as_named(self.acts, named=self.tip.named)

    @property
    def possible(self) -> list[TipAct]:
        """The steps it allows now."""
        talked = last_way(self.steps, TipAct.PROPOSED) == Way.TALK
        found = possible_acts(
            self.tip.state, self.acts, named=self.tip.named, merging=self._merging, talked=talked
        )
        return [act for act in found if act is not TipAct.MERGED or not self.erased]

    @property
    def arranging(self) -> list[TipAct]:
        """The steps that arrange by whom and how it is handled."""
        return arranging_acts(self.tip.state, self.acts, self._merging)

    @property
    def acts(self) -> list[TipAct]:
        """What its steps were, oldest first."""
        return [step.act for step in self.steps]

    @property
    def in_charge(self) -> int | None:
        """Whose it is (承办人), as a person's id; None before anybody's."""
        return in_charge_of(self.steps)

    @property
    def _merging(self) -> Merging:
        return merging_of(self.tip.merged_into, self.merged)

    @property
    def erased(self) -> bool:
        """Whether what was said and sent has been erased."""
        return self.tip.erased_on is not None

    @property
    def askable(self) -> bool:
        """Whether anybody can read a question.

        Who forwarded a tip holds no code, nor does anybody for what the office entered itself; what is erased has no
        thread.
        """
        by_hand = not BY_HAND.isdisjoint(self.acts)
        return not self.erased and not by_hand and self.tip.source is not Source.FORWARDED


def last_way(steps: Sequence[TipStep], act: TipAct) -> str | None:
    """Return what was chosen at the last step that was `act`, as stored; None where there was none."""
    return next((step.way for step in reversed(steps) if step.act is act), None)


def in_charge_of(steps: Sequence[TipStep]) -> int | None:
    """Return whose a tip with these steps is (承办人), as a person's id; None before anybody's."""
    way = last_way(steps, TipAct.IN_CHARGE)
    return None if way is None else int(way)


def traceable_of(steps: Sequence[TipStep]) -> Traceable | None:
    """Return how well it can be looked into (可查性), as its handler says; None before they do."""
    way = last_way(steps, TipAct.TRACEABLE)
    return None if way is None else Traceable(way)
