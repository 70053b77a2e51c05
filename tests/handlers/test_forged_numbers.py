"""Numbers in the data of buttons that no window offers: too long for any column, or in digits that are none of ours."""

import pytest

from tests.forged import press
from tests.harness import Hospital

LONG = "9" * 30


@pytest.mark.parametrize("number", [LONG, "٣", "-1", ""])
async def test_a_number_that_no_button_carries_is_an_old_button_and_no_error(
    hospital: Hospital, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    inspector = await hospital.phone_of("心内科特邀监察员")
    office = await hospital.phone_of("监察室主任")
    for phone in (inspector, office):
        await phone.send("/start")
    for data in (f"report:{number}", f"zero:{number}"):
        assert "失效" in await press(hospital, inspector, data), data
    for data in (f"exempt-ask:{number}", f"tips-page:{number}", f"invite:{number}"):
        assert "失效" in await press(hospital, office, data), data
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_nothing_to_hand_over_sends_no_file(hospital: Hospital) -> None:
    office = await hospital.phone_of("监察室主任")
    await office.send("/tips")
    await press(hospital, office, "keys:do")
    await office.see("全部线索均已加密给现任受理人")
    assert not [m for m in await office.chat() if m.file_kind == "document"]
