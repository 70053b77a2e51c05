"""整改 by phones: a problem with its measures, progress, inspection, 销号 by two, 回头看; papers from one ledger."""

from io import BytesIO

import docx
from docx.table import Table

from registers.language import PrintedList
from reports.registers.lists import ListAsked, list_document
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import (
    BRANCH_NAME,
    COMMISSIONER,
    HEAD,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    lines,
    open_new,
)
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from usecases.registers.printing import printed_entries

LEADER = "分管内科副院长"
PROBLEM, FIRST, SECOND = "高值耗材登记不全", "修订登记制度", "补登并核对"


async def add_measure(office: Phone, measure: str, person: str) -> None:
    """Add a measure to the problem whose parts are shown, and come back to them."""
    await answer(office, "新增整改措施", f"={measure}", f"={LEADER}", "=心内科", f"={person}", "=2026-08-15")
    await answer(office, "提交", "返回所属事项")


async def go_to(phone: Phone, *ways: str) -> None:
    """Go to an entry from what waits."""
    await phone.send("/registers")
    for label in ways:
        await tap(phone, label)


async def tap(phone: Phone, words: str) -> str:
    """Tap the button with these words and return what is said above the window."""
    await phone.see("")
    found = [label for label in await labels(phone) if words in label]
    assert found, (words, await shown(phone))
    toast = await phone.tap(found[0])
    return "" if toast is None else toast.text


async def tables(hospital: Hospital) -> dict[str, Table]:
    """Return the three lists as they are printed from what is kept, reopened, by their titles."""

    def work(uow: UnitOfWork) -> dict[str, bytes]:
        registers = hospital.app.house.registers
        register, day = registers["problem"], hospital.clock.now().date()
        wholes = printed_entries(uow, registers, uow.entries.find_many([1]))

        def paper(printed: PrintedList) -> bytes:
            return list_document(ListAsked(registers, register, printed, "某院", day), wholes)

        return {printed.title["zh"]: paper(printed) for printed in register.lists}

    papers = await hospital.app.database.run(work)
    return {title: docx.Document(BytesIO(content)).tables[0] for title, content in papers.items()}


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


async def test_a_problem_is_closed_by_two_once_its_measures_are_and_reopened(hospital: Hospital) -> None:
    office, head = await hospital.phone_of(OFFICE), await hospital.phone_of(HEAD)
    other, worker = await hospital.phone_of(COMMISSIONER), await hospital.phone_of(WORKER)
    await open_new(office, "整改问题", BRANCH_NAME, WARD)
    await answer(office, "巡察", "跳过", "=高值耗材登记不全", f"={LEADER}", f"={HEAD}", "=2026-09-30", "提交")
    await office.see("已提交，编号 整改〔2026〕1号")
    await office.tap("下设事项 0")
    await add_measure(office, "修订登记制度", WORKER)
    await office.tap("下设事项 1")
    await add_measure(office, "补登并核对", OFFICE)
    assert "下设事项 2" in await labels(office)
    await hospital.app.deliver()
    # The person's word, and progress; the office can't close it while measures are open.
    await head.see("高值耗材登记不全")
    await head.tap("查看并办理")
    await answer(head, "登记进展", "=已补登 40 件", "登记进展")
    await answer(head, "申请销号", "=已全部补登", "跳过", "申请销号")
    await head.see("待销号")
    await go_to(office, "待我办理", PROBLEM)
    assert await tap(office, "同意销号") == ""
    assert await tap(office, "同意销号") == "尚有 2 项下设事项未完成，暂不能办理。"
    # A round of inspection opens it again.
    await go_to(office, "待我办理", PROBLEM)
    await answer(office, "登记督查", "=台账仍缺 3 件", "登记督查")
    await office.see("整改中")
    # Measures: nobody closes their own.
    await go_to(worker, "待我办理", FIRST)
    assert "同意销号" not in await labels(worker)
    await answer(worker, "申请销号", "=制度已印发", "跳过", "申请销号")
    await go_to(office, "待我办理", SECOND)
    await answer(office, "申请销号", "=已核对", "跳过", "申请销号")
    assert "同意销号" not in await labels(office)
    await go_to(other, "待我办理", FIRST, "同意销号", "同意销号")
    await go_to(other, "待我办理", SECOND, "同意销号", "同意销号")
    await go_to(head, "待我办理", PROBLEM)
    await answer(head, "申请销号", "=已全部补登并核对", "跳过", "申请销号")
    await go_to(other, "待我办理", PROBLEM, "同意销号", "同意销号")
    assert "已销号" in (await shown(other)).text
    await check_papers(hospital, office)
    # 回头看: the whole first, then its measures.
    await go_to(other, "整改问题", PROBLEM, "下设事项 2", FIRST)
    await answer(other, "回头看", "=又有 2 件未登记")
    assert await tap(other, "回头看") == "所属事项已办结。请先重新打开所属事项，再办理。"
    await go_to(other, "整改问题", PROBLEM)
    await answer(other, "回头看", "=又有 2 件未登记", "回头看")
    await other.see("已办理：回头看")
    await hospital.app.deliver()
    await head.see("又有 2 件未登记")
    await tap(other, "下设事项 2")
    await tap(other, FIRST)
    await answer(other, "回头看", "=又有 2 件未登记", "回头看")
    assert "进行中" in "".join(await lines(other))


async def check_papers(hospital: Hospital, office: Phone) -> None:
    """The report from the chat and the three lists say what was written, and nothing else."""
    await go_to(office, "整改问题", "导出", "整改落实情况")
    await office.see("已生成：整改落实情况，共 1 个问题。")
    document = docx.Document(BytesIO((await files_sent(office))["整改落实情况.docx"]))
    said = [line.text for line in document.paragraphs if line.text]
    wanted = [
        "存在问题：高值耗材登记不全",
        "责任单位：心内科",
        "整改措施：",
        "（1）修订登记制度",
        "完成情况：制度已印发",
        "（2）补登并核对",
        "完成情况：已核对",
        "进展情况：已补登 40 件",
        "督查情况：台账仍缺 3 件",
        "整改结果：已全部补登并核对",
        "状态：已销号",
        "共登记整改问题1个，其中已销号1个。",
        "制定整改措施2条，其中已销号2条。",
    ]
    at = [next((n for n, line in enumerate(said) if line.startswith(words)), None) for words in wanted]
    assert None not in at, said
    assert at == sorted(at, key=lambda place: place or 0), said
    found = {title: rows(table) for title, table in (await tables(hospital)).items()}
    assert found["问题清单"][1][:2] == ["1", "巡察"]
    assert found["问题清单"][1][-1] == "已销号"
    assert [row[2] for row in found["任务清单"][1:]] == ["修订登记制度", "补登并核对"]
    assert [row[5] for row in found["责任清单"][1:]] == [WORKER, OFFICE]
