"""A case as one docx: in the chat where the key is open, for whoever opened it; else by the command line."""

import io
import json
import logging
from pathlib import Path

import pytest
from docx import Document

from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tips.custody import Custody
from tests.bot.commands.typing_hand import Hand
from tests.forged import press
from tests.handlers.tips.test_tip_leaks import everything, find, writings
from tests.handlers.tips.tips_by_hand import (
    DEPUTY,
    FIRST,
    OFFICE,
    TOGETHER,
    acts,
    answer,
    bring,
    files_sent,
    labels,
    open_first,
    shown,
    tap_all,
)
from tests.harness import Hospital
from tests.locked_keys import lock_lightly

PASSPHRASE = "信鸽pigeon口令 2026"
NOTE, ANSWER, REASON = "鸬鹚cormorant内部话", "白鹭egret补充", "夜鹭heron理由"
NAME = "某职工"
"""Who reported (tips_by_hand.bring)."""


async def make_case(hospital: Hospital) -> Phone:
    """Bring a named tip with files, and have it noted, asked about, answered, decided and put in charge."""
    await bring(hospital, named=True, files=2)
    office = await open_first(hospital)
    await office.tap("受理")
    await office.send(REASON)
    await tap_all(
        office, "登记处置", "谈话函询", TOGETHER, "承办", "承办人", DEPUTY, "承办", "可查性", "较强"
    )
    await tap_all(office, "承办", "内部记录")
    await office.send(NOTE)
    await tap_all(office, "登记", "台账信息")
    for words in ("某科长", "科长", "摘要一句"):
        await office.send(words)
    await tap_all(office, "提问", "请补充材料")
    await answer(hospital, ANSWER, files=1)
    return office


def lines_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def assert_whole(content: bytes) -> None:
    """Assert that the document says all there is of the case, in order, and not who reported."""
    lines = lines_of(content)
    whole = "\n".join(lines)
    wanted = (
        f"线索{FIRST}案卷",
        f"承办人：{DEPUTY}",
        "可查性：较强",
        "一件事",
        "2026年5月12日 向反映人提问",
        "2026年5月12日 反映人补充",
        ANSWER,
        f"2026年5月12日 受理（登记人：{OFFICE}）",
        REASON,
        f"2026年5月12日 登记处置：谈话函询（登记人：{OFFICE}）",
        TOGETHER,
        "线索摘要：摘要一句",
        "内部记录",
        NOTE,
        "附件3（.jpg），补充收到",
    )
    places = [whole.index(said) for said in wanted]
    assert places == sorted(places)
    assert NAME not in whole


async def test_a_case_is_made_in_the_chat_where_the_key_is_open_and_lies_nowhere_else(
    hospital: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    locked = lock_lightly(hospital.office_key.identity, PASSPHRASE)
    object.__setattr__(hospital.app.house, "custody", Custody({Body.OFFICE: locked}))
    office = await make_case(hospital)
    deputy = await open_first(hospital, DEPUTY)
    await press(hospital, office, f"tips:{FIRST}")
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see("一件事")
    assert f"内部记录：\n{NOTE}" in (await shown(office)).text
    await office.tap("案卷")
    await office.see("案卷已生成")
    assert_whole((await files_sent(office))[f"线索{FIRST}-案卷.docx"])
    # Whoever has not opened theirs is sent what they can't read here.
    await tap_all(deputy, "承办", "案卷")
    await deputy.see("案卷内容已加密")
    sent = await files_sent(deputy)
    assert set(sent) == {f"线索{FIRST}-案卷.json"}
    for canary in (NOTE, ANSWER, REASON):
        assert canary.encode() not in sent[f"线索{FIRST}-案卷.json"]
    haystacks = everything(hospital, caplog)
    for canary in (NOTE, ANSWER, REASON, PASSPHRASE):
        assert find(haystacks, writings(canary)) == [], canary
    assert (await acts(hospital)).count("tip-case") == 2


async def test_a_case_is_opened_by_the_command_line_where_the_key_is(
    hospital: Hospital, tmp_path: Path
) -> None:
    office = await make_case(hospital)
    await tap_all(office, "承办", "案卷")
    window = await office.see("请在存有私钥的电脑上打开")
    assert f"gridbot case 线索{FIRST}-案卷.json --key office-key.txt" in window.text
    content = (await files_sent(office))[f"线索{FIRST}-案卷.json"]
    bundle, key, out = tmp_path / "案卷.json", tmp_path / "key.txt", tmp_path / "案卷.docx"
    bundle.write_bytes(content)
    key.write_text(hospital.office_key.identity, encoding="utf-8")
    hand = Hand(tmp_path)
    line = ["case", str(bundle), "--key", str(key), "--out", str(out)]
    ended = hand.types(*line)
    assert ended.code == 0, ended.err
    assert_whole(out.read_bytes())
    assert out.stat().st_mode & 0o777 == 0o600
    # It is refused for a file that is there, for a name of another kind, and for what is no case.
    assert "已存在" in hand.types(*line).complaint
    assert "以 .docx 结尾" in hand.types(*line[:-1], str(tmp_path / "案卷.xlsx")).complaint
    out.unlink()
    bundle.write_text(json.dumps({"format": 1}), encoding="utf-8")
    assert "不是本系统导出的案卷" in hand.types(*line).complaint
    assert not out.exists()


async def test_nobody_else_is_sent_a_case(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of("心内科特邀监察员")
    assert "此功能供监察室" in await press(hospital, inspector, f"tips-case:{FIRST}")
    deputy = await open_first(hospital, DEPUTY)
    await tap_all(deputy, "回避", "确定回避")
    assert "失效" in await press(hospital, deputy, f"tips-case:{FIRST}")
    assert await files_sent(deputy) == {}
    assert "案卷" not in await labels(deputy)
