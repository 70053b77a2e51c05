"""Whoever answers what, in whichever order: what is stored is the same, to the byte of the file."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.polls.polls import PollState, Shape, figures_of, nothing_counted
from forms.polls.reader import shipped_poll_texts
from storage.polls.keys import PollKeys
from storage.polls.polls import NewPoll
from storage.polls.tables import poll_marks
from storage.statements.scrubbing import write_anew
from tests.desks import open_desk, rows_of
from tests.storage.polls.poll_checks import TODAY, new_poll
from usecases.polls.answering import Answers, Voter, count_answers

SHAPE = Shape(1, (5, 3, 2, 2))
GIVEN = {1: (0, 0, 0, 0), 2: (4, 2, 1, 1), 3: (1, 1, 0, 1), 4: (2, 0, 1, 0), 5: (3, 2, 0, 0), 6: (4, 1, 1, 1)}
SWAPPED = {**GIVEN, 1: GIVEN[2], 2: GIVEN[1]}
TOKEN = "0123456789abcdef"


def played(
    folder: Path, given: Mapping[int, tuple[int, ...]], order: Sequence[int]
) -> tuple[list[Any], bytes]:
    """Play a poll; return who is marked and what is counted while it runs, and the file's bytes after its end."""
    folder.mkdir()
    file = folder / "grid.db"
    keys = PollKeys()
    keys._in_memory[TOKEN] = b"k" * 32
    base = new_poll()
    poll = NewPoll(
        TOKEN,
        base.unit_code,
        "public",
        shipped_poll_texts()["public.toml"],
        base.title,
        base.span,
        base.grid_code,
        base.group,
        base.publishes,
        base.made_by,
        base.made_at,
    )
    with open_desk(f"sqlite:///{file}") as desk:
        sealed = keys.seal(TOKEN, nothing_counted(SHAPE))
        poll_id = desk.database.write(lambda uow: uow.polls.add(poll, [], list(given), sealed))
        for person in order:
            answers = Answers(poll_id, Voter(f"person:{person}", person), given[person])
            desk.database.write(lambda uow, found=answers: count_answers(uow, keys, found, TODAY))  # type: ignore[misc]
        tally = desk.database.write(lambda uow: uow.polls.sealed_tally(poll_id))
        counts = keys.open(TOKEN, tally)
        running = [sorted(row["mark"] for row in rows_of(desk.database, poll_marks)), counts, len(tally)]
        figures = figures_of(SHAPE, counts, None)
        on = TODAY + timedelta(days=3)
        desk.database.write(
            lambda uow: uow.polls.end(poll_id, PollState.ENDED, on, figures.took_part, figures.counts)
        )
        assert desk.database.is_scrubbed(10)
    assert write_anew(file)
    return running, _without_counters(file.read_bytes())


def _without_counters(content: bytes) -> bytes:
    """Return the file without what SQLite counts in its head: how often it was changed, and its tables."""
    return content[:24] + content[28:40] + content[44:92] + content[96:]


@pytest.mark.parametrize(
    ("given", "order"),
    [(SWAPPED, (1, 2, 3, 4, 5, 6)), (GIVEN, (6, 3, 1, 5, 2, 4)), (SWAPPED, (6, 5, 4, 3, 2, 1))],
)
def test_two_who_swap_their_answers_or_their_turns_leave_the_same_bytes(
    tmp_path: Path, given: Mapping[int, tuple[int, ...]], order: Sequence[int]
) -> None:
    assert played(tmp_path / "one", GIVEN, (1, 2, 3, 4, 5, 6)) == played(tmp_path / "other", given, order)
