"""Whom matters of registers call: those for whom they wait, one grid further up, and who has to be named one."""

from datetime import datetime

from domain.duties.calls import Calls, Matter, MatterLetter, NamedMatters, plan_calls
from domain.duties.nudges import Posts
from domain.time.nudge_hours import Quiet
from tests.domain.duties.test_nudges import BRANCH, COMMISSIONER, OFFICE, POSTS, TREE, WARD, morning

HEAD, LEADER = 50, 51
NOW: datetime = morning(0)
NUDGE = Matter(7, "D", frozenset({HEAD}), nudges=True)


def planned(*matters: Matter, quiet: Quiet | None = None, now: datetime = NOW) -> Calls:
    return plan_calls(now, matters, POSTS, quiet or Quiet())


def up(*grids: int) -> Matter:
    return Matter(7, "D", frozenset({HEAD}), nudges=True, up=frozenset(grids))


def letter(*people: int) -> Matter:
    return Matter(7, "D", letter=MatterLetter("red", frozenset(people)))


def test_a_nudge_goes_to_whom_it_waits_for_and_names_nothing() -> None:
    assert planned(NUDGE) == Calls(frozenset({HEAD}), {}, frozenset({7}))


def test_it_goes_up_so_many_grids_and_ends_at_level_one() -> None:
    assert planned(up(1)).named == {BRANCH: NamedMatters((7,))}
    assert planned(up(2)).people == planned(up(9)).people == {HEAD, OFFICE, COMMISSIONER}
    assert planned(up(1, 2)).people == {HEAD, BRANCH, OFFICE, COMMISSIONER}


def test_where_nobody_is_reached_the_first_grid_above_hears_at_once() -> None:
    assert planned(Matter(7, "D", nudges=True)).people == {BRANCH}
    assert plan_calls(NOW, [NUDGE], Posts(TREE, {}, {}), Quiet()).people == {HEAD}
    nobody = plan_calls(NOW, [Matter(7, "D", nudges=True)], Posts(TREE, {}, {}), Quiet())
    assert nobody == Calls(tomorrow=frozenset({7}))


def test_a_letter_goes_to_whom_it_names_alone() -> None:
    found = planned(letter(HEAD, WARD))
    assert found.people == {HEAD, WARD}
    assert found.named == {person: NamedMatters(letters=((7, "red"),)) for person in (HEAD, WARD)}
    assert planned(letter()).tomorrow == {7}


def test_nobody_is_called_at_night() -> None:
    assert planned(NUDGE, letter(HEAD), now=morning(0, hour=22)) == Calls()


def test_whose_message_of_today_said_what_waits_is_not_called_again() -> None:
    assert planned(NUDGE, quiet=Quiet(already_today={HEAD})) == Calls(taken=frozenset({7}))


def test_who_has_to_be_named_and_had_todays_message_leaves_all_of_it_for_tomorrow() -> None:
    told = Quiet(already_today={BRANCH})
    assert planned(up(1), quiet=told) == Calls(tomorrow=frozenset({7}))
    heard = Quiet(already_today={BRANCH}, heard_of={BRANCH: {7}})
    assert planned(up(1), quiet=heard) == Calls(frozenset({HEAD}), {}, frozenset({7}))


def test_while_somebody_postpones_it_waits_and_no_longer() -> None:
    postponed = Quiet(already_today={HEAD}, snoozed={HEAD: morning(0, hour=11)})
    assert planned(NUDGE, letter(HEAD), quiet=postponed) == Calls()
    over = planned(NUDGE, quiet=postponed, now=morning(0, hour=11))
    assert over == Calls(frozenset({HEAD}), {}, frozenset({7}))
    assert planned(up(1), quiet=Quiet(snoozed={HEAD: morning(1)})).people == {BRANCH}
    both = Matter(7, "D", frozenset({HEAD, LEADER}), nudges=True)
    assert planned(both, quiet=Quiet(snoozed={HEAD: morning(1)})).people == {LEADER}
