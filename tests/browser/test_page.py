"""The page itself: what messages look like, what can be sent, and how it is used without a mouse."""

import io
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from PIL import Image
from playwright.async_api import FilePayload, expect

from bot.stage.replay import replay
from bot.stage.stage import TOKEN
from bot.stage.training import Training
from tests.browser.hands import Hands

pytestmark = pytest.mark.asyncio(loop_scope="session")

INSPECTOR = "骨科特邀监察员"
OFFICE = "监察室主任"
OVERFLOW = "document.body.scrollWidth - document.documentElement.clientWidth"
CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const weak = [];
  for (const node of document.querySelectorAll("body *")) {
    const words = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!words || !node.checkVisibility() || node.closest(".sr-only, .skip, [disabled]")) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(`${node.className} ${node.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return weak;
}"""


async def bot_sends(training: Training, method: str, **parameters: Any) -> dict[str, Any]:
    """Have the bot call the Bot API, as any bot may, beside what the real one sends."""
    url = f"{training.stage.simulator.base_url}/bot{TOKEN}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=parameters) as answer:
        result: dict[str, Any] = (await answer.json())["result"]
        return result


async def test_text_of_people_is_shown_and_never_run(hands: Hands) -> None:
    phone = await hands.stranger()
    evil = "<img src=x onerror=alert(1)><b>粗</b> javascript:alert(1)"
    await hands.send(phone, evil)
    await expect(phone.locator(".mine .text").last).to_have_text(evil)
    assert await phone.locator(".mine .text :is(img, b)").count() == 0


async def test_formatting_of_the_bot_is_shown(hands: Hands, training: Training) -> None:
    phone = await hands.stranger()
    await hands.send(phone, "/start")
    await hands.sees(phone, "反映问题")
    user_id = next(iter(training.holders))
    text = (
        "😀<b>粗<i>斜</i></b> <u>划</u> <s>删</s> <code>码</code> <pre>块</pre><blockquote>引</blockquote>"
        ' <tg-spoiler>藏</tg-spoiler> <a href="https://example.org/">网</a> /help'
    )
    await bot_sends(training, "sendMessage", chat_id=user_id, text=text, parse_mode="HTML")
    shown = await hands.sees(phone, "😀")
    for tag, words in {
        "b": "粗斜",
        "b i": "斜",
        "u": "划",
        "s": "删",
        "pre": "块",
        "blockquote": "引",
    }.items():
        await expect(shown.locator(tag)).to_have_text(words)
    link = shown.get_by_role("link", name="网")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await shown.get_by_role("button", name="/help").click()
    await expect(phone.locator(".mine", has_text="/help")).to_have_count(1)


async def test_a_reply_keyboard_comes_and_goes(hands: Hands, training: Training) -> None:
    phone = await hands.stranger()
    await hands.send(phone, "/start")
    await hands.sees(phone, "反映问题")
    user_id = next(iter(training.holders))
    keys = {"keyboard": [["/help", {"text": "电话", "request_contact": True}]]}
    await bot_sends(training, "sendMessage", chat_id=user_id, text="请选择", reply_markup=keys)
    await phone.locator(".reply-keys").get_by_role("button", name="/help").click()
    await expect(phone.locator(".mine", has_text="/help")).to_have_count(1)
    await phone.locator(".reply-keys").get_by_role("button", name="电话").click()
    await expect(phone.locator(".mine", has_text="+86130")).to_have_count(1)
    gone = {"remove_keyboard": True}
    await bot_sends(training, "sendMessage", chat_id=user_id, text="好", reply_markup=gone)
    await phone.locator(".reply-keys").wait_for(state="hidden")


async def test_files_voice_and_forwarded_messages_are_sent(hands: Hands, training: Training) -> None:
    phone = await hands.pick(INSPECTOR)
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(picture, "PNG")
    files: dict[str, FilePayload] = {
        "照片": {"name": "照片.png", "mimeType": "image/png", "buffer": picture.getvalue()},
        "文件": {"name": "说明.txt", "mimeType": "text/plain", "buffer": "说明".encode()},
    }
    for item, file in files.items():
        async with hands.page.expect_file_chooser() as coming:
            await hands.choose(phone, "附件", item)
        await (await coming.value).set_files(file)
    await phone.locator(".mine img").wait_for()
    await phone.locator(".mine").get_by_role("link", name="下载 说明.txt").wait_for()
    await hands.choose(phone, "附件", "示例语音")
    await phone.locator(".mine audio").wait_for()
    kinds = {sent.kind for sent in training.stage.simulator.world.files.everything()}
    assert kinds == {"photo", "document", "voice"}
    await hands.choose(phone, "附件", "转发一条消息")
    dialog = hands.page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="消息内容").fill("护士长让我们收红包")
    await dialog.get_by_role("button", name="发送").click()
    await phone.get_by_text("转发自 患者家属").wait_for()
    await hands.sees(phone, "线索")


async def test_the_list_of_commands_sends_the_one_chosen(hands: Hands) -> None:
    phone = await hands.pick(INSPECTOR)
    await hands.choose(phone, "命令", "/report")
    await hands.sees(phone, "7月网格廉情月报")


async def test_an_invitation_link_is_shown_as_a_qr_code_and_opened_on_a_new_phone(hands: Hands) -> None:
    office = await hands.pick(OFFICE)
    await hands.send(office, "/invite")
    await hands.send(office, INSPECTOR)
    await hands.tap(office, INSPECTOR)
    await hands.tap(office, "生成")
    await office.locator(".text button.link", has_text="t.me").last.click()
    dialog = hands.page.get_by_role("dialog")
    qr = dialog.get_by_role("img", name="链接的二维码")
    await expect(qr).not_to_have_js_property("naturalWidth", 0)
    await dialog.get_by_role("button", name="在一部新手机打开").click()
    await hands.sees(hands.phone("路人"), f"已绑定：{INSPECTOR}")


async def test_an_old_button_is_answered_with_a_few_words_above_the_chat(
    hands: Hands, training: Training
) -> None:
    phone = await hands.pick(INSPECTOR)
    user_id = next(iter(training.holders))
    old = {"inline_keyboard": [[{"text": "旧按钮", "callback_data": "f:1:1:1:submit"}]]}
    await bot_sends(training, "sendMessage", chat_id=user_id, text="旧页面", reply_markup=old)
    await hands.tap(phone, "旧按钮")
    await phone.get_by_role("alertdialog").get_by_role("button", name="知道了").click()
    await expect(phone.get_by_role("alertdialog")).to_have_count(0)


async def test_unread_messages_are_counted_at_the_phones_put_away(hands: Hands) -> None:
    for name in (INSPECTOR, OFFICE, "党委书记", "眼科特邀监察员"):
        await hands.pick(name)
    await expect(hands.page.locator(".phone:visible")).to_have_count(3)
    assert await hands.page.evaluate(OVERFLOW) == 0
    for shown in await hands.page.locator(".phone:visible").all():
        box = await shown.bounding_box()
        assert box is not None
        assert box["width"] > 290
    await hands.move_clock("下一截止日", "7月31日")
    away = hands.page.get_by_role("button", name=f"{INSPECTOR} 4 条未读")
    await away.wait_for()
    assert (await hands.page.title()).startswith("(4)")
    await away.click()
    await expect(hands.page.get_by_role("button", name=INSPECTOR, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    await hands.sees(hands.phone(INSPECTOR), "今天截止")


async def test_everything_is_within_reach_of_the_keyboard(hands: Hands) -> None:
    page = hands.page
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="跳到聊天")).to_be_focused()
    await page.get_by_role("button", name="选择人员").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type(INSPECTOR)
    await page.keyboard.press("Enter")
    phone = hands.phone(INSPECTOR)
    await hands.sees(phone, "已绑定")
    await expect(phone.get_by_role("textbox")).to_be_focused()
    await page.keyboard.type("/report")
    await page.keyboard.press("Enter")
    await hands.sees(phone, "7月网格廉情月报")
    await phone.get_by_role("button", name="零报告").focus()
    await page.keyboard.press("Enter")
    await expect(phone.get_by_role("button", name="提交")).to_be_visible()
    await expect(phone.locator(".key:focus")).to_have_count(1)
    await phone.get_by_role("button", name="命令").focus()
    await page.keyboard.press("Enter")
    await expect(phone.get_by_role("menuitem").first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(phone.get_by_role("menuitem").nth(1)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(phone.get_by_role("button", name="命令")).to_be_focused()


async def test_all_words_stand_out_from_their_ground(hands: Hands) -> None:
    assert await hands.page.evaluate(CONTRAST) == []
    office = await hands.pick(OFFICE)
    await hands.stranger()
    await hands.send(office, "/digest")
    await hands.sees(office, "应报")
    await hands.page.get_by_role("button", name="选择人员").click()
    assert await hands.page.evaluate(CONTRAST) == []


async def test_the_page_speaks_english_too(hands: Hands) -> None:
    page = hands.page
    await page.get_by_role("button", name="English").click()
    await page.get_by_role("button", name="Pick a person").click()
    await page.get_by_role("searchbox").fill("office")
    await page.get_by_role("dialog").get_by_role("button", name=OFFICE).click()
    await hands.sees(hands.phone(OFFICE), "Bound")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.get_by_text("20 July 2026").first.wait_for()
    await page.get_by_role("banner").get_by_role("button", name="中文").click()
    await expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


async def test_starting_over_brings_back_the_first_day_and_no_phones(hands: Hands) -> None:
    await hands.pick(INSPECTOR)
    await hands.move_clock("月底", "7月31日")
    await hands.page.get_by_role("button", name="重新开始").click()
    await hands.page.get_by_role("dialog").get_by_role("button", name="重新开始").click()
    await hands.page.locator(".welcome").wait_for()
    await hands.page.get_by_text("2026年7月20日").first.wait_for()
    await hands.pick(INSPECTOR)


async def test_a_restarted_bot_goes_on_with_the_report(hands: Hands) -> None:
    phone = await hands.pick(INSPECTOR)
    await hands.send(phone, "/report")
    await hands.tap(phone, "开始填报")
    await hands.tap(phone, "绿")
    await hands.page.get_by_role("button", name="重启机器人").click()
    await hands.page.get_by_text("机器人已重启").first.wait_for()
    await hands.tap(phone, "0")
    await hands.sees(phone, "3/")


async def test_a_session_saved_in_the_browser_replays_without_a_difference(
    hands: Hands, tmp_path: Path
) -> None:
    phone = await hands.pick(INSPECTOR)
    await hands.move_clock("下一截止日", "7月31日")
    await hands.tap(phone, "零报告")
    await hands.tap(phone, "提交")
    await hands.sees(phone, "已提交")
    await hands.page.get_by_role("button", name="保存录制").click()
    await hands.page.get_by_role("textbox", name="录制名称").fill("零报告")
    async with hands.page.expect_download() as coming:
        await hands.page.get_by_role("dialog").get_by_role("button", name="保存录制").click()
    saved = await coming.value
    assert saved.suggested_filename == "零报告.json"
    await saved.save_as(tmp_path / "saved.json")
    recorded = json.loads((tmp_path / "saved.json").read_text(encoding="utf-8"))
    assert recorded["title"] == "零报告"
    assert await replay(recorded) == recorded
