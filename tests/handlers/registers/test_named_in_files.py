"""廉情档案 by phones: who signed in finds it in their file, who voted their vote, and nothing besides."""

from simulator.phone import Phone
from storage.registers.tables import entry_codes
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.documents.test_documents import made, words_of
from tests.handlers.registers.registers_by_hand import (
    HEAD,
    INSPECTOR,
    OFFICE,
    WARD,
    WORKER,
    answer,
    labels,
    open_register,
)
from tests.handlers.registers.test_decisions import PRESIDENT, consider
from tests.handlers.registers.test_sign_in import LINK, code_in, plan
from tests.harness import Hospital

SPAN = "2026-01 至 2026-05"


async def own_file(phone: Phone) -> str:
    """Have one's own file made; return its words."""
    await phone.send("/registers")
    await answer(phone, "我的廉情档案", SPAN)
    return words_of(await made(phone))


async def test_who_signed_in_at_the_door_has_it_in_their_file_and_the_grid_how_many_came(
    hospital: Hospital,
) -> None:
    head, worker, inspector = [await hospital.phone_of(name) for name in (HEAD, WORKER, INSPECTOR)]
    office = await hospital.phone_of(OFFICE)
    await plan(head)
    await answer(head, "签到二维码")
    await head.see("2026年5月12日当天有效")
    await worker.open_link(LINK + code_in(hospital))
    await worker.tap("签到")
    await open_register(inspector, "培训")
    await answer(inspector, "签到（1）", "1 廉洁从业", "签到")
    await open_register(head, "培训")
    await answer(head, "1 廉洁从业", "登记开展情况", "统计：2 人", "=现场讨论热烈", "跳过", "登记开展情况")
    await head.see("已开展")
    assert "没有查看此事项的权限" in await press(hospital, worker, "entry:1")  # it is over
    for phone, how in ((worker, "签到（扫码）"), (inspector, "签到（点击）")):
        words = await own_file(phone)
        for said in ("培训（1项）", "警示教育：廉洁从业", "2026.5.12", how, "已开展1"):
            assert said in words, said
        assert "现场讨论热烈" not in words
    words = await own_file(head)
    assert "现场讨论热烈" in words
    assert "签到（" not in words
    assert len(rows_of(hospital.app.database, entry_codes)) == 1
    await office.send("/documents")
    await answer(office, "廉情档案", "内科第一党支部", WARD, f"{WARD}（本网格）", SPAN)
    assert "签到：2人" in words_of(await made(office))


async def test_a_vote_is_found_by_who_gave_it_in_their_own_file_and_by_name_in_the_list_alone(
    hospital: Hospital,
) -> None:
    office, worker = await hospital.phone_of(OFFICE), await hospital.phone_of(WORKER)
    inspector = await hospital.phone_of(INSPECTOR)
    for matter in ("购置检验设备", "公务用车更新"):
        await consider(office, matter)
    await open_register(office, "三重一大")
    await answer(office, "2 购置检验设备", "集体决策", "=2026-05-11", "=同意购置", "跳过", "=2")
    await answer(office, f"={PRESIDENT}", "同意", "=按程序采购", "跳过")
    await answer(office, f"={WORKER}", "不同意", "=建议再论证", "=资金紧张", "集体决策")
    await office.see("集体决策")
    words = await own_file(worker)
    for said in ("三重一大（1项）", "大额资金使用：购置检验设备", "成员表态：不同意，建议再论证，资金紧张"):
        assert said in words, said
    assert "按程序采购" not in words
    assert "同意购置" not in words
    # It is theirs to know, not to open; who was not there has nothing of it.
    assert "没有查看此事项的权限" in await press(hospital, worker, "entry:1")
    assert not [label for label in await labels(worker) if "三重一大" in label]
    assert "三重一大" not in await own_file(inspector)
    # Whoever sees the list finds it by the member's name, pinyin or number.
    for words_typed in (WORKER, "xnkylzz"):
        await open_register(office, "三重一大")
        await answer(office, "筛选", "按编号或关键词", f"={words_typed}")
        listed = await labels(office)
        assert any("购置检验设备" in label for label in listed), (words_typed, (await shown(office)).text)
        assert not any("公务用车更新" in label for label in listed)
        await answer(office, "筛选", "清除全部筛选")
