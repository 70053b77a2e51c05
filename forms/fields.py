"""What a form is made of: fields, their choices and conditions (docs/domain.md section 3).

A form is data, read from forms/*.toml by forms/reading/reader.py; nothing here knows how it is asked or stored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict

Translated = Mapping[str, str]
"""The same words in each language: {"zh": ..., "en": ...}."""

_STRICT = ConfigDict(extra="forbid")


class FieldKind(StrEnum):
    """What is asked for; the comment is the type of an answer, as it is kept in JSON."""

    NOTE = "note"  # nothing: words to read, shown above the next question
    YES_NO = "yes_no"  # bool
    WHOLE_NUMBER = "whole_number"  # int
    MONEY = "money"  # str, yuan with two digits after the point: "1200.00"
    ONE_OF = "one_of"  # str, a choice's value
    SEVERAL_OF = "several_of"  # list of choices' values, in the order of the choices
    DATE = "date"  # str, ISO 8601: "2024-06-30"
    SHORT_TEXT = "short_text"  # str of one line
    LONG_TEXT = "long_text"  # str
    ATTACHMENTS = (
        "attachments"  # list of objects, each with "file_id" of Telegram's, or the number "file" of one kept
    )
    PERSON = "person"  # object with "staff_number", "name" and "post", as they were when chosen
    ENTRY = "entry"  # object with "entry" (its id), "number" ("" for none) and "title": of registers alone
    GROUP = "group"  # int, how many items; each item's answers stand beside it


FORM_KINDS = frozenset(FieldKind) - {FieldKind.ENTRY}
"""The kinds of field that a form may have; those of a register are all (docs/registers.md)."""


class AddsUp(StrEnum):
    """How the answers of many grids become one total (forms/sums.py)."""

    NONE = "none"
    SUM = "sum"
    COUNT = "count"
    SHARE = "share"
    WORST_LIGHT = "worst_light"
    LIST = "list"


class Carry(StrEnum):
    """What an answer starts from: nothing, the last period's answer, or the year's sum of `Field.source`."""

    NONE = "none"
    LAST = "last"
    YEAR_SUM = "year_sum"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a field offers; `value` is what is kept."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    value: str
    label: Translated


@dataclass(frozen=True, slots=True)
class Condition:
    """What an earlier answer, of `field`, must be: `above` or `below` a number, `equals` a value, `contains` a choice.

    One of the four is given. In a group `field` is one before it in the same item, or one outside before the group.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    field: str
    above: int | None = None
    below: int | None = None
    equals: bool | str | None = None
    contains: str | None = None


COMPUTED = frozenset({"tips_forwarded", "risks_entered"})
"""The figures that the bot knows by itself, for `Field.computed` (storage/unit_of_work.py says who counts them)."""


def _as_several(value: object) -> object:
    return (value,) if isinstance(value, dict) else tuple(value) if isinstance(value, list) else value


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_as_several)]
"""All of them must hold; a form may write a single one without the list."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form, or a figure that the bot fills in.

    `label` is short, for the summary. `minimum` and `maximum` bound numbers, yuan, items of a group and files;
    `max_length` bounds texts, in characters; `earliest` and `latest` bound days: ISO 8601, or "today". `quick` are
    values offered as buttons. `default` is an answer offered as the first button. `zero` is what a 零报告 files.
    `counted` is "register.count", a figure of a unit's registers with which the report of the unit begins; of one
    choice by which it is split where that is named, "register.count=choice".
    `joins` names the earlier field on whose line of the summary this one stands. `source` is "form.field", for
    `Carry.YEAR_SUM`; `register` that of the entries to choose from. Nobody is asked for a figure that is `computed`
    (one that the bot knows, by its name) or `sum_of` other figures of the form: fields of the same item or outside
    groups, or "group.key" over all items.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    key: str
    kind: FieldKind
    label: Translated
    question: Translated | None = None
    hint: Translated | None = None
    unit: Translated | None = None
    required: bool = False
    minimum: int = 0
    maximum: int | None = None
    max_length: int | None = None
    earliest: str | None = None
    latest: str | None = None
    choices: tuple[Choice, ...] = ()
    quick: tuple[int, ...] = ()
    when: Conditions = ()
    default: Any = None
    zero: Any = None
    computed: str | None = None
    sum_of: tuple[str, ...] = ()
    carry: Carry = Carry.NONE
    source: str | None = None
    counted: str | None = None
    register: str | None = None
    adds_up: AddsUp = AddsUp.NONE
    joins: str | None = None
    fields: tuple["Field", ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it."""
        return self.kind is not FieldKind.NOTE and self.computed is None and not self.sum_of


@dataclass(frozen=True, slots=True)
class Enters:
    """What a form has entered in a `register` instead of asking for it: the buttons of its first window.

    `enter` opens a new entry, `done` goes to the summary, `nothing` files the empty report; `hint` stands above them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    register: str
    enter: Translated
    done: Translated
    nothing: Translated
    hint: Translated


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What figures of a form must be to one another, "forms = dealt_with" (forms/agreement.py); else it `says` so."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    check: str
    says: Translated


@dataclass(frozen=True, slots=True)
class Form:
    """A form of docs/domain.md section 3. `zero_report` tells whether an empty one may be filed in one tap.

    With `enters` its own questions are for who wants to say more: they are skipped until the summary. What breaks
    one of the `checks` is pointed out in the summary. With `document` none is asked: it is fulfilled where a version
    of that report of 文书 is filed, of the same period, and `fields` has the one answer that says which version.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    version: int
    title: Translated
    fields: tuple[Field, ...]
    zero_report: bool = False
    enters: Enters | None = None
    checks: tuple[FormCheck, ...] = ()
    document: Literal["supervisor", "committee"] | None = None
    asked: dict[int | str, Any] = dataclass_field(init=False, repr=False, compare=False, default_factory=dict)
    """What forms/steps.py asked last, by thread, as one draws windows while another keeps answers; and by answers."""

    def called(self, title: Translated | None) -> "Form":
        """Return the form under another `title`, that of a duty with a title of its own; itself without one."""
        return self if title is None or title == self.title else replace(self, title=title)

    def field(self, key: str) -> Field:
        """Return the field of that key, "group.key" for one in a group; raises KeyError if there is none."""
        for found, field in self.all_fields():
            if found == key:
                return field
        raise KeyError(key)

    def all_fields(self) -> Iterator[tuple[str, Field]]:
        """Go through all fields with their keys, a group before what is in it."""
        for field in self.fields:
            yield field.key, field
            for inner in field.fields:
                yield f"{field.key}.{inner.key}", inner
