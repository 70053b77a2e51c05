"""The organ's windows over fifty hospitals, without a bot: each fits a phone, and on its pages nothing is left out."""

from collections.abc import Callable
from itertools import count

import pytest

from domain.city.aggregates import (
    Aggregates,
    DutyStand,
    NoticeReading,
    OpenCounts,
    OpenKind,
    RiskLevel,
    Stand,
)
from domain.city.notices import CityNotice
from domain.grades.grading import Grade, GradedKind
from domain.reporting.lights import Light
from forms.duties.catalogue import catalogue
from locales import LANGUAGES, Speech, Words
from tests.harness import MAY
from usecases.city.organ import Looked
from windows.city.notices import readings_window, sent_window, told_window
from windows.city.organ import all_window, compare_window, hospital_window, no_hospital_window
from windows.page_turns import ROWS_MOST
from windows.text_parts import LINES_ON_A_PHONE, phone_lines
from windows.windows import Button, Window

SPEECHES = [pytest.param(Speech(Words(), language), id=language) for language in LANGUAGES]
STAND = Stand(due=100, on_time=88, late=9, missing=3, lights={Light.GREEN: 90, Light.YELLOW: 6, Light.RED: 1})
FEW = Stand(due=5, on_time=3, late=1, missing=1)
FULL = Aggregates(
    months={"2026-04": STAND, "2026-05": STAND},
    duties={duty_id: DutyStand("2026-05", STAND) for duty_id in catalogue()},
    risks=dict.fromkeys(RiskLevel, None),
    entries={kind: OpenCounts(1234, None) for kind in OpenKind},
    grades={(kind, grade): None for kind in GradedKind for grade in Grade},
    graded="2026-H1",
    notices={7: NoticeReading(12, 3)},
)
LONG = "某市某某区中医医院医共体总院"
HOSPITALS = [
    Looked(f"h{n:02}", f"{LONG}{n:02}", FULL if n % 3 else Aggregates(months={"2026-05": FEW}))
    for n in range(50)
]
AWAY = [Looked(each.code, each.name, None) for each in HOSPITALS]
NOTICE = CityNotice(7, "请各医院月底前报送自查情况，逾期的说明原因" * 9, MAY)


def pages(make: Callable[[int], Window]) -> list[Window]:
    """Return all pages of a window, each of which fits a phone and leads to the next."""
    found: list[Window] = []
    for page in count():
        window = make(page)
        if found and window == found[-1]:
            return found
        assert phone_lines(window.text) <= LINES_ON_A_PHONE, window.text
        assert len(window.rows) <= ROWS_MOST
        assert all(len((button.data or "").encode()) <= 64 for button in buttons(window))
        found.append(window)
    raise AssertionError


def buttons(window: Window) -> list[Button]:
    return [button for row in window.rows for button in row]


@pytest.mark.parametrize("speech", SPEECHES)
@pytest.mark.parametrize("looked", [HOSPITALS, AWAY], ids=["there", "away"])
def test_fifty_hospitals_fit_a_phone_and_each_has_one_button(looked: list[Looked], speech: Speech) -> None:
    shown = pages(lambda page: all_window(looked, page, speech))
    labels = [
        button.label for window in shown for button in buttons(window) if "city-of:" in (button.data or "")
    ]
    assert labels == [each.name for each in looked]
    assert len(shown) <= 17


@pytest.mark.parametrize("speech", SPEECHES)
def test_each_of_fifty_is_compared_once_the_lowest_share_first(speech: Speech) -> None:
    text = "\n".join(window.text for window in pages(lambda page: compare_window(HOSPITALS, page, speech)))
    assert [text.count(each.name) for each in HOSPITALS] == [1] * 50
    assert text.index(HOSPITALS[48].name) < text.index(HOSPITALS[1].name)
    assert len(pages(lambda page: compare_window(AWAY, page, speech))) == 1


@pytest.mark.parametrize("speech", SPEECHES)
def test_all_that_is_told_of_a_hospital_is_there_over_its_pages(speech: Speech) -> None:
    shown = pages(lambda page: hospital_window(HOSPITALS[1], page, speech))
    text = "\n".join(window.text for window in shown)
    assert [
        duty.name[speech.language] for duty in catalogue().values() if duty.name[speech.language] not in text
    ] == []
    (window,) = pages(lambda page: hospital_window(AWAY[1], page, speech))
    assert buttons(window)[0].data == "city-of:h01"
    assert len(pages(lambda page: hospital_window(Looked("a", LONG, Aggregates()), page, speech))) == 1


@pytest.mark.parametrize("speech", SPEECHES)
def test_who_has_read_and_who_was_not_reached_fits_a_phone(speech: Speech) -> None:
    readings = [(each.name, each.told.notices.get(7) if each.told else None) for each in HOSPITALS]
    text = "\n".join(
        window.text for window in pages(lambda page: readings_window(NOTICE, readings, page, speech))
    )
    assert [text.count(each.name) for each in HOSPITALS] == [1] * 50
    unreached = [each.name for each in AWAY]
    (sent,) = pages(lambda _page: sent_window(7, unreached, 0, speech))
    assert "50" in sent.text
    pages(lambda _page: told_window([NOTICE] * 6, speech))


@pytest.mark.parametrize("speech", SPEECHES)
def test_without_a_hospital_it_is_said_who_connects_one_and_nothing_is_offered_that_leads_nowhere(
    speech: Speech,
) -> None:
    (window,) = pages(lambda _page: no_hospital_window(speech))
    assert len(buttons(window)) == 1
