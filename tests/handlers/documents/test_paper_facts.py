"""文号, 签发人, 联系人; 填报人, 联系电话, 审核人: asked for once, kept, offered on each later paper, never made up."""

import json

import pytest

from domain.reporting.paper_facts import next_number
from storage.tables import audit, settings
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.documents.test_documents import made, open_report, words_of
from tests.handlers.registers.test_lists import warn
from tests.handlers.tips.tips_by_hand import files_sent
from tests.harness import Hospital
from tests.hearings_set_up import OFFICE

NUMBER, SIGNER, CONTACT = "市某院纪〔2026〕3号", "签发的人", "监察室 8801"
PAPERS = ("2026年上半年报告（报驻组）", "2026年上半年报告（报党委）")


@pytest.mark.parametrize(
    ("last", "year", "following"),
    [
        (NUMBER, 2026, "市某院纪〔2026〕4号"),
        (NUMBER, 2027, "市某院纪〔2027〕1号"),
        ("某院〔2026〕第9号", 2026, "某院〔2026〕第10号"),
        ("某院（2026）99号", 2026, "某院（2026）100号"),
        ("某院纪字", 2026, ""),
        ("", 2026, ""),
    ],
)
def test_the_next_number_follows_the_pattern_and_the_year(last: str, year: int, following: str) -> None:
    assert next_number(last, year) == following


async def last_words(hospital: Hospital, name: str = OFFICE) -> str:
    office = await hospital.phone_of(name)
    return words_of(list((await files_sent(office)).values())[-1])


def changes(hospital: Hospital) -> int:
    return [row.act for row in rows_of(hospital.app.database, audit)].count("document-facts")


async def test_a_report_is_asked_once_and_the_next_is_offered_all_of_it(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.tap("生成 docx")
    window = await office.see("请输入文号")
    assert window.buttons == [["留空"], ["都不填，直接生成"], ["返回"]]
    await office.send("字" * 61)
    await office.see("请输入 1–60 个字")
    await office.send_sticker()
    await office.see("请输入 1–60 个字")
    await office.send(NUMBER)
    await office.see("请输入签发人姓名")
    await office.send(SIGNER)
    await office.see("请输入联系人及电话")
    await office.send(CONTACT)
    window = await office.see("已按目前的数据生成")
    for said in (f"文号：{NUMBER}", f"签发人：{SIGNER}", f"联系人及电话：{CONTACT}"):
        assert said in window.text
    words = await last_words(hospital)
    assert f"{NUMBER}　　签发人：{SIGNER}" in words
    assert f"（联系人及电话：{CONTACT}）" in words
    assert words.index("情况的报告") < words.index(NUMBER) < words.index("驻市卫生健康委纪检监察组")
    # Made again it keeps its number, and asks nothing.
    await office.tap("生成 docx")
    await office.see("已按目前的数据生成")
    assert NUMBER in await last_words(hospital)
    assert changes(hospital) == 1
    # The next paper is offered what was given, with the next number, by a tap.
    await office.send("/documents")
    await office.tap(PAPERS[1])
    await office.tap("生成 docx")
    window = await office.see("上次填写的已带入")
    for said in ("市某院纪〔2026〕4号", SIGNER, CONTACT):
        assert said in window.text
    assert window.buttons == [["照此生成"], ["逐项填写", "都不填，直接生成"], ["返回"]]
    await office.tap("照此生成")
    await office.see("已按目前的数据生成")
    assert "市某院纪〔2026〕4号　　签发人：" in await last_words(hospital)
    # Changed one by one: each is offered, or left open.
    await office.tap("修改文号等")
    await office.tap("市某院纪〔2026〕4号")
    await office.tap("留空")
    await office.tap(CONTACT)
    await office.see("已按目前的数据生成")
    words = await last_words(hospital)
    assert "市某院纪〔2026〕4号" in words
    assert "签发人" not in words
    assert changes(hospital) == 3
    assert "已失效" in await press(hospital, office, "doc-take:number:y")
    (kept,) = [row.value for row in rows_of(hospital.app.database, settings) if row.key == "paper_facts:1"]
    assert set(json.loads(kept)) == {"last", "supervisor:2026-H1", "committee:2026-H1"}
    supervisor = await hospital.phone_of("驻组联络员")
    for data in ("doc-all:supervisor:2026-H1", "doc-facts:supervisor:2026-H1", "doc-bare:supervisor:2026-H1"):
        await press(hospital, supervisor, data)
    assert await files_sent(supervisor) == {}
    assert changes(hospital) == 3


async def test_what_was_left_open_prints_nothing(hospital: Hospital) -> None:
    office = await open_report(hospital)
    words = words_of(await made(office))
    for said in ("签发人", "联系人", "〔"):
        assert said not in words
    await office.tap("生成 docx")  # asked once, not again
    await office.see("已按目前的数据生成")


async def test_a_restart_in_the_midst_loses_no_more_than_the_question(hospital: Hospital) -> None:
    office = await open_report(hospital)
    await office.tap("生成 docx")
    await office.send(NUMBER)
    await hospital.restart()
    assert "已失效" in (await office.tap("留空") or await shown(office)).text
    await office.send("/documents")
    await office.tap(PAPERS[0])
    await office.tap("生成 docx")
    await office.see("请输入文号")


async def test_a_list_has_its_own_line_filled_in(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await hospital.phone_of("心内科负责人")
    await warn(hospital, "登记不全")
    await press(hospital, office, "doc:register:warning.warning_list")
    await office.tap("生成 docx")
    for asked, given in (
        ("请输入填报人", "填报的人"),
        ("请输入联系电话", "8801"),
        ("请输入审核人", "审核的人"),
    ):
        await office.see(asked)
        await office.send(given)
    await office.see("已按目前的数据生成")
    words = await last_words(hospital)
    for said in ("填报人：填报的人", "联系电话：8801", "审核人：审核的人"):
        assert said in words
