"""Polls in tables, their keys in files, and who works below a grid."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.people.people import Rank, Role
from reminders.desk import Desk
from storage.people.below import ChosenPeople
from storage.polls.keys import PollKeyLostError, PollKeys, new_token
from storage.tables import Moment, metadata
from tests.desks import open_desk
from tests.storage.polls.poll_checks import TODAY, check_polls


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("polls")
    with open_desk(f"sqlite:///{folder}/grid.db") as opened:
        yield opened


def test_a_poll_is_made_answered_and_ended(desk: Desk) -> None:
    check_polls(desk.database)


def test_no_column_beside_an_answer_holds_a_moment_or_counts_rows() -> None:
    written = [metadata.tables[name] for name in ("poll_mark", "poll_tally")]
    assert not [column for table in written for column in table.c if isinstance(column.type, Moment)]
    assert set(metadata.tables["poll_mark"].c.keys()) == {"poll_id", "mark"}
    assert metadata.tables["poll_mark"].dialect_options["sqlite"]["with_rowid"] is False


def test_people_below_a_grid_are_chosen_by_rank_membership_and_post(desk: Desk) -> None:
    def ids(code: str, chosen: ChosenPeople) -> set[int]:
        return set(desk.database.write(lambda uow: uow.people_below.chosen(code, chosen, TODAY)))

    roster = desk.database.write(lambda uow: uow.rosters.load())
    numbers = desk.database.write(
        lambda uow: {
            official.staff_number: uow.officials.numbered([official.staff_number])[
                official.staff_number
            ].person_id
            for official in roster.officials
        }
    )
    organ = {post.staff_number for post in roster.appointments if post.role is Role.SUPERVISOR}
    here = {found.staff_number: found for found in roster.officials if found.staff_number not in organ}
    assert organ
    assert ids("1", ChosenPeople()) == {numbers[number] for number in here}
    leaders = {number for number, found in here.items() if found.rank is Rank.HOSPITAL_LEADER}
    assert ids("1", ChosenPeople(ranks=[Rank.HOSPITAL_LEADER])) == {numbers[number] for number in leaders}
    party = {number for number, found in here.items() if found.party_member}
    assert ids("1", ChosenPeople(party_members=True)) == {numbers[number] for number in party}
    ward = {number for number, found in here.items() if found.grid_code == "30401"}
    assert ids("30401", ChosenPeople()) == {numbers[number] for number in ward}
    inspectors = {
        post.staff_number
        for post in roster.appointments
        if post.role is Role.INSPECTOR and post.grid_code.startswith(("204", "304"))
    }
    assert ids("204", ChosenPeople(roles=[Role.INSPECTOR])) == {numbers[number] for number in inspectors}


@pytest.mark.parametrize("in_files", [True, False])
def test_counters_open_with_their_own_key_alone_and_with_nothing_once_it_is_destroyed(
    tmp_path: Path, *, in_files: bool
) -> None:
    keys = PollKeys(tmp_path / "keys" if in_files else None)
    assert keys.tokens() == set()
    token, other = new_token(), new_token()
    for made in (token, other):
        keys.make(made)
    assert keys.tokens() == {token, other}
    sealed = keys.seal(token, (1, 2, 300))
    assert keys.open(token, sealed) == (1, 2, 300)
    assert keys.seal(token, (1, 2, 300)) != sealed
    assert len(keys.seal(token, (0, 0, 0))) == len(keys.seal(token, (9, 2**31, 5)))
    with pytest.raises(PollKeyLostError):
        keys.open(other, sealed)
    assert keys.mark_of(token, "person:1") == keys.mark_of(token, "person:1")
    assert (
        len(
            {
                keys.mark_of(token, "person:1"),
                keys.mark_of(token, "person:2"),
                keys.mark_of(other, "person:1"),
            }
        )
        == 3
    )
    keys.destroy(token)
    keys.destroy(token)
    assert not keys.has(token)
    assert keys.has(other)
    for lost in (lambda: keys.open(token, sealed), lambda: keys.mark_of(token, "person:1")):
        with pytest.raises(PollKeyLostError):
            lost()


def test_a_key_is_its_owners_alone_never_made_twice_and_written_over_before_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, token = PollKeys(tmp_path / "keys"), new_token()
    keys.make(token)
    file = tmp_path / "keys" / f"{token}.key"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(FileExistsError):
        keys.make(token)
    sealed = keys.seal(token, (1,))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda _path: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(OSError, match="killed"):
            keys.destroy(token)
    assert file.read_bytes() == bytes(32)
    with pytest.raises(PollKeyLostError):
        keys.open(token, sealed)
    keys.destroy(token)
    assert list(file.parent.iterdir()) == []


def test_a_name_that_is_no_token_reaches_no_file(tmp_path: Path) -> None:
    keys = PollKeys(tmp_path / "keys")
    for token in ("../config", "", "0" * 15, "X" * 16):
        with pytest.raises(PollKeyLostError):
            keys.destroy(token)
