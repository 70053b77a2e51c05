"""A patient at the page, in a real browser: from the poster's link to the receipt, a question and its answer."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, FilePayload, Route

from domain.tips.padding import unpad_file
from storage.tips.sealing import open_sealed, open_text
from storage.unit_of_work import UnitOfWork
from tests.browser.reader import PHONE, TEXT, assert_accessible, reading, write
from tests.handlers.tips.test_tip_leaks import METADATA, paper, photo
from tests.harness import Hospital

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFICE = "监察室主任"
VOICE = b"OggS not much of a voice"


async def test_a_tip_its_receipt_a_question_and_an_answer(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    office = await hospital.phone_of(OFFICE)
    async with reading(browser, f"{url}/t#d-5b-D5YaF56eR") as page:
        await page.get_by_text("科室已按海报填好：心内科").wait_for()
        assert await page.evaluate("location.hash") == ""
        await assert_accessible(page)
        await write(page)
        await page.get_by_text("心内科", exact=True).wait_for()
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        await assert_accessible(page)
        await page.get_by_role("button", name="提交", exact=True).click()
        await page.get_by_text("已收到。").wait_for()
        code = await page.locator("#code").inner_text()
        await assert_accessible(page)
        await page.get_by_role("button", name="完成").click()
        assert TEXT not in await page.content()
        assert code not in await page.content()

    def sealed(uow: UnitOfWork) -> bytes | None:
        return uow.tips.sealed("2026-001")[0]

    found = await hospital.app.database.run(sealed)
    assert found is not None
    assert (
        open_text(found, hospital.office_key.identity) == f"问题线索\n领域：医德医风\n科室：心内科\n\n{TEXT}"
    )
    await office.send("/tips")
    await office.tap("2026-001")
    await office.tap("提问")
    await office.send("请问是哪一天")
    async with reading(browser, f"{url}/r") as page:
        await page.get_by_label("回执码").fill(code.lower().replace("-", " "))
        await page.get_by_role("button", name="查询").click()
        await page.get_by_text("请问是哪一天").wait_for()
        await page.get_by_text("状态：已收到").wait_for()
        await assert_accessible(page)
        await page.get_by_role("button", name="回答问题").click()
        await page.get_by_label("请写下回答或补充的情况").fill("三月五日")
        await page.get_by_role("button", name="提交", exact=True).click()
        await page.get_by_text("已收到。").wait_for()
    await hospital.app.deliver()
    await office.see("有线索收到补充材料")


async def test_a_receipt_of_the_chat_opens_in_the_page(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(TEXT)
    await phone.tap("写好了")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap("都不涉及")
    await phone.tap("医德医风")
    await phone.tap("提交")
    code = next(word for word in (await phone.see("回执码")).text.split() if word.count("-") == 4)
    async with reading(browser, f"{url}/r", "en-GB") as page:
        await page.get_by_label("Receipt code").fill(code)
        await page.get_by_role("button", name="Look up").click()
        await page.get_by_role("button", name="Add something").wait_for()


async def test_what_is_written_survives_a_lost_network_and_going_back(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    async with reading(browser, f"{url}/t") as page:
        await write(page)
        await page.go_back()
        assert await page.get_by_label("发生了什么事").input_value() == TEXT
        await page.get_by_role("button", name="写好了").click()
        failing = True

        async def cut(route: Route) -> None:
            await (route.abort() if failing else route.continue_())

        await page.route("**/api/piece", cut)
        await page.get_by_role("button", name="提交", exact=True).click()
        await page.get_by_text("网络不通，正在重试。已写的内容都在。").wait_for()
        failing = False
        await page.get_by_text("已收到。").wait_for()

    def count(uow: UnitOfWork) -> int:
        today = hospital.clock.now().date()
        return sum(uow.tips.count_by("area", today, today).values())

    assert await hospital.app.database.run(count) == 1


async def test_a_photo_is_drawn_anew_and_a_paper_goes_as_it_is(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    sent = paper()
    async with reading(browser, f"{url}/t") as page:
        await page.get_by_role("button", name="实名提交").click()
        chosen = page.get_by_label("照片、文件、录音")
        files: list[FilePayload] = [
            {"name": "hoopoe_scan_7431.jpg", "mimeType": "image/jpeg", "buffer": photo()},
            {"name": "hoopoe_scan_7431.docx", "mimeType": "application/msword", "buffer": sent},
            {"name": "hoopoe_scan_7431.mp4", "mimeType": "video/mp4", "buffer": b"film"},
        ]
        await chosen.set_input_files(files)
        await page.get_by_text("hoopoe_scan_7431.mp4：这种文件不能接收").wait_for()
        await page.get_by_text("hoopoe_scan_7431.jpg （已去掉拍摄信息）").wait_for()
        await page.get_by_text("hoopoe_scan_7431.docx （按原样加密）").wait_for()
        await page.get_by_label("医德医风").check()
        await page.get_by_role("button", name="写好了").click()
        await page.get_by_text("请填写姓名").wait_for()
        await page.get_by_label("您的姓名").fill("知更鸟robin")
        await page.get_by_label("您的联系方式").fill("夜莺路 1 号三单元")
        await page.get_by_role("button", name="写好了").click()
        await page.get_by_role("button", name="提交", exact=True).click()
        await page.get_by_text("已收到。").wait_for()

    def work(uow: UnitOfWork) -> tuple[list[bytes | None], list[bytes | None]]:
        number = "2026-001"
        found = [
            uow.tip_threads.find_file(number, file.id, original=False)
            for file in uow.tip_threads.files(number)
        ]
        return list(uow.tips.sealed(number)), found

    (text, reporter), found = await hospital.app.database.run(work)
    identity = hospital.office_key.identity
    assert open_text(text or b"", identity).endswith("（见附件）")
    assert (
        open_text(reporter or b"", identity) == "检举控告人\n姓名：知更鸟robin\n联系方式：夜莺路 1 号三单元"
    )
    drawn, as_it_is = (unpad_file(open_sealed(sealed or b"", identity)) for sealed in found)
    assert drawn is not None
    assert METADATA.encode() in photo()
    assert METADATA.encode() not in drawn
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (8, 8))
        assert dict(picture.getexif()) == {}
    assert as_it_is == sent


async def test_a_tip_is_written_by_keyboard_alone(browser: Browser, opened: tuple[Hospital, str]) -> None:
    _hospital, url = opened
    async with reading(browser, f"{url}/t") as page:
        await page.get_by_role("button", name="匿名提交").and_(page.locator(":enabled")).wait_for()

        async def press_until(element: str, key: str = "Tab") -> None:
            for _time in range(40):
                await page.keyboard.press(key)
                if await page.evaluate("(found) => document.activeElement.matches(found)", element):
                    return
            pytest.fail(f"{element} is not reached")

        await press_until("#anonymous")
        await page.keyboard.press("Enter")
        await press_until("#what")
        await page.keyboard.type(TEXT)
        await press_until("[name=concern]")
        await press_until("[name=area]")
        await page.keyboard.press("Space")
        await press_until("#written")
        await page.keyboard.press("Enter")
        await press_until("#submit")
        await page.keyboard.press("Enter")
        await page.get_by_text("已收到。").wait_for()


@pytest.mark.slow
async def test_twenty_megabytes_and_a_voice_from_one_of_two_tabs(
    browser: Browser, opened: tuple[Hospital, str], tmp_path: Path
) -> None:
    hospital, url = opened
    large = bytes(range(256)) * (4096 * 20)
    async with reading(browser, f"{url}/t") as page:
        await page.get_by_role("button", name="匿名提交").click()
        other = await page.context.new_page()
        await other.goto(f"{url}/t")
        await other.get_by_role("button", name="匿名提交").click()
        assert await other.get_by_label("发生了什么事").input_value() == ""
        # By their paths: handing the browser the bytes takes a minute.
        files = {"large.pdf": large, "voice.ogg": VOICE, "larger.pdf": large + b"x"}
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        await page.get_by_label("照片、文件、录音").set_input_files([tmp_path / name for name in files])
        await page.get_by_text("larger.pdf：每个文件请不超过 20 MB").wait_for()
        await page.get_by_label("医德医风").check()
        await page.get_by_role("button", name="写好了").click()
        await page.get_by_role("button", name="提交", exact=True).click()
        await page.get_by_text("已收到。").wait_for(timeout=90_000)

    def work(uow: UnitOfWork) -> list[bytes | None]:
        found = uow.tip_threads.files("2026-001")
        return [uow.tip_threads.find_file("2026-001", file.id, original=False) for file in found]

    sealed = await hospital.app.database.run(work)
    opened_files = [unpad_file(open_sealed(each or b"", hospital.office_key.identity)) for each in sealed]
    assert opened_files == [large, VOICE]
