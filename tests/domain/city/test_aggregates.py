"""What leaves a hospital is of a closed list: nothing else gets through, wherever it stands."""

from dataclasses import replace
from typing import Any

import pytest

from domain.city.aggregates import (
    Aggregates,
    DutyStand,
    NotClosedError,
    NoticeReading,
    OpenCounts,
    OpenKind,
    RiskLevel,
    Stand,
    need_closed,
    told,
)
from domain.grades.grading import Grade, GradedKind
from domain.reporting.lights import Light

WHOLE = Aggregates(
    months={"2026-05": Stand(70, 60, 5, 5, {Light.RED: 1})},
    duties={"quarterly_selfcheck": DutyStand("2026-Q2", Stand(70, 1, 2, 67))},
    risks={RiskLevel.A: None},
    entries={OpenKind.PROBLEM: OpenCounts(12, None)},
    grades={(GradedKind.DEPARTMENT, Grade.GOOD): 40},
    graded="2025",
    notices={3: NoticeReading(4, 1)},
)
KNOWN = {"quarterly_selfcheck"}


def test_counts_states_and_grades_are_let_out_as_they_are() -> None:
    assert need_closed(WHOLE, KNOWN) is WHOLE


CANARY: Any = "某某收受红包"


@pytest.mark.parametrize(
    "changed",
    [
        {"months": {CANARY: Stand(70, 60, 5, 5)}},
        {"months": {"2026-05": Stand(CANARY, 60, 5, 5)}},
        {"months": {"2026-05": Stand(70, 60, 5, 5, {CANARY: 1})}},
        {"months": {"2026-05": CANARY}},
        {"duties": {"our_own_duty": DutyStand("2026-Q2", Stand(70, 1, 2, 67))}},
        {"duties": {"quarterly_selfcheck": DutyStand(CANARY, Stand(70, 1, 2, 67))}},
        {"risks": {RiskLevel.A: CANARY}},
        {"entries": {OpenKind.PROBLEM: OpenCounts(12, CANARY)}},
        {"entries": {OpenKind.PROBLEM: OpenCounts(-1, 0)}},
        {"grades": {(GradedKind.UNIT, CANARY): 1}},
        {"graded": CANARY},
        {"notices": {3: NoticeReading(4, 10**12)}},
        {"notices": {3: [CANARY]}},
        {"notices": {3: b"\x00"}},
        {"notices": {3: 1.5}},
        {"notices": {3: True}},
    ],
)
def test_a_text_gets_out_nowhere_and_the_error_does_not_tell_it(changed: dict[str, Any]) -> None:
    with pytest.raises(NotClosedError) as refused:
        need_closed(replace(WHOLE, **changed), KNOWN)
    assert CANARY not in repr(refused.value)


def test_a_count_of_one_to_four_is_not_told() -> None:
    assert [told(count) for count in range(7)] == [0, None, None, None, None, 5, 6]
