"""Who somebody is to an entry (docs/registers.md): what `by`, `tells` and the like may name."""

from enum import StrEnum

from domain.people.people import Role


class Relation(StrEnum):
    """Who somebody is to one entry; beside these the roles of the roster may be named."""

    EVERYONE = "everyone"  # whoever is bound in the unit and not of the organ above (驻组)
    OPENER = "opener"  # who opened it
    OWNER = "owner"  # the person in the field `Register.owner`: whom it is about, or who answers for it
    ADDRESSEE = "addressee"  # the person in the field `Register.addressee`
    HEAD = "head"  # 科室负责人 of its grid
    LEADER = "leader"  # 分管领导, the nearest holder above its grid
    BRANCH = "branch"  # the inspector of the branch above its grid
    PRESIDENT = "president"
    COMMITTEE = "committee"
    LEVEL_ONE = "level_one"  # 医院监察室 and 特邀监察专员
    REVIEWER = "reviewer"  # whom the chain of the entry names for 审核
    APPROVER = "approver"  # whom the chain of the entry names for 审定


OF_AN_ENTRY = frozenset(
    {Relation.OPENER, Relation.OWNER, Relation.ADDRESSEE, Relation.REVIEWER, Relation.APPROVER}
)
"""Relations that nobody has before there is an entry."""
OF_THE_CHAIN = frozenset({Relation.REVIEWER, Relation.APPROVER})
PERSONS = frozenset({Relation.OWNER, Relation.ADDRESSEE})
"""Relations that a field of kind `person` gives."""
WHO = (*Relation, *Role)
"""Whatever `by`, `tells` and the like may name."""
FIELD_SIGN = "@"
"""Begins the name of whoever is in a field of kind `person`: "@leader" is the person in the field "leader"."""
