"""A tip as the windows of the register show it: the row, its steps, and what hangs on it, counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.tips.merging import merging_of
from domain.tips.reading import News
from domain.tips.register import counts_as_named, possible_acts
from domain.tips.tips import Source, TipAct
from storage.tips.fact_requests import FactCount
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip


@dataclass(frozen=True, slots=True)
class TipView:
    """A tip with what hangs on it, counted. `news` is what whoever looks at it has not read.

    `readable` tells whether the server keeps the body's key, locked, so that the tip can be read in the chat. `merged`
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
        return counts_as_named([step.act for step in self.steps], named=self.tip.named)

    @property
    def possible(self) -> list[TipAct]:
        """The steps it allows now."""
        acts = [step.act for step in self.steps]
        merging = merging_of(self.tip.merged_into, self.merged)
        found = possible_acts(self.tip.state, acts, named=self.tip.named, merging=merging)
        return [act for act in found if act is not TipAct.MERGED or not self.erased]

    @property
    def erased(self) -> bool:
        """Whether what was said and sent has been erased."""
        return self.tip.erased_on is not None

    @property
    def askable(self) -> bool:
        """Whether anybody can read a question: who forwarded a tip holds no code, and what is erased has no thread."""
        return not self.erased and self.tip.source is not Source.FORWARDED
