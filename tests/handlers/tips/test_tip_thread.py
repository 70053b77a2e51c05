"""The thread between a reporter and the handlers, opened with the receipt code alone."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from domain.tips.tips import TipState
from simulator.phone import Phone
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import open_sealed, open_text, seal, seal_text
from storage.tips.threads import NewMessage
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_submit_tip import submit
from tests.harness import Hospital
from usecases.tips.held_tips import IDLE_LIFE

DAY = date(2026, 5, 12)
NUMBER = "2026-001"


def photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return file.getvalue()


async def ask(hospital: Hospital, words: str) -> None:
    """As a handler asks: sealed to the receipt's key."""

    def work(uow: UnitOfWork) -> None:
        question = seal_text(words, [uow.tips.reply_recipient(NUMBER)])
        uow.tip_threads.add_message(NUMBER, NewMessage(question, DAY, from_reporter=False))

    await hospital.app.database.run(work)


async def answers(hospital: Hospital) -> list[str]:
    messages = await hospital.app.database.run(lambda uow: uow.tip_threads.messages(NUMBER))
    key = hospital.office_key.identity
    return [open_text(message.sealed_text, key) for message in messages if message.from_reporter]


async def look_up(phone: Phone, code: str) -> str:
    await phone.send(f"/receipt {code}")
    return (await phone.see("状态：")).text


async def test_a_question_is_read_and_answered_with_the_code_alone(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await ask(hospital, "请补充 <时间> 和地点")
    other = await hospital.stranger()
    assert "请补充 <时间> 和地点" in await look_up(other, code)
    await other.tap("回答问题")
    await other.send("上周三")
    await other.send_photo(photo())
    await other.tap("写好了")
    await other.see("附件 1 个")
    await other.tap("提交")
    await other.see("已收到您的回答")
    await other.tap("完成")
    assert await answers(hospital) == ["上周三"]
    files = await hospital.app.database.run(lambda uow: uow.tip_threads.files(NUMBER))
    assert [file.extension for file in files] == [".jpg"]
    assert files[0].message_id is not None
    shown = await look_up(other, code)
    assert "您补充了材料" in shown
    await other.tap("补充材料")
    await other.see("请写下回答或补充的情况")


async def test_the_office_is_told_that_something_was_added_and_nothing_more(hospital: Hospital) -> None:
    office = await hospital.phone_of("监察室主任")
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await look_up(phone, code)
    await phone.tap("补充材料")
    await phone.send("新情况")
    await phone.tap("写好了")
    await phone.tap("提交")
    await phone.see("已收到您的回答")
    await hospital.app.deliver()
    notice = await office.see("有线索收到补充材料")
    assert "新情况" not in notice.text
    assert NUMBER not in notice.text


async def test_what_is_added_counts_like_a_tip_and_the_sixth_within_an_hour_is_put_off(
    hospital: Hospital,
) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    for number in range(4):
        await look_up(phone, code)
        await phone.tap("补充材料")
        await phone.send(f"补充{number}")
        await phone.tap("写好了")
        await phone.tap("提交")
        await phone.see("已收到您的回答")
        await phone.tap("完成")
    await look_up(phone, code)
    toast = await phone.tap("补充材料")
    assert toast is not None
    assert "一小时内已提交 5 次，请在 60 分钟后" in toast.text
    assert len(await answers(hospital)) == 4
    await phone.send("/tip")
    await phone.see("请在 60 分钟后")
    other = await hospital.stranger()
    await look_up(other, code)
    await other.tap("补充材料")
    await other.see("请写下回答或补充的情况")


async def test_after_half_an_hour_the_code_is_asked_for_again(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    await look_up(phone, code)
    hospital.clock.advance(IDLE_LIFE + timedelta(minutes=1))
    await phone.tap("补充材料")
    await phone.see("请输入回执码")


async def test_an_erased_tip_shows_its_state_and_takes_nothing_more(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")

    def work(uow: UnitOfWork) -> None:
        uow.tips.set_state(NUMBER, TipState.CLOSED, DAY)
        uow.tips.erase(NUMBER, DAY)

    await hospital.app.database.run(work)
    shown = await look_up(phone, code)
    assert "内容和附件已按规定清除" in shown
    assert "补充材料" not in str((await phone.see("状态：")).buttons)


async def test_a_very_long_thread_fits_one_message(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")
    for number in range(12):
        await ask(hospital, f"第{number}问" + "长" * 500)
    shown = await look_up(phone, code)
    assert "第11问" in shown
    assert "第0问" not in shown
    assert "较早的" in shown


async def test_evidence_is_sealed_twice_cleaned_and_as_sent(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send_photo(photo())
    await phone.send("照片是现场拍的")
    await phone.see("附件 1 个")
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.see("回执码")
    (file,) = await hospital.app.database.run(lambda uow: uow.tip_threads.files(NUMBER))
    key = hospital.office_key.identity

    def both(uow: UnitOfWork) -> tuple[bytes, bytes]:
        cleaned = uow.tip_threads.find_file(NUMBER, file.id, original=False)
        original = uow.tip_threads.find_file(NUMBER, file.id, original=True)
        assert cleaned is not None
        assert original is not None
        return cleaned, original

    cleaned, original = await hospital.app.database.run(both)
    assert open_sealed(original, key) == photo()
    assert Image.open(BytesIO(open_sealed(cleaned, key))).size == (8, 8)


async def test_files_without_a_word_are_a_tip_too(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send_photo(photo())
    await phone.tap("写好了")
    await phone.see("涉及哪个科室")


async def test_the_thirty_first_file_is_declined_kindly(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    code = await submit(phone, "内容")
    await phone.tap("完成")

    def fill(uow: UnitOfWork) -> None:
        sealed = seal(b"x", [hospital.office_key.recipient])
        files = [SealedFile(".jpg", sealed, sealed)] * 30
        uow.tip_threads.add_message(NUMBER, NewMessage(sealed, DAY, from_reporter=True, files=files))

    await hospital.app.database.run(fill)
    await look_up(phone, code)
    await phone.tap("补充材料")
    await phone.send_photo(photo())
    await phone.see("最多 30 个附件")


async def test_while_telegram_gives_no_file_the_reporter_is_asked_to_send_it_again(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.wire.calls.persistence.PAUSES_S", ())
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("内容")
    await hospital.phones.fault("bad_gateway", method="getFile")
    await phone.send_photo(photo())
    await phone.see("附件没有取到")
    await hospital.phones.clear_faults()
    await phone.send_photo(photo())
    await phone.see("附件 1 个")
