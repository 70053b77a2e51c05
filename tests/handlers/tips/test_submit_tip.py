import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from domain.time.clock import SHANGHAI
from domain.tips.receipts import new_receipt, show_receipt
from domain.tips.routing import Body
from domain.tips.tips import UNSUBMITTED_FILES_LIMIT
from simulator.phone import Phone
from simulator.state.users import VirtualUser
from storage.tips.sealing import open_text
from storage.tips.tips import TipReader, Tips
from storage.unit_of_work import UnitOfWork
from tests.harness import Hospital
from usecases.tips.held_tips import IDLE_LIFE

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]")
OFFICE = "监察室主任"
TICK = timedelta(minutes=1)
READER = TipReader(Body.OFFICE, 0)


async def write(phone: Phone, *texts: str, way: str = "匿名") -> None:
    """Go as far as the questions after the text."""
    await phone.send("/tip")
    await phone.tap(way)
    for text in texts:
        await phone.send(text)
    await phone.tap("写好了")


async def submit(phone: Phone, *texts: str) -> str:
    """Submit an anonymous tip with nothing but a text and return its receipt code."""
    await write(phone, *texts)
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医疗服务")
    await phone.tap("提交")
    shown = await phone.see("回执码")
    found = CODE.search(shown.text)
    assert found is not None
    return found.group()


async def sealed(hospital: Hospital, number: str) -> tuple[bytes, bytes | None]:
    text, reporter = await hospital.app.database.run(lambda uow: uow.tips.sealed(number))
    assert text is not None
    return text, reporter


async def count(hospital: Hospital) -> int:
    return await hospital.app.database.run(lambda uow: uow.tips.count(READER))


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()


async def test_a_stranger_submits_a_tip_and_reads_its_receipt_once(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/start")
    await phone.tap("反映问题")
    notice = await phone.see("提交前请知悉")
    assert "医院监察室" in notice.text
    assert notice.text.count("\n") == 6
    await phone.tap("匿名")
    await phone.send("第一条")
    await phone.see("内容 1 条，共 3 字")
    await phone.send("第二条，<b>更长</b>")
    await phone.tap("写好了")
    await phone.send("骨科")
    await phone.tap("跳过")
    await phone.send("今年3月")
    await phone.tap("都不涉及")
    await phone.tap("医疗服务")
    summary = await phone.see("请核对")
    for part in ("匿名", "骨科", "今年3月", "医疗服务", "第一条", "<b>更长</b>"):
        assert part in summary.text
    await phone.tap("提交")
    receipt = await phone.see("回执码")
    assert CODE.search(receipt.text)
    text, reporter = await sealed(hospital, "2026-001")
    opened = open_text(text, hospital.office_key.identity)
    assert reporter is None
    assert "科室：骨科" in opened
    assert "人员" not in opened
    assert opened.endswith("第一条\n第二条，<b>更长</b>")
    await phone.tap("完成")
    await phone.gone("回执码  ")
    assert "反映问题" in str((await phone.screen() or receipt).buttons)


async def test_the_text_has_one_window_that_counts_what_was_written(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    for number in range(1, 4):
        await phone.send_nowait(f"第{number}条")
    await phone.see("内容 3 条，共 9 字")
    await phone.gone("共 6 字")
    (window,) = [message for message in await phone.chat() if message.from_bot and "写明" in message.text]
    assert window.buttons == [["写好了"], ["清空重写"], ["取消"]]


async def test_a_named_tip_is_sealed_apart_from_its_name(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await write(phone, "收了红包", way="实名")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.send("某职工")
    await phone.send("办公电话 8001")
    summary = await phone.see("请核对")
    assert "实名" in summary.text
    assert "某职工" in summary.text
    await phone.tap("提交")
    await phone.see("回执码")
    text, reporter = await sealed(hospital, "2026-001")
    assert reporter is not None
    assert "某职工" not in open_text(text, hospital.office_key.identity)
    assert "姓名：某职工\n联系方式：办公电话 8001" in open_text(reporter, hospital.office_key.identity)


async def test_a_named_tip_may_become_anonymous_after_all(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await write(phone, "收了红包", way="实名")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("改为匿名")
    await phone.see("方式  匿名")
    await phone.tap("提交")
    await phone.see("回执码")
    assert (await sealed(hospital, "2026-001"))[1] is None


async def test_two_quick_taps_on_submit_make_one_tip_and_keep_its_receipt(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await write(phone, "内容")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    for press in await phone.tap_nowait("提交", times=3):
        await phone.answer(press)
    assert "回执码" in (await phone.see("回执码")).text
    assert await count(hospital) == 1


async def test_quick_taps_on_a_question_answer_only_that_one(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await write(phone, "内容")
    for press in await phone.tap_nowait("跳过", times=3):
        await phone.answer(press)
    await phone.see("涉及谁")


async def test_any_answer_can_be_changed_from_the_summary(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await write(phone, "旧内容")
    await phone.send("骨科")
    for _question in range(3):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("修改")
    await phone.tap("科室")
    await phone.see("已填：骨科")
    await phone.send("麻醉科")
    await phone.see("科室  麻醉科")
    await phone.tap("修改")
    await phone.tap("内容")
    await phone.tap("清空重写")
    await phone.send("新内容")
    await phone.tap("写好了")
    assert "旧内容" not in (await phone.see("请核对")).text
    await phone.tap("修改")
    await phone.tap("方面")
    await phone.tap("科研学术")
    await phone.tap("修改")
    await phone.tap("返回核对")
    await phone.tap("提交")
    await phone.see("回执码")
    opened = open_text((await sealed(hospital, "2026-001"))[0], hospital.office_key.identity)
    assert "麻醉科" in opened
    assert "科研学术" in opened
    assert opened.endswith("新内容")


async def test_a_message_changed_in_the_chat_counts_as_changed(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("写错了")
    wrong = next(m for m in await phone.chat() if m.text == "写错了")
    await phone.edit(wrong.message_id, "写对了吧")
    await phone.see("共 4 字")
    await phone.edit(wrong.message_id, f"我的回执码 {show_receipt(new_receipt())}")
    refused = await phone.see("刚才这条里有回执码")
    assert "共 4 字" in refused.text
    await phone.tap("写好了")
    await phone.send("骨科")
    short = next(m for m in await phone.chat() if m.text == "骨科")
    since = await phone.mark()
    await phone.edit(short.message_id, "外科")
    await phone.send("某人")
    assert not [m for m in await phone.chat() if "外科" in m.text and m.from_bot]
    assert (await phone.see("什么时候", since=since)).buttons == [["跳过"], ["取消"]]


async def test_what_is_no_text_gets_a_clear_sentence_and_loses_nothing(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.send("还没选就写")
    await phone.see("请点下面的按钮")
    await phone.tap("匿名")
    await phone.send("内容")
    await phone.send_sticker()
    await phone.see("请发文字、照片、文件或语音")
    await phone.send_document("x.exe", b"MZ" + bytes(64))
    await phone.see("请拍照")
    await phone.tap("写好了")
    await phone.send_photo(picture())
    shown = await phone.see("请用文字填写")
    assert "涉及哪个科室" in shown.text


async def test_a_text_too_long_is_refused_with_what_was_written_kept(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    for _message in range(5):
        await phone.send("长" * 3999)
    await phone.send("长" * 100)
    refused = await phone.see("请不超过 20000 字")
    assert "内容 5 条，共 19995 字" in refused.text
    await phone.tap("写好了")
    await phone.send("科" * 201)
    await phone.see("请不超过 200 字")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.see("回执码")


async def test_a_receipt_code_in_the_text_is_refused(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send(f"补充 {code.lower()}")
    await phone.see("刚才这条里有回执码")


async def test_commands_and_other_buttons_wait_until_the_tip_is_submitted(hospital: Hospital) -> None:
    phone = await hospital.phone_of("心内科特邀监察员")
    hospital.clock.move_to(datetime(2026, 5, 28, 10, tzinfo=SHANGHAI))
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    for command in ("/report", "/help", "/tip", "/language"):
        assert "尚未提交" in (await phone.send(command)).text
    await phone.see("内容 1 条，共 2 字")
    await hospital.app.tick()
    await phone.see("您还有")
    toast = await phone.tap("零报告")
    assert toast is not None
    assert "尚未提交" in toast.text
    assert toast.show_alert


async def test_cancel_says_so_and_leaves_nothing(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    for way in ("/cancel", "/start", "取消"):
        await phone.send("/tip")
        await phone.tap("匿名")
        await phone.send("内容")
        if way == "取消":
            await phone.tap(way)
        else:
            await phone.send(way)
        assert (await phone.see("已放弃，没有保存任何内容")).buttons[0] == ["删除本次聊天记录"]
    assert await count(hospital) == 0
    await phone.send("还在吗")
    await phone.see("没有看懂")


async def test_a_given_up_conversation_can_be_deleted(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    await phone.send("/cancel")
    await phone.tap("删除本次聊天记录")
    await phone.see("已删除本次聊天记录")
    assert [m.text for m in await phone.chat() if not m.from_bot] == []


async def test_the_conversation_is_deleted_on_both_sides(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/start")
    await submit(phone, *(f"第{number}条" for number in range(60)))
    await phone.tap("删除本次聊天记录")
    done = await phone.see("已删除本次聊天记录")
    left = await phone.chat()
    assert [m.text for m in left if not m.from_bot] == ["/start"]
    assert [m.message_id for m in left][-1] == done.message_id
    assert len(left) == 3


async def test_what_telegram_does_not_delete_is_said(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    start = hospital.clock.now()
    for half_hour in range(105):
        hospital.clock.move_to(start + half_hour * (IDLE_LIFE - TICK))
        await phone.send("内容" if half_hour == 0 else "续")
    await phone.send("/cancel")
    await phone.tap("删除本次聊天记录")
    await phone.see("条消息无法删除")


async def test_the_sixth_tip_within_an_hour_is_put_off_kindly(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    for number in range(5):
        await submit(phone, f"第{number}件")
        await phone.tap("完成")
    await phone.send("/tip")
    await phone.see("请在 60 分钟后")
    hospital.clock.advance(2 * IDLE_LIFE)
    await phone.send("/tip")
    await phone.see("提交前请知悉")


async def test_without_a_key_nobody_writes_in_vain(hospital: Hospital) -> None:
    object.__setattr__(hospital.app.house, "recipients", dict.fromkeys(Body, ()))
    phone = await hospital.stranger()
    assert "暂时不能接收线索" in (await phone.send("/tip")).text


async def test_level_one_is_told_at_once_and_no_row_stays(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    phone = await hospital.stranger()
    await submit(phone, "不应出现在通知里")
    await hospital.app.deliver()
    notice = await office.see("有新的线索")
    assert "不应" not in notice.text
    assert await hospital.app.database.run(keys) == set()


def keys(uow: UnitOfWork) -> set[str]:
    return uow.outbox.keys_beginning("tip_come")


async def test_half_an_hour_without_a_word_forgets_the_tip(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    hospital.clock.advance(IDLE_LIFE)
    await phone.send("还来得及")
    await phone.see("内容 2 条")
    hospital.clock.advance(IDLE_LIFE + TICK)
    await phone.send("太晚了")
    await phone.see("未提交的内容已清除")
    await phone.tap("反映问题")
    await phone.tap("匿名")
    assert "共" not in (await phone.see("请写明")).text


async def test_what_is_typed_too_late_is_not_taken_for_an_answer_to_a_report(hospital: Hospital) -> None:
    phone = await hospital.phone_of("心内科特邀监察员")
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap("黄")
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    hospital.clock.advance(IDLE_LIFE + TICK)
    await phone.send("12")
    await phone.see("未提交的内容已清除")
    await phone.send("/report")
    assert "12" not in (await phone.see("廉政教育")).text


async def test_a_button_of_a_forgotten_tip_says_so(hospital: Hospital) -> None:
    phone = await hospital.phone_of("心内科特邀监察员")
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    hospital.clock.advance(IDLE_LIFE + TICK)
    await phone.tap("写好了")
    await phone.see("未提交的内容已清除")


async def test_a_forgotten_tip_does_not_stand_in_the_way_of_other_buttons(hospital: Hospital) -> None:
    phone = await hospital.phone_of("心内科特邀监察员")
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    await hospital.move_to(5, 28)
    await phone.see("您还有")
    await phone.tap("零报告")
    await phone.see("本期各项均为零")


async def test_a_restart_leaves_nothing_of_an_unfinished_tip(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("写到一半")
    await hospital.restart()
    toast = await phone.tap("写好了")
    assert toast is not None
    assert "此按钮已失效" in toast.text
    await phone.see("不需要登录")
    await phone.send("/tip")
    await phone.tap("匿名")
    assert "共" not in (await phone.see("请写明")).text


async def test_the_buttons_under_a_receipt_outlive_a_restart(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await hospital.restart()
    await phone.tap("完成")
    await phone.gone(code)
    code = await submit(phone, "另一件")
    await hospital.restart()
    # Which messages it was is forgotten; they can be deleted all the same.
    await phone.tap("删除本次聊天记录")
    await phone.see("最近 48 小时内的全部消息")
    await phone.tap("删除")
    await phone.see("机器人找得到的均已删除")
    assert [m.text for m in await phone.chat() if not m.from_bot] == []


async def test_a_tip_that_could_not_be_stored_is_still_there(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await hospital.stranger()
    await write(phone, "内容")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")

    def fail(_tips: Tips, _tip: object) -> str:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(Tips, "add", fail)
        toast = await phone.tap("提交")
    assert toast is not None
    assert "没有保存成功" in toast.text
    await phone.tap("提交")
    await phone.see("回执码")
    assert await count(hospital) == 1


async def test_a_receipt_that_was_not_shown_is_shown_at_the_next_tap(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.wire.calls.persistence.PAUSES_S", ())
    phone = await hospital.stranger()
    await write(phone, "内容")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    for method in ("editMessageText", "sendMessage"):
        await hospital.phones.fault("bad_gateway", method=method)
    await phone.tap("提交")
    await hospital.phones.clear_faults()
    await phone.tap("提交")
    await phone.see("回执码")
    assert await count(hospital) == 1


async def test_english_speakers_are_asked_in_english(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/language")
    await phone.send("/tip")
    await phone.tap("Anonymous")
    await phone.send("Text")
    await phone.tap("Done")
    for _question in range(4):
        await phone.tap("Skip")
    await phone.tap("Medical ethics")
    await phone.tap("Submit")
    await phone.see("Receipt code")


async def test_leaving_before_a_word_was_written_offers_nothing_to_delete(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("取消")
    shown = await phone.see("已放弃")
    assert shown.buttons[0] == ["反映问题"]


async def test_a_film_and_a_recording_are_refused_with_what_can_be_sent_instead(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send_document("录像.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(64))
    await phone.see("请把关键画面截图后发送")
    await phone.send_document("录音.m4a", b"\x00\x00\x00\x18ftypM4A " + bytes(64))
    await phone.see("用本聊天的语音消息录下")
    since = await phone.mark()
    video = {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "duration": 1}
    VirtualUser(hospital.simulator.world, phone.id).send({"video": video})
    await phone.see("请把关键画面截图后发送", since=since)


async def test_who_sends_files_without_end_and_submits_none_waits(hospital: Hospital) -> None:
    now = hospital.app.house.clock.now()
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    for _ in range(UNSUBMITTED_FILES_LIMIT - 1):
        hospital.app.house.unsubmitted.count(phone.id, now)
    await phone.send_photo(picture())
    await phone.see("附件")
    since = await phone.mark()
    await phone.send_photo(picture())
    await phone.see(f"已发送 {UNSUBMITTED_FILES_LIMIT} 个附件而没有提交", since=since)
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医疗服务")
    await phone.tap("提交")
    await phone.see("回执码")
    assert not hospital.app.house.unsubmitted.wait_s(phone.id, now)
