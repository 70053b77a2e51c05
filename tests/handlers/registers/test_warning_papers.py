"""廉政风险预警通知书 from the chat: once issued, for level 1 and for whom it is addressed to; nobody else."""

from io import BytesIO

import docx

from simulator.phone import Phone
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    open_new,
)
from tests.harness import Hospital

DOWNLOAD = "下载通知书"
DEADLINE = "2026-05-29"


async def enter(office: Phone, light: str, warned: str, addressee: str) -> None:
    """Enter a warning about the ward, and stay in its window."""
    await open_new(office, "廉政风险预警", BRANCH_NAME, WARD)
    await answer(office, light, warned, f"={addressee}", f"={light}灯：登记不全", "=逐件补登", f"={DEADLINE}")
    await office.tap("提交")
    await office.see("已提交。")


async def paper(phone: Phone) -> tuple[str, list[str]]:
    """Tap 下载通知书 and return the file's name and its paragraphs."""
    since = await phone.mark()
    await phone.tap(DOWNLOAD)
    await phone.see("已发送", since=since)
    message = [message for message in await phone.chat() if message.file_name][-1]
    document = docx.Document(BytesIO(await phone.download(message)))
    return str(message.file_name), [line.text for line in document.paragraphs if line.text]


async def test_a_notice_is_there_once_issued_for_level_1_and_the_addressee(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    addressed = {"绿": ("个人", HEAD), "黄": ("科室或支部", WARD), "红": ("单位", "某某医院")}
    for n, (light, (warned, addressee)) in enumerate(addressed.items(), start=1):
        await enter(office, light, warned, HEAD)
        assert DOWNLOAD not in await labels(office), "a notice of what was not issued"
        await answer(office, "发出预警", "发出预警")
        name, lines = await paper(office)
        assert name.endswith(f"预警〔2026〕{n}号）.docx")
        assert f"编号：预警〔2026〕{n}号" in lines
        to = next((line for line in lines if line.endswith("：") and addressee in line), None)
        assert to is not None, lines
        assert any(f"发出{light}色预警" in line for line in lines), lines
        assert f"{light}灯：登记不全" in lines
        assert lines.index(to) < lines.index(f"{light}灯：登记不全")
    await hospital.app.deliver()
    told = await shown(head)
    assert DOWNLOAD in [label for row in told.buttons for label in row]
    assert await paper(head) == (name, lines), "the addressee has another notice"
    await head.tap("返回")
    assert (await labels(head))[0] == "提交整改情况"
    worker = await hospital.phone_of(WORKER)
    await worker.send("/registers")
    for data in ("entry-paper:3:notice", "entry-paper:3:report", "entry-paper:9:notice"):
        assert await press(hospital, worker, data), data
    assert not [message for message in await worker.chat() if message.file_name]
