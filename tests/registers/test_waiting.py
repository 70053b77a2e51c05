"""For whom an entry waits: pure, from who holds which post around it."""

from dataclasses import replace

import pytest

from domain.people.people import Rank, Role
from domain.registers.entries import EntryPeople, EntryPlace, WaitsFor
from registers.language import Register
from registers.moves import EntryNow
from registers.reader import shipped_registers
from registers.waiting import AroundEntry, chain_for, meant, waiting

HEAD, LEADER, PRESIDENT, COMMITTEE, OPENER, OWNER = range(1, 7)
AROUND = AroundEntry(
    EntryPlace("1", "201", "30101"),
    EntryPeople(OPENER, OWNER),
    ("30101", "201", "1"),
    {
        ("30101", Role.DEPARTMENT_HEAD): [HEAD],
        ("201", Role.LEADER_IN_CHARGE): [LEADER],
        ("1", Role.PRESIDENT): [PRESIDENT],
        ("1", Role.COMMITTEE): [COMMITTEE],
    },
)
OFFICE = WaitsFor(role=Role.OFFICE, grid_code="1")


def risk() -> Register:
    return shipped_registers()["risk"]


def chained(
    answers: dict[str, str], rank: Rank | None, around: AroundEntry = AROUND
) -> tuple[str | None, str]:
    chain = chain_for(risk(), answers, rank, around)
    assert chain is not None
    return chain.review, chain.approve


@pytest.mark.parametrize(
    ("form", "rank", "review", "approve"),
    [
        ("person", Rank.HOSPITAL_LEADER, "president", "committee"),
        ("person", Rank.MIDDLE, "leader", "committee"),
        ("person", Rank.OTHER, "head", "leader"),
        ("department", None, "leader", "committee"),
        ("unit", None, None, "president"),
    ],
)
def test_who_reviews_and_approves_follows_from_form_and_rank(
    form: str, rank: Rank | None, review: str | None, approve: str
) -> None:
    assert chained({"form": form}, rank) == (review, approve)


@pytest.mark.parametrize(
    ("own", "form", "rank", "found"),
    [
        (PRESIDENT, "person", Rank.HOSPITAL_LEADER, (None, "committee")),
        (LEADER, "person", Rank.MIDDLE, (None, "committee")),
        (HEAD, "person", Rank.OTHER, (None, "leader")),
        (PRESIDENT, "unit", None, (None, "committee")),
    ],
)
def test_nobody_reviews_or_approves_what_is_their_own(
    own: int, form: str, rank: Rank | None, found: tuple[str | None, str]
) -> None:
    as_owner = replace(AROUND, people=EntryPeople(OPENER, own))
    as_opener = replace(AROUND, people=EntryPeople(own, OWNER))
    assert chained({"form": form}, rank, as_owner) == found
    assert chained({"form": form}, rank, as_opener) == found


def test_an_approval_goes_up_until_somebody_else_holds_the_post() -> None:
    around = replace(AROUND, people=EntryPeople(LEADER, OWNER))
    assert chained({"form": "person"}, Rank.OTHER, around) == ("head", "president")
    both = {**AROUND.held, ("201", Role.LEADER_IN_CHARGE): [LEADER, HEAD]}
    assert chained({"form": "person"}, Rank.OTHER, replace(around, held=both)) == ("head", "leader")


def test_a_role_that_nobody_holds_is_level_ones_and_it_is_said_whose() -> None:
    held = {post: people for post, people in AROUND.held.items() if post[1] is not Role.LEADER_IN_CHARGE}
    found = meant("leader", None, replace(AROUND, held=held))
    assert found == (replace(OFFICE, instead_of=Role.LEADER_IN_CHARGE),)


def test_who_has_left_is_nobody_and_level_one_takes_their_place() -> None:
    assert meant("owner", None, AROUND) == (WaitsFor(person_id=OWNER),)
    assert meant("owner", None, replace(AROUND, gone=frozenset({OWNER}))) == (OFFICE,)


def test_the_nearest_holder_above_the_grid_is_meant_and_the_branch_and_the_persons_in_fields() -> None:
    held = {**AROUND.held, ("1", Role.LEADER_IN_CHARGE): [9]}
    nearer = replace(AROUND, held=held, named={"leader": 7})
    assert meant("leader", None, nearer) == (WaitsFor(role=Role.LEADER_IN_CHARGE, grid_code="201"),)
    assert meant("@leader", None, nearer) == (WaitsFor(person_id=7),)
    assert meant("特邀监察员", None, nearer) == (replace(OFFICE, instead_of=Role.INSPECTOR),)
    assert meant("everyone", None, nearer) == meant("addressee", None, nearer) == ()


def test_an_entry_waits_for_whom_the_state_names_or_for_those_of_the_first_way_on() -> None:
    warning = shipped_registers()["warning"]
    sent = replace(AROUND, people=EntryPeople(OPENER, None, 8))
    assert waiting(warning, EntryNow("issued"), sent) == (WaitsFor(person_id=8),)
    assert waiting(warning, EntryNow("answered"), sent) == (WaitsFor(person_id=OPENER), OFFICE)
    assert waiting(warning, EntryNow("accepted"), sent) == ()
    chain = chain_for(risk(), {"form": "person"}, Rank.OTHER, AROUND)
    assert waiting(risk(), EntryNow("review", {}, chain), AROUND) == (
        WaitsFor(role=Role.DEPARTMENT_HEAD, grid_code="30101"),
    )
    assert waiting(risk(), EntryNow("public", {}, chain), AROUND) == ()
