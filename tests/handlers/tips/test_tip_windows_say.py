"""What a tip's windows say beside the facts: which key opens a file, what was merged, that there are earlier steps."""

from datetime import date

from domain.tips.routing import Body
from domain.tips.tips import TipAct
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import new_office_key
from storage.tips.threads import TipStep
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_unlock_tips import photo
from tests.handlers.tips.tips_by_hand import FIRST, OFFICE, bring, day, labels, open_first, shown, tap_all
from tests.harness import Hospital


async def give_key(hospital: Hospital, locked: bytes | None = None) -> str:
    """Give the head of the office a key of their own; return its public half."""
    key = new_office_key()

    def work(uow: UnitOfWork) -> None:
        names = uow.people.names(uow.people.tip_handlers(Body.OFFICE, day(hospital)))
        head = next(person_id for person_id, name in names.items() if name == OFFICE)
        uow.handler_keys.put(head, HandlerKey(key.recipient, day(hospital), locked))

    await hospital.app.database.run(work)
    return key.recipient


async def hand_over_all(hospital: Hospital, recipient: str) -> None:
    """Note everything as sealed to today's keys, as a hand-over does."""
    sealed_to = " ".join(sorted([recipient, hospital.office_key.recipient]))

    def work(uow: UnitOfWork) -> None:
        uow._connection.exec_driver_sql("UPDATE tip SET sealed_to = ?", (sealed_to,))

    await hospital.app.database.run(work)


async def test_a_downloaded_file_names_the_key_that_opens_it_and_so_does_the_ledger(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    office = await open_first(hospital)

    async def said() -> tuple[str, str]:
        await office.send("/tips")
        await tap_all(office, FIRST, "下载内容（加密）")
        how = (await shown(office)).text
        await tap_all(office, "返回列表", "台账")
        return how, (await shown(office)).text

    for text in await said():
        assert "--key office-key.txt" in text
    own = await give_key(hospital)
    for text in await said():
        assert "--key 交接前的私钥文件" in text
        assert "office-key.txt" not in text
    await hand_over_all(hospital, own)
    for text in await said():
        assert "--key 您的私钥文件" in text
        assert "office-key.txt" not in text
    await hand_over_all(hospital, await give_key(hospital, b"locked"))
    for text in await said():
        assert "您的密钥保存在这里" in text
        assert "--key" not in text


async def test_a_merged_tip_says_so_in_the_list(hospital: Hospital) -> None:
    await bring(hospital)
    await bring(hospital)
    office = await open_first(hospital, number="2026-002")
    await tap_all(office, "登记", "并入另一件", FIRST, "确定")
    await office.send("/tips")
    merged, main, *_rest = await labels(office)
    assert merged == f"2026-002 5月12日 并入{FIRST}"
    assert main == f"{FIRST} 5月12日 已收到 医德医风"


async def test_earlier_steps_are_counted_and_all_of_them_are_read_page_by_page(hospital: Hospital) -> None:
    await bring(hospital)

    def work(uow: UnitOfWork) -> None:
        head = min(uow.people.tip_handlers(Body.OFFICE, day(hospital)))
        for number in range(1, 18):
            uow.tip_threads.add_step(FIRST, TipStep(TipAct.ENTRY, date(2026, 4, number), head))

    await hospital.app.database.run(work)
    office = await open_first(hospital)
    window = await shown(office)
    assert "另有较早登记 11 步" in window.text
    assert "4月11日" not in window.text
    assert "4月12日" in window.text
    assert len(window.buttons) <= 7
    await office.tap("全部登记")
    first = await office.see("第 1/2 页")
    assert [line[2:] for line in first.text.splitlines()[1:]] == [
        f"4月{number}日  台账信息" for number in range(1, 16)
    ]
    await office.tap("下一页")
    last = await office.see("第 2/2 页")
    assert "4月17日" in last.text
    assert last.buttons == [["上一页"], ["返回线索"]]
    await office.tap("返回线索")
    await office.see("另有较早登记")


async def test_a_photo_sent_to_a_choice_is_answered_with_the_buttons(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.send_photo(photo())
    window = await phone.see("请点下面的按钮")
    assert "文字" not in window.text.split("请点下面的按钮")[1]
    await phone.tap("匿名")
    await phone.send("一件事")
    await phone.tap("写好了")
    await phone.send_photo(photo())
    await phone.see("请用文字填写")
