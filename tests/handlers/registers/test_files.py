"""Files of entries by phones: kept as they come, refused in words, sent back as they were, to nobody else."""

import pytest
from aiogram import Bot

from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import count, picture, shown
from tests.handlers.registers.registers_by_hand import HEAD, OFFICE, answer, labels
from tests.handlers.registers.test_lists import warn
from tests.harness import Hospital
from usecases.registers import files


async def answer_warning(hospital: Hospital) -> tuple[Phone, Phone]:
    """Have a warning issued and its answer begun as far as the evidence; return the office's phone and the head's."""
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    await warn(hospital, "高值耗材登记不全")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 高值耗材", "发出预警", "发出预警")
    await head.send("/registers")
    await answer(head, "待我办理（1）", "1 高值耗材", "提交整改情况", "=已补登 40 件")
    await head.see("请发送佐证材料。")
    return office, head


async def test_files_are_kept_listed_with_who_gave_them_and_sent_back_as_they_came(
    hospital: Hospital,
) -> None:
    office, head = await answer_warning(hospital)
    await head.send_document("核对/记录\n.png", b"figures" * 9)
    await head.see("已填：1")
    await head.send_photo(picture())
    await head.see("已填：2")
    await answer(head, "继续", "提交整改情况")
    await head.see("已办理：提交整改情况")
    assert count(hospital, "entry_file") == count(hospital, "entry_file_content") == 2
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 高值耗材", "附件 2")
    said = (await shown(office)).text
    assert "1. 核对_记录 .png（1 KB）" in said
    assert f"5月12日 {HEAD} 提交整改情况" in said
    await office.tap("1 核对_记录")
    await office.see("文件已发送。")
    (sent,) = [message for message in await office.chat() if message.file_id and message.from_bot]
    assert await office.download(sent) == b"figures" * 9
    await office.tap("返回")
    assert (await labels(office))[0] == "接受"


async def test_what_is_no_file_too_big_too_many_or_not_fetched_is_refused_and_nothing_is_lost(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    _office, head = await answer_warning(hospital)
    await head.send_document("一.pdf", b"%PDF-")
    await head.see("已填：1")
    await head.send_voice()
    assert "已填：1" in (await shown(head)).text
    await head.send_sticker()
    assert "已填：1" in (await shown(head)).text
    monkeypatch.setattr("handlers.registers.attach._BYTES_MOST", 10)
    await head.send_document("大.pdf", b"%PDF-" * 9)
    await head.see("文件超过 20 MB，尚未接收")
    monkeypatch.undo()

    async def fails(_bot: Bot, *_args: object, **_more: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as broken:
        broken.setattr(Bot, "download_file", fails)
        await head.send_document("断.pdf", b"%PDF-")
        await head.see("附件没有取到")
    assert "已填：1" in (await shown(head)).text
    for _each in range(9):
        await head.send_document("多.pdf", b"%PDF-")
    await head.see("已填：10")
    await head.send_document("更多.pdf", b"%PDF-")
    assert count(hospital, "entry_file") == 10
    await answer(head, "继续", "提交整改情况")
    await head.see("已办理：提交整改情况")


async def test_a_file_that_comes_after_its_question_or_for_another_draft_is_not_kept(
    hospital: Hospital,
) -> None:
    _office, head = await answer_warning(hospital)
    await hospital.restart()
    # What was meant for a tip before the restart must not lie in an entry's file.
    await head.send_photo(picture())
    assert count(hospital, "entry_file") == 0
    await head.see("请发送佐证材料。")
    await head.send_photo(picture())
    await head.see("已填：1")
    assert count(hospital, "entry_file") == 1


async def test_nobody_reaches_the_files_of_others(hospital: Hospital) -> None:
    _office, head = await answer_warning(hospital)
    await head.send_document("一.pdf", b"%PDF-")
    await answer(head, "继续", "提交整改情况")
    await head.see("已办理")
    other = await hospital.phone_of("骨科负责人")
    await warn(hospital, "另一件")

    def ids(uow: UnitOfWork) -> tuple[int, int]:
        (file,) = uow.entry_files.of_entry(1)
        return file.id, 1

    file_id, entry_id = await hospital.app.database.run(ids)
    for data in (f"entry-files:{entry_id}:0", f"entry-file:{entry_id}:{file_id}:0", f"entry:{entry_id}"):
        assert "没有查看此事项的权限" in await press(hospital, other, data)
    assert await press(hospital, head, f"entry-file:2:{file_id}:0")
    assert not [message for message in await head.chat() if message.file_id and message.from_bot]


def test_the_name_of_a_file_is_one_line_within_no_folder_and_keeps_its_ending() -> None:
    assert files.file_name("a/b\\c\n\u202ed.pdf") == "a_b_c d.pdf"
    long = files.file_name("长" * 300 + ".docx")
    assert (len(long), long[-6:]) == (files.NAME_LENGTH, "长.docx")
