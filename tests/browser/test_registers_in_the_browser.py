"""A risk as people see it in the browser: entered by a department, reviewed by its head, approved by the leader."""

import re

import pytest

from tests.browser.hands import Hands

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORKER, HEAD, LEADER = "心内科特邀监察员", "心内科负责人", "分管内科副院长"


async def enter_a_risk(hands: Hands) -> None:
    """Have somebody of the ward enter the risk of their own post and send it."""
    phone = hands.phone(WORKER)
    await hands.send(phone, "/registers")
    for label in (re.compile("^廉政风险$"), "新增", "个人岗位"):
        await hands.tap(phone, label)
    await hands.send(phone, WORKER)
    for label in ("C级（三级）", "岗位职责", "自己找", "跳过"):
        await hands.tap(phone, label)
    for said in ("耗材请领与登记", "高值耗材登记不全，账实可能不符"):
        await hands.send(phone, said)
    for label in (re.compile("^1$"), "工作程序"):
        await hands.tap(phone, label)
    await hands.send(phone, "逐件扫码登记，双人核对，每月盘点")
    await hands.sees(phone, "请核对")
    await hands.tap(phone, "提交")
    await hands.sees(phone, "已提交，编号")
    await hands.tap(phone, "送审")
    await hands.tap(phone, "送审")
    await hands.sees(phone, "待审核")


async def pass_it(hands: Hands, name: str, opinion: str) -> None:
    """Have somebody open what waits for them, from the letter, and pass it."""
    phone = hands.phone(name)
    await hands.sees(phone, "有一项待您办理")
    await hands.tap(phone, "查看并办理")
    await hands.tap(phone, "通过")
    await hands.send(phone, opinion)
    await hands.sees(phone, opinion)
    await hands.tap(phone, "通过")


async def test_a_risk_is_entered_reviewed_and_approved(hands: Hands) -> None:
    for name in (WORKER, HEAD, LEADER):
        await hands.pick(name)
    await enter_a_risk(hands)
    await pass_it(hands, HEAD, "情况属实，措施可行。")
    await hands.sees(hands.phone(HEAD), "待审定")
    await pass_it(hands, LEADER, "同意，按C级管理。")
    await hands.sees(hands.phone(LEADER), "状态：已审定")
    await hands.tap(hands.phone(HEAD), "办理记录")
    await hands.sees(hands.phone(HEAD), "情况属实")
    await hands.screenshot("registers", 1280, 800)
