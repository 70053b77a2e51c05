from hypothesis import given
from hypothesis import strategies as st

from domain.people import LEVEL_ONE_ROLES, Role
from domain.routing import ROLES, Body, Concern, body_of, may_see, receiving_body

roles = st.frozensets(st.sampled_from(Role))


@given(held=roles, recused=st.booleans())
def test_nobody_of_the_office_ever_sees_what_concerns_the_office(
    *, held: frozenset[Role], recused: bool
) -> None:
    body = receiving_body(Concern.OFFICE)
    if held & LEVEL_ONE_ROLES:
        assert not may_see(held, body, recused=recused)


@given(roles, st.sampled_from(Concern))
def test_an_inspector_as_such_sees_no_tip(held: frozenset[Role], concern: Concern) -> None:
    others = held - LEVEL_ONE_ROLES - {Role.SUPERVISOR}
    assert not may_see(others | {Role.INSPECTOR}, receiving_body(concern), recused=False)


@given(roles, st.sampled_from(Body))
def test_who_has_recused_themselves_sees_nothing(held: frozenset[Role], body: Body) -> None:
    assert not may_see(held, body, recused=True)


@given(roles)
def test_everybody_handles_for_one_body_at_most(held: frozenset[Role]) -> None:
    assert sum(may_see(held, body, recused=False) for body in Body) <= 1


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
