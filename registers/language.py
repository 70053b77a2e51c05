"""What a register is made of: fields, states, moves, chains, clocks, parts, lists, counts (docs/registers.md).

A register is data, read from registers/*.toml by registers/reader.py; nothing here knows how entries are shown or kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict
from pydantic import Field as Spelt

from domain.people.people import Rank
from forms.fields import Field, Form, Translated
from registers.counts import REACHED, RegisterCount
from registers.openings import RegisterOpening
from registers.papers import FlowChartFields, SheetOfEntry
from registers.people.coverage import RegisterCoverage
from registers.people.unique import RegisterUnique
from registers.relations import OF_THE_CHAIN, Relation

_STRICT = ConfigDict(extra="forbid")
Names = tuple[str, ...]
ABOUT = ("grid", "official", "unit")
"""What an entry may be about, beside an entry of another register."""


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """编号: `pattern` with {unit} (机关代字), {year} and {n}; without gaps within unit and year.

    It is given when an entry first reaches the state `given_in`, the first state where none is named.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    pattern: str
    given_in: str | None = None

    def written(self, unit: str, year: int, n: int) -> str:
        """Return the number `n` (from 1) of `year` as it stands on papers; `unit` is the unit's 机关代字."""
        return self.pattern.format(unit=unit, year=year, n=n)


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Where an entry can stand. `end`: it may rest there; `public`: whoever is bound in the unit may read it then.

    `waits_for` are those who are to move it on: where it is not said, whoever may make the first move that leads on.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    label: Translated
    end: bool = False
    public: bool = False
    waits_for: Names | None = None


@dataclass(frozen=True, slots=True)
class RegisterMove:
    """A way from one state to another; without `to` the entry stays where it is.

    `asks` are fields asked on the way, each time that it is made; `asks_of` those asked besides where the one named
    makes it (of a move of the chain: whom the entry's chain names); `asks_again` those that were asked at opening;
    `reason` asks for a reason; `tells` hear of it. It is there only for entries whose answers are as `when` says, and
    only where the entry's chain has a reviewer (`reviewed` true), or has none (false). `others_only`: nobody makes it
    on their own entry, as it always is with moves of the chain. `confidential`: level 1 alone sees who made it and with
    which words, beside whoever did. `each_once` (签到): each at its grid or below makes it once, on the day `on_day`.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    label: Translated
    sources: Annotated[Names, Spelt(alias="from")]
    by: Names
    to: str | None = None
    asks: Names = ()
    asks_of: Mapping[str, Names] = empty(default_factory=dict)
    asks_again: Names = ()
    reason: bool = False
    tells: Names = ()
    when: Mapping[str, bool | str] = empty(default_factory=dict)
    others_only: bool = False
    reviewed: bool | None = None
    confidential: bool = False
    each_once: bool = False
    on_day: str | None = None

    @property
    def is_others_only(self) -> bool:
        """Whether nobody may make it on their own entry."""
        return self.others_only or self.is_of_chain

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields that may be asked on the way, whoever makes it."""
        return (*self.asks, *(key for keys in self.asks_of.values() for key in keys))

    @property
    def is_of_chain(self) -> bool:
        """Whether the entry's chain says who makes it."""
        return not OF_THE_CHAIN.isdisjoint(self.by)

    def leads_to(self, state: str) -> str:
        """Return in which state an entry is once it has been made in `state`."""
        return self.to or state


@dataclass(frozen=True, slots=True)
class ApprovalChain:
    """Who reviews and who approves entries whose answers are as `when` says and whose owner has that `rank`.

    Of several that fit the first counts. Without `review` it is approved at once.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    approve: str
    review: str | None = None
    when: Mapping[str, bool | str] = empty(default_factory=dict)
    rank: Rank | None = None


@dataclass(frozen=True, slots=True)
class ClockLetter:
    """A coloured letter: `days_before` the day that is due (0 and less: so many days after it), to whom."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    colour: Literal["green", "yellow", "red"]
    days_before: int
    to: Names


@dataclass(frozen=True, slots=True)
class RegisterClock:
    """While an entry is `during` one of these states it is due on the day in the field `due`, or after `days` in it.

    `working_days` is how `days`, nudges and letters are counted; `escalate`: after it one grid up at each nudge.
    `ends_with` is a move that the clock itself makes once the day is past.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    during: Annotated[Names, Spelt(alias="in")]
    due: str | None = None
    days: int | None = None
    working_days: bool = False
    nudge_before: tuple[int, ...] = ()
    nudge_after: tuple[int, ...] = ()
    escalate: bool = False
    letters: tuple[ClockLetter, ...] = ()
    ends_with: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who, by their post, answers for entries whose answers are as `when` says; the first that fits counts."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    who: str
    when: Mapping[str, bool | str] = empty(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """Entries of another `register` that hang below one of this; it is closed only when all of them are, if said so."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    register: str
    closes_when: Literal["all closed"] | None = None


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list that is printed, of the entries in `states` (all if none).

    `columns` are fields, "part.field", one of COLUMNS, or of MOVE_COLUMNS behind a move and a dot; it is in the `order`
    of one of them. `foot` stands below it, with the {day} of printing; with `flow_charts` a document has them behind.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Translated
    columns: Names
    order: str | None = None
    states: Names = ()
    file: Literal["docx", "xlsx"] = "xlsx"
    foot: Translated | None = None
    flow_charts: bool = False


@dataclass(frozen=True, slots=True)
class RegisterSight:
    """Who sees `entries`, and who `counts` alone. Whoever is asked to move an entry on sees it besides."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    entries: Names = (Relation.LEVEL_ONE, Relation.OPENER, Relation.OWNER, Relation.ADDRESSEE)
    counts: Names = (Relation.EVERYONE,)


@dataclass(frozen=True)
class Register:
    """One ledger (台账). An entry begins in the first state, when whoever may has answered what is asked at opening.

    `named_by` is the field whose answer names an entry in lists, where that is not the first text; `level` the field of
    choices by which they are filtered. With `grid_of_owner` an entry belongs to the grid of the person in `owner`, if
    there is one. In the fields `of_unit` anybody of the unit may be named, not those of its grid alone.
    With `past_level_one` the organ above (驻组) takes the place of level 1, which learns nothing of it; `directly` is
    the register of that kind in which the same is opened past level 1. Of groups, each with a field of its items:
    `grouped_by` the one of choices below which papers print them, `was_text` the one for what was a text before;
    `named_in` the person whom an entry concerns as one in a field of its own.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    version: int
    title: Translated
    about: str
    opened_by: Names
    fields: tuple[Field, ...]
    states: tuple[RegisterState, ...]
    moves: tuple[RegisterMove, ...]
    owner: str | None = None
    addressee: str | None = None
    grid_of_owner: bool = False
    of_unit: Names = ()
    past_level_one: bool = False
    directly: str | None = None
    named_by: str | None = None
    level: str | None = None
    number: RegisterNumber | None = None
    chains: tuple[ApprovalChain, ...] = ()
    responsible: tuple[Responsibility, ...] = ()
    clocks: tuple[RegisterClock, ...] = ()
    parts: tuple[RegisterPart, ...] = ()
    lists: tuple[PrintedList, ...] = ()
    counts: tuple[RegisterCount, ...] = ()
    opens: tuple[RegisterOpening, ...] = ()
    flow_chart: FlowChartFields | None = None
    sheets: tuple[SheetOfEntry, ...] = ()
    head_last: Mapping[str, str] = empty(default_factory=dict)
    grouped_by: Mapping[str, str] = empty(default_factory=dict)
    was_text: Mapping[str, str] = empty(default_factory=dict)
    named_in: Mapping[str, str] = empty(default_factory=dict)
    unique: tuple[RegisterUnique, ...] = ()
    coverage: tuple[RegisterCoverage, ...] = ()
    seen: RegisterSight = RegisterSight()

    @cached_property
    def form(self) -> Form:
        """The fields as a form, which is asked like any other."""
        return Form(self.id, self.version, self.title, self.fields)

    @cached_property
    def counts_by_history(self) -> bool:
        """Whether a figure needs an entry's history: on which day it came into a state."""
        return any(REACHED in count.on for count in self.counts)

    @cached_property
    def asked_later(self) -> frozenset[str]:
        """The fields that are asked on the way, not at opening."""
        return frozenset(key for move in self.moves for key in move.asked)

    def count(self, count_id: str) -> RegisterCount | None:
        """Return the count of that id; None if there is none."""
        return next((count for count in self.counts if count.id == count_id), None)

    def state(self, state_id: str) -> RegisterState:
        """Return the state of that id; raises KeyError if there is none."""
        for state in self.states:
            if state.id == state_id:
                return state
        raise KeyError(state_id)

    @cached_property
    def once(self) -> RegisterMove | None:
        """The move that each makes once; None where the register has none."""
        return next((move for move in self.moves if move.each_once), None)

    def is_confidential(self, move_id: str) -> bool:
        """Tell whether level 1 alone sees who made that move; False for one that there is no more."""
        return any(move.id == move_id and move.confidential for move in self.moves)

    def move(self, move_id: str) -> RegisterMove:
        """Return the move of that id; raises KeyError if there is none."""
        for move in self.moves:
            if move.id == move_id:
                return move
        raise KeyError(move_id)
