"""Whom a register names before there is an entry, and what each post has to do with it: pure."""

from domain.people.people import Post, Role, Viewer
from registers.posts import chain_work, roles_waited_for
from registers.reader import shipped_registers
from registers.waiting import is_everyone, is_named
from usecases.registers.lists.listing import sees_counts
from usecases.registers.shown import may_open

UNIT, WARD = "1", "30101"
OF_ORGAN, OF_COMMITTEE = Post(Role.SUPERVISOR, UNIT, 1), Post(Role.COMMITTEE, UNIT, 1)
HEADS = Post(Role.DEPARTMENT_HEAD, WARD, 3)


def holding(*posts: Post, stands_in: tuple[Post, ...] = ()) -> Viewer:
    return Viewer(1, "", "zh", posts, stands_in)


def test_everyone_is_who_is_bound_with_a_role_or_without_but_for_the_organ_above() -> None:
    registers = shipped_registers()
    for viewer in (holding(), holding(OF_ORGAN, OF_COMMITTEE)):
        assert is_everyone(viewer)
        assert may_open(registers["gifts"], viewer)
    organ = holding(OF_ORGAN)
    assert not is_everyone(organ)
    assert not any(may_open(register, organ) for register in registers.values())
    assert [register.id for register in registers.values() if sees_counts(register, organ)] == [
        "report_direct"
    ]


def test_the_organ_above_is_named_by_its_role_and_a_deputy_by_the_post_they_stand_in_for() -> None:
    assert is_named([Role.SUPERVISOR], holding(OF_ORGAN))
    assert is_named(["head"], holding(stands_in=(HEADS,)))
    assert not is_named(["head", "level_one"], holding(OF_COMMITTEE))


def test_what_is_reviewed_and_approved_by_a_post_follows_from_the_chains() -> None:
    registers = shipped_registers()
    found = {role: chain_work(registers.values(), {role}) for role in Role}
    risk = [registers["risk"]]
    assert found[Role.PRESIDENT].both == found[Role.LEADER_IN_CHARGE].both == risk
    assert found[Role.DEPARTMENT_HEAD].reviews == found[Role.COMMITTEE].approves == risk
    assert [role for role in Role if not found[role].is_any] == [
        Role.COMMISSIONER,
        Role.OFFICE,
        Role.INSPECTOR,
        Role.SUPERVISOR,
    ]


def test_entries_wait_for_those_whom_chains_moves_and_states_name() -> None:
    leaders = {Role.PRESIDENT, Role.LEADER_IN_CHARGE, Role.DEPARTMENT_HEAD, Role.COMMITTEE}
    assert roles_waited_for(shipped_registers()["risk"]) == leaders
    assert roles_waited_for(shipped_registers()["gifts"]) == frozenset()
