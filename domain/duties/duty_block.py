"""A duty as data: a block of config.toml, or what one that was made at run time is kept as."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from domain.duties.duties import Duty
from domain.people.grids import GridKind
from domain.people.people import LEVEL_ONE_ROLES, Role
from domain.time.periods import Period
from domain.time.working_days import Shift


def _lines(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, list) else value


class DutyTerms(BaseModel):
    """Who owes which form when (docs/domain.md section 2). `rule` is a text, or a list of one a line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: str
    roles: frozenset[Role] = frozenset({Role.INSPECTOR})
    min_level: int = Field(default=2, ge=1)
    max_level: int | None = None
    grid_kinds: frozenset[GridKind] | None = None
    grids: frozenset[str] | None = None
    except_grids: frozenset[str] = frozenset()
    rule: Annotated[str, BeforeValidator(_lines)]
    period: Period
    period_offset: int = 0
    shift: Shift = Shift.NONE
    opens_days_before: int | None = Field(default=None, ge=0)
    late_days: int = Field(default=5, ge=0)
    nudge_before: tuple[int, ...] = (7, 3, 1)
    nudge_on_day: bool = True
    nudge_after: tuple[int, ...] = (1, 3)
    digest: bool = True
    hearing: bool = False
    offered_by: frozenset[Role] = LEVEL_ONE_ROLES
    received_by: frozenset[str] = frozenset()
    title: dict[str, str] | None = None

    def called(self, duty_id: str) -> Duty:
        """Return the duty of that id. Raises ValueError for a rule that is no RFC 5545 rule."""
        facts = {name: getattr(self, name) for name in DutyTerms.model_fields if name != "form"}
        return Duty(id=duty_id, form_id=self.form, **facts)


class DutyBlock(DutyTerms):
    """[[duty]] of config.toml."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")

    def with_form(self, form: str) -> DutyTerms:
        """Return its terms with this form. Raises ValueError for a rule that is no RFC 5545 rule."""
        facts = {name: getattr(self, name) for name in DutyTerms.model_fields}
        terms = DutyTerms.model_construct(**facts | {"form": form})
        terms.called(self.id)
        return terms


def data_of(terms: DutyTerms) -> dict[str, Any]:
    """Return what is kept of a duty: plain values, of which `terms_of` makes the same terms again."""
    data = terms.model_dump(mode="json", exclude_defaults=True)
    return {
        name: sorted(value) if isinstance(value, list) and name in _SETS else value
        for name, value in data.items()
    }


def terms_of(data: Mapping[str, Any]) -> DutyTerms:
    """Return the terms of what was kept. Raises ValueError (pydantic's) for data that are none."""
    return DutyTerms.model_validate(dict(data))


_SETS = frozenset({"roles", "grid_kinds", "grids", "except_grids", "offered_by", "received_by"})
