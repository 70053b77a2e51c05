"""Who reads which report: every kind of viewer against every place."""

import pytest

from domain.people.people import Post, Role, Viewer
from domain.reporting.report_access import ReportPlace, may_read, may_read_branch

HEART = ReportPlace("30401", "204", "1", above=("204", "1"))
MOVED = ReportPlace("30401", "204", "1", above=("206", "1"))
GONE = ReportPlace("30401", "204", "1")
ELSEWHERE = ReportPlace("90101", "901", "9", above=("901", "9"))


def viewer(role: Role, grid_code: str, level: int, *, deputy: bool = False) -> Viewer:
    posts = (Post(role, grid_code, level),)
    return Viewer(1, "某某", "zh", () if deputy else posts, posts if deputy else ())


OFFICE = viewer(Role.OFFICE, "1", 1)
BRANCH, NEW_BRANCH = viewer(Role.INSPECTOR, "204", 2), viewer(Role.INSPECTOR, "206", 2)
DEPUTY = viewer(Role.INSPECTOR, "204", 2, deputy=True)
WARD, NEXT_DOOR = viewer(Role.INSPECTOR, "30401", 3), viewer(Role.INSPECTOR, "30402", 3)
HEAD = viewer(Role.DEPARTMENT_HEAD, "30401", 3)
COMMITTEE, SUPERVISOR = viewer(Role.COMMITTEE, "1", 1), viewer(Role.SUPERVISOR, "1", 1)


@pytest.mark.parametrize(
    ("who", "place", "reads"),
    [
        (OFFICE, HEART, True),
        (OFFICE, GONE, True),
        (OFFICE, ELSEWHERE, False),
        (BRANCH, HEART, True),
        (BRANCH, GONE, True),
        (BRANCH, MOVED, True),
        (DEPUTY, HEART, True),
        (NEW_BRANCH, HEART, False),
        (NEW_BRANCH, MOVED, True),
        (WARD, HEART, True),
        (NEXT_DOOR, HEART, False),
        (HEAD, HEART, False),
        (COMMITTEE, HEART, False),
        (SUPERVISOR, HEART, False),
    ],
)
def test_a_report_is_read_by_level_one_and_up_its_own_branch(
    who: Viewer, place: ReportPlace, *, reads: bool
) -> None:
    assert may_read(who, place) is reads


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        (OFFICE, True),
        (BRANCH, True),
        (DEPUTY, True),
        (NEW_BRANCH, False),
        (WARD, False),
        (HEAD, False),
        (COMMITTEE, False),
        (SUPERVISOR, False),
    ],
)
def test_how_a_branch_stands_is_read_by_level_one_and_its_inspector(who: Viewer, *, reads: bool) -> None:
    assert may_read_branch(who, "204", "1") is reads
    assert not may_read_branch(who, "901", "9")
