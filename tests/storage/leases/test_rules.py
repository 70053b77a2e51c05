"""Who ticks: the rules by themselves, then any run of any processes against what is plainly to be expected."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from storage.leases.rules import LIFE, LOOKED_AT, Lease, LeaseRole, given_up, renewed, taken

NOON = datetime(2026, 5, 12, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NOBODYS = {role: Lease(role) for role in LeaseRole}


def held_by(holder: str, role: LeaseRole = LeaseRole.TICK, at: datetime = NOON) -> dict[LeaseRole, Lease]:
    lease = taken(role, NOBODYS, holder, at)
    assert lease is not None
    return {**NOBODYS, role: lease}


def test_what_nobody_has_is_taken_and_what_somebody_has_is_not_until_its_time_runs_out() -> None:
    found = held_by("a")
    mine = found[LeaseRole.TICK]
    assert (mine.holder, mine.token, mine.taken_at, mine.expires_at) == ("a", 1, NOON, NOON + LIFE)
    assert taken(LeaseRole.TICK, found, "b", NOON + LIFE - SECOND) is None
    theirs = taken(LeaseRole.TICK, found, "b", NOON + LIFE)
    assert theirs is not None
    assert (theirs.holder, theirs.token) == ("b", 2)
    assert taken(LeaseRole.DELIVER, found, "b", NOON) is not None


def test_whoever_takes_again_what_is_theirs_gets_a_new_number() -> None:
    again = taken(LeaseRole.TICK, held_by("a"), "a", NOON + SECOND)
    assert again is not None
    assert again.token == 2


def test_a_time_too_far_ahead_is_of_a_clock_that_was_set_back_and_holds_nobody_up() -> None:
    tomorrow = held_by("a", at=NOON + timedelta(days=1))
    assert taken(LeaseRole.TICK, tomorrow, "b", NOON) is not None
    assert taken(LeaseRole.TICK, held_by("a"), "b", NOON - SECOND) is not None


def test_it_is_prolonged_by_its_holder_alone_and_also_once_it_ran_out() -> None:
    found = held_by("a")
    later = NOON + timedelta(hours=1)
    assert renewed(LeaseRole.TICK, found, ("a", 1), later) == replace(
        found[LeaseRole.TICK], expires_at=later + LIFE
    )
    assert renewed(LeaseRole.TICK, found, ("a", 2), NOON) is None
    assert renewed(LeaseRole.TICK, found, ("b", 1), NOON) is None


def test_who_polled_and_slept_while_others_came_does_not_go_on() -> None:
    found = held_by("a", LeaseRole.POLL)
    later = NOON + LIFE
    assert renewed(LeaseRole.POLL, found, ("a", 1), later) is not None
    ticking = taken(LeaseRole.TICK, found, "b", later)
    assert ticking is not None
    assert renewed(LeaseRole.POLL, {**found, LeaseRole.TICK: ticking}, ("a", 1), later) is None


def test_what_is_given_up_is_free_at_once_and_its_number_stays_used() -> None:
    found = held_by("a")
    free = given_up(found[LeaseRole.TICK], ("a", 1), NOON)
    assert free is not None
    assert given_up(found[LeaseRole.TICK], ("b", 1), NOON) is None
    assert not free.is_held(NOON)
    assert renewed(LeaseRole.TICK, {**found, LeaseRole.TICK: free}, ("a", 1), NOON) is None
    theirs = taken(LeaseRole.TICK, {**found, LeaseRole.TICK: free}, "b", NOON)
    assert theirs is not None
    assert theirs.token == 2


def test_whoever_polls_is_alone_and_others_keep_it_out() -> None:
    for role in (LeaseRole.TICK, LeaseRole.DELIVER):
        assert taken(LeaseRole.POLL, held_by("a", role), "b", NOON) is None
        assert taken(role, held_by("a", LeaseRole.POLL), "b", NOON) is None
        assert taken(role, held_by("a", LeaseRole.POLL), "a", NOON) is not None
        assert taken(LeaseRole.POLL, held_by("a", role), "a", NOON) is not None


@dataclass
class Sleeper:
    """A process: what it believes of each role, however long ago it looked."""

    numbers: dict[LeaseRole, int]


class Processes(RuleBasedStateMachine):
    """Three processes that take, prolong, give up, write and sleep for as long as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.was_set_back = False
        self.table = dict(NOBODYS)
        self.sleepers = {name: Sleeper({}) for name in "abc"}
        self.last: dict[LeaseRole, tuple[str, int]] = {}
        """Who took a role last: the one whose writes count, unless it was given up."""
        self.granted: dict[LeaseRole, datetime] = {}
        """Until when nobody else may have it, while no clock is set."""

    @rule(seconds=st.integers(0, 40))
    def time_goes_by(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule(hours=st.integers(-48, -1))
    def the_clock_is_set_back(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.granted.clear()
        self.was_set_back = True

    @rule(name=st.sampled_from("abc"), role=st.sampled_from(LeaseRole))
    def take(self, name: str, role: LeaseRole) -> None:
        lease = taken(role, self.table, name, self.now)
        if lease is None:
            return
        for other in LOOKED_AT[role]:
            assert other not in self.granted or self.last[other][0] == name or self.now >= self.granted[other]
        assert lease.token > self.table[role].token
        self.table[role] = lease
        self.sleepers[name].numbers[role] = lease.token
        self.last[role], self.granted[role] = (name, lease.token), self.now + LIFE

    @rule(name=st.sampled_from("abc"), role=st.sampled_from(LeaseRole))
    def prolong(self, name: str, role: LeaseRole) -> None:
        token = self.sleepers[name].numbers.get(role, 0)
        lease = renewed(role, self.table, (name, token), self.now)
        excluded = any(
            self.table[other].holder != name and self.table[other].is_held(self.now)
            for other in LOOKED_AT[role]
        )
        assert (lease is not None) == (self.last.get(role) == (name, token) and not excluded)
        if lease is not None:
            self.table[role] = lease
            self.granted[role] = self.now + LIFE

    @rule(name=st.sampled_from("abc"), role=st.sampled_from(LeaseRole))
    def give_up(self, name: str, role: LeaseRole) -> None:
        token = self.sleepers[name].numbers.get(role, 0)
        lease = given_up(self.table[role], (name, token), self.now)
        assert (lease is not None) == (self.last.get(role) == (name, token))
        if lease is not None:
            self.table[role] = lease
            del self.last[role]
            self.granted.pop(role, None)

    @invariant()
    def one_at_most_may_write(self) -> None:
        for role in LeaseRole:
            writers = [
                name
                for name, sleeper in self.sleepers.items()
                if self.table[role].is_of(name, sleeper.numbers.get(role, 0))
            ]
            assert writers == ([self.last[role][0]] if role in self.last else [])

    @invariant()
    def whoever_polls_ticks_and_delivers_alone(self) -> None:
        if self.was_set_back:
            return
        held = {role: lease.holder for role, lease in self.table.items() if lease.is_held(self.now)}
        assert LeaseRole.POLL not in held or set(held.values()) == {held[LeaseRole.POLL]}


TestProcesses = Processes.TestCase
