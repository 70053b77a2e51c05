"""What the office sets itself, in the browser: its own form comes in by the chat, is looked at and taken back."""

import pytest
from playwright.async_api import FilePayload

from tests.browser.hands import Hands
from tests.forms.xlsform.workbooks import CAMPAIGN, YES_NO, workbook

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFICE = "监察室主任"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_a_form_in_excel_comes_in_and_is_taken_back(hands: Hands) -> None:
    await hands.pick(OFFICE)
    phone = hands.phone(OFFICE)
    await hands.send(phone, "/settings")
    await hands.tap(phone, "表单与台账")
    await hands.sees(phone, "请直接发送文件")
    async with hands.page.expect_file_chooser() as coming:
        await hands.choose(phone, "附件", "文件")
    file: FilePayload = {"name": "清理表.xlsx", "mimeType": XLSX, "buffer": workbook(CAMPAIGN, YES_NO)}
    await (await coming.value).set_files(file)
