"""Officials, roles and appointments (docs/domain.md section 1)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

FIRST_LANGUAGE = "zh"
"""Spoken to whoever has chosen none; the others are in locales/."""


class Role(StrEnum):
    """A role as the roster names it; the value is the Chinese name of docs/domain.md section 1."""

    COMMISSIONER = "特邀监察专员"
    OFFICE = "医院监察室"
    INSPECTOR = "特邀监察员"
    SUPERVISOR = "驻市卫生健康委纪检监察组"
    COMMITTEE = "医院党委"
    DEPARTMENT_HEAD = "科室负责人"
    LEADER_IN_CHARGE = "分管领导"
    PRESIDENT = "院长"


LEVEL_ONE_ROLES = frozenset({Role.COMMISSIONER, Role.OFFICE})
DIGEST_ROLES = frozenset({Role.COMMITTEE, Role.SUPERVISOR})


class Rank(StrEnum):
    """职级."""

    HOSPITAL_LEADER = "院领导"
    MIDDLE = "中层"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Official:
    """A person supervised in a grid (行使公权力的公职人员). `staff_number` is 工号, the key of the roster."""

    staff_number: str
    name: str
    post: str
    rank: Rank
    party_member: bool
    grid_code: str
    in_post_since: date | None


@dataclass(frozen=True, slots=True)
class Appointment:
    """聘任: person × grid × role × from–to; both days are included; `ends_on` None means open-ended."""

    staff_number: str
    grid_code: str
    role: Role
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Post:
    """What a person is today: a role at a grid."""

    role: Role
    grid_code: str
    level: int
    grid_tags: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is acting: a bound person with the appointments in force today (docs/domain.md section 1, who sees what).

    `stands_in` are the posts of those away whose deputy this is (domain/people/leaves.py). They count where a grid's
    duties are done, never where level 1 is run or tips are handled. `stands_for` are those people themselves.
    """

    person_id: int
    name: str
    language: str
    posts: tuple[Post, ...]
    stands_in: tuple[Post, ...] = ()
    stands_for: frozenset[int] = frozenset()

    @property
    def inspected(self) -> tuple[str, ...]:
        """The grids whose inspector, or inspector's deputy, this is; level 1 excluded, which receives reports."""
        own = (p.grid_code for p in self._duty_posts if p.role is Role.INSPECTOR and p.level > 1)
        return tuple(dict.fromkeys(own))

    @property
    def grid_codes(self) -> tuple[str, ...]:
        """The grids at which this person has, or stands in for, any post."""
        return tuple(dict.fromkeys(p.grid_code for p in self._duty_posts))

    def answers_for(self, roles: Collection[Role], grid_code: str) -> bool:
        """Tell whether this person does the duties that `roles` have at `grid_code`, as deputy or themselves."""
        return any(p.grid_code == grid_code and p.role in roles for p in self._duty_posts)

    def units_as(self, roles: Collection[Role]) -> tuple[str, ...]:
        """The first-level grids at which this person, as deputy or themselves, holds one of `roles`."""
        own = (p.grid_code for p in self._duty_posts if p.level == 1 and p.role in roles)
        return tuple(dict.fromkeys(own))

    @property
    def takes_leave(self) -> bool:
        """Whether leave (请假) is offered to whom the clock reminds of reports: inspectors and level 1."""
        own = any(p.role is Role.INSPECTOR for p in self.posts)
        return own or self.unit_code is not None

    @property
    def is_of_organ_above(self) -> bool:
        """Whether this is somebody of the organ above the hospital (驻组), who holds no post of the hospital itself."""
        return bool(self.posts) and all(post.role is Role.SUPERVISOR for post in self.posts)

    @property
    def _duty_posts(self) -> tuple[Post, ...]:
        return self.posts + self.stands_in

    @property
    def unit_code(self) -> str | None:
        """The first-level grid that this person runs as commissioner, office or level-1 inspector, or None."""
        for post in self.posts:
            if post.level == 1 and (post.role in LEVEL_ONE_ROLES or post.role is Role.INSPECTOR):
                return post.grid_code
        return None

    @property
    def digest_code(self) -> str | None:
        """The first-level grid whose digest (without persons) committee and supervisor may read, or None."""
        return next((p.grid_code for p in self.posts if p.role in DIGEST_ROLES), None)

    @property
    def roles_at_unit(self) -> frozenset[Role]:
        """The roles held at a first-level grid: what a tip's routing goes by (domain/tips/routing.py)."""
        return frozenset(p.role for p in self.posts if p.level == 1)
