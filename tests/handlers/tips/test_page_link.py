"""在网页上处理: who handles tips is given a link, nobody else is."""

from functools import partial

import pytest

from domain.errors import RefusalError
from domain.tips.receipts import find_receipt
from tests.harness import Hospital
from tests.web.handlers_by_hand import ADDRESS, link_of, open_to_handlers
from usecases.house import Request
from usecases.tips.handling.sessions import end_page_session, issue_link
from windows.text_parts import LINES_ON_A_PHONE, phone_lines

OFFICE, SUPERVISOR, WARD = "监察室主任", "驻组联络员", "心内科特邀监察员"


@pytest.mark.parametrize("name", [OFFICE, SUPERVISOR])
async def test_a_handler_is_given_a_plain_link_and_a_code_to_type(hospital: Hospital, name: str) -> None:
    open_to_handlers(hospital)
    phone = await hospital.phone_of(name)
    code = await link_of(phone)
    window = await phone.see("在网页上处理")
    assert find_receipt(window.text) == code
    assert f"{ADDRESS}/h" in window.text
    assert phone_lines(window.text) <= LINES_ON_A_PHONE
    (first, *_rest) = window.json["reply_markup"]["inline_keyboard"]
    assert [(button["text"], button["url"]) for button in first] == [("打开网页", f"{ADDRESS}/h#{code}")]
    # Another tap is another link.
    await phone.tap("返回列表")
    assert await link_of(phone) != code


async def test_who_handles_no_tips_is_given_none(hospital: Hospital) -> None:
    open_to_handlers(hospital)
    ward = await hospital.phone_of(WARD)
    assert "在网页上处理" not in str((await ward.send("/menu")).buttons)
    for telegram_id in (ward.id, 1):
        request = Request(hospital.app.house, telegram_id, telegram_id, 0, hospital.clock.now())
        with pytest.raises(RefusalError, match="access-not"):
            await request.run(partial(issue_link, request=request))
        with pytest.raises(RefusalError, match="access-not"):
            await request.run(partial(end_page_session, request=request))


async def test_a_button_of_before_the_page_was_switched_off_leads_nowhere(hospital: Hospital) -> None:
    open_to_handlers(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    object.__setattr__(hospital.app.house, "page_address", "")
    toast = await office.tap("在网页上处理")
    assert toast is not None
    assert "此按钮已失效" in toast.text
    await office.quiet()
    assert "登录码" not in "".join(message.text for message in await office.chat())
