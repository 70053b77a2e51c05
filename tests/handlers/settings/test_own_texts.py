"""/settings [表单与台账]: the office sends a form or register; it is checked, shown, in use at once, taken back."""

from bot.folders.form_folder import open_library
from registers.reader import shipped_register_texts
from simulator.phone import Phone
from tests.forms.xlsform.workbooks import CAMPAIGN, YES_NO, workbook
from tests.handlers.by_hand import begin, shown
from tests.handlers.registers.registers_by_hand import INSPECTOR, OFFICE, WORKER, open_new
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital

OTHER = "骨科特邀监察员"
OLD, NEW = "本月本网格廉情为何种灯色", "本月本网格的廉情是什么灯色"


async def opened(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    await office.tap("表单与台账")
    await office.see("请直接发送文件")
    return office


async def sent_changed(hospital: Hospital) -> Phone:
    """Have the office get the monthly report's file, change a question and send it back."""
    office = await opened(hospital)
    for label in ("报表 13", "网格廉情月报", "取得文件（.toml）"):
        await office.tap(label)
    await office.see("要修改，请取得文件")
    text = (await files_sent(office))["monthly_report.toml"].decode()
    assert OLD in text
    await office.send_document("monthly_report.toml", text.replace(OLD, NEW).encode())
    return office


async def test_a_changed_form_is_in_use_at_once_and_what_was_begun_is_finished_as_it_was(
    hospital: Hospital,
) -> None:
    begun, other = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OTHER)
    await begin(begun)
    office = await sent_changed(hospital)
    window = await shown(office)
    assert "报表：第 2 版，替换现用的第 1 版" in window.text
    assert "增加 0 项，删去 0 项，修改 1 项\n• 修改：灯色" in window.text
    assert window.buttons == [["导入"], ["预览"], ["取消"]]
    await office.tap("预览")
    await office.tap("下一页")
    await office.tap("下一页")
    await office.see(NEW)
    await office.tap("返回")
    presses = await office.tap_nowait("导入", times=2)
    for each in presses:
        await office.answer(each)
    await office.see("已修改，立即生效。\n已导入。")
    assert [text.version for text in await hospital.app.database.run(lambda uow: uow.own_texts.all())] == [2]
    await begin(other)
    assert NEW in (await shown(other)).text
    await begun.tap("黄")
    await begun.tap("返回")
    assert OLD in (await shown(begun)).text
    await hospital.restart()
    assert open_library(hospital.config)["monthly_report"].version == 2
    await office.send("/settings")
    await office.tap("最近修改")
    assert "报表 monthly_report" in (await shown(office)).text


async def test_a_version_is_taken_back_with_its_number_or_as_a_new_one_once_something_was_filed(
    hospital: Hospital,
) -> None:
    forms = hospital.app.house.forms
    office = await sent_changed(hospital)
    await office.tap("导入")
    assert forms["monthly_report"].version == 2
    await office.tap("撤销修改")
    await office.see("已撤销修改")
    assert (forms["monthly_report"].version, forms["monthly_report"].fields[0].question) == (
        1,
        forms.version("monthly_report", 1).fields[0].question,
    )
    refused = await office.tap("撤销修改")
    assert refused is not None
    assert "请重新发送文件" in refused.text
    office = await sent_changed(hospital)
    await office.tap("导入")
    inspector = await hospital.phone_of(INSPECTOR)
    await begin(inspector)
    await office.tap("撤销修改")
    await office.see("已撤销修改")
    now = forms["monthly_report"]
    assert (now.version, now.fields) == (3, forms.version("monthly_report", 1).fields)
    assert NEW in (await shown(inspector)).text


async def test_a_form_in_excel_comes_back_marked_and_once_mended_is_a_new_form(hospital: Hospital) -> None:
    office = await opened(hospital)
    wrong = [
        *CAMPAIGN,
        {"type": "integer", "name": "n", "label::中文": "几次？", "relevant": "${nobody} > 0"},
    ]
    await office.send_document("清理表.xlsx", workbook(wrong, YES_NO))
    window = await office.see("共 1 处问题，未导入任何内容。")
    assert "survey 表第 13 行 relevant 列" in window.text
    assert "需要修改之处.xlsx" in await files_sent(office)
    await office.send_document("清理表.xlsx", workbook(CAMPAIGN, YES_NO))
    await office.see("报表：新增，第 1 版")
    await office.tap("取消")
    await office.see("已取消，未导入")
    assert "red_packets" not in hospital.app.house.forms
    await office.send_document("清理表.xlsx", workbook(CAMPAIGN, YES_NO))
    await office.tap("导入")
    await office.see("已导入。")
    assert hospital.app.house.forms["red_packets"].title["zh"] == "红包专项清理表"


async def test_a_register_of_the_offices_own_is_worked_from_at_once(hospital: Hospital) -> None:
    office, worker = await opened(hospital), await hospital.phone_of(WORKER)
    text = shipped_register_texts()["gifts.toml"].replace('id = "gifts"', 'id = "abroad"', 1)
    text = text.replace('zh = "礼品登记"', 'zh = "出国备案"', 1)
    await office.send_document("出国.toml", text.encode())
    await office.see("台账：新增，第 1 版")
    await office.tap("预览")
    await office.see("出国备案")
    await office.tap("返回")
    await office.tap("导入")
    await office.see("已导入。")
    await open_new(worker, "出国备案")
    assert "出国备案" in (await shown(worker)).text
