from hypothesis import given
from hypothesis import strategies as st

from domain.people.people import LEVEL_ONE_ROLES, Role
from domain.tips.routing import ROLES, Body, Concern, body_of, receiving_body, recipients

roles = st.frozensets(st.sampled_from(Role))


@given(roles)
def test_nobody_of_the_office_ever_handles_what_concerns_the_office(held: frozenset[Role]) -> None:
    if held & LEVEL_ONE_ROLES:
        assert body_of(held) is not receiving_body(Concern.OFFICE)


@given(roles)
def test_an_inspector_as_such_handles_no_tip(held: frozenset[Role]) -> None:
    others = held - LEVEL_ONE_ROLES - {Role.SUPERVISOR}
    assert body_of(others | {Role.INSPECTOR}) is None


@given(roles)
def test_who_handles_a_bodys_tips_holds_one_of_its_roles(held: frozenset[Role]) -> None:
    body = body_of(held)
    assert body is None or ROLES[body] & held


def test_a_tip_goes_to_the_office_unless_it_concerns_the_office() -> None:
    assert {concern: receiving_body(concern) for concern in Concern} == {
        Concern.NOBODY: Body.OFFICE,
        Concern.INSPECTOR: Body.OFFICE,
        Concern.OFFICE: Body.SUPERVISOR,
    }


def test_each_body_has_its_roles() -> None:
    for body, handling in ROLES.items():
        assert all(body_of([role]) is body for role in handling)
    assert body_of([]) is None


people = st.sets(st.integers(1, 6))
keys = st.dictionaries(st.integers(1, 6), st.sampled_from(["age1a", "age1b", "age1c"]))


@given(people, keys, st.lists(st.sampled_from(["age1shared", "age1other"])))
def test_a_tip_is_sealed_to_each_handlers_own_key_and_to_no_other_persons(
    handlers: set[int], own: dict[int, str], shared: list[str]
) -> None:
    found = recipients(handlers, own, shared)
    assert list(found) == sorted(set(found))
    assert set(found) - set(shared) == {own[handler] for handler in handlers if handler in own}
    if handlers and handlers <= own.keys():
        assert not set(found) & set(shared)
    else:
        assert set(shared) <= set(found)
