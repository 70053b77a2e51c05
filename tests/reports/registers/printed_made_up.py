"""Entries of the shipped registers with their histories, whose posts stand for names."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.people.people import Role
from domain.registers.entries import Entry, EntryMove, EntryPeople, EntryPlace, EntryStanding
from registers.reader import shipped_registers
from reports.registers.printed import EntryAround, PrintedEntry, printed_entry

ON = date(2026, 7, 3)
UNIT = "绍兴某某医院"
OPENED_AT = datetime(2026, 6, 10, 17, 30, tzinfo=UTC)
"""In Shanghai it is the 11th."""
BUYER = {"staff_number": "0107", "name": "采购中心负责人", "post": "采购中心主任"}


def made(place: int, move_id: str, states: tuple[str, str], **more: Any) -> EntryMove:
    """Return the line `place` of a history; `states` are from and to. `who` is name, post and role."""
    name, post, role = more.pop("who", ("登记人", "科员", ""))
    at = OPENED_AT + timedelta(days=place)
    return EntryMove(1, move_id, 1, name, post, role, at, *states, place=place, **more)


ENDS = {"closed", "approved", "filed", "lapsed", "withdrawn", "accepted", "dropped"}
LEADER = ("分管后勤副院长", "副院长", Role.LEADER_IN_CHARGE.value)
COMMITTEE = ("党委办公室主任", "党办主任", Role.COMMITTEE.value)
HISTORY = (
    made(0, "", ("", "entered")),
    made(1, "send", ("entered", "review")),
    made(
        2,
        "review",
        ("review", "approval"),
        who=LEADER,
        answers={"review_opinion": "风险点查找准确，同意上报。"},
    ),
    made(
        3,
        "approve",
        ("approval", "approved"),
        who=COMMITTEE,
        answers={"approval_opinion": "同意。", "meeting_on": "2026-06-09"},
    ),
)
"""A risk of somebody of middle rank: the leader in charge reviews, 医院党委 approves in its meeting."""


def entry_of(register_id: str, state: str, answers: Mapping[str, Any], **more: Any) -> Entry:
    """Return an entry of a shipped register."""
    return Entry(
        register_id,
        1,
        EntryPlace("1", "2", "3"),
        EntryPeople(1),
        EntryStanding(state, ON, is_open=state not in ENDS),
        "",
        OPENED_AT,
        answers=answers,
        **more,
    )


RISK_ANSWERS: Mapping[str, Any] = {
    "form": "person",
    "person": BUYER,
    "level": "a",
    "kind": "process",
    "found": "self",
    "source": None,
    "duties": "负责全院医用耗材、试剂和办公物资的采购计划、询价、招标和合同管理。",
    "risks": "1.询价、议价环节与供应商接触多，可能收受礼品礼金。\n2.单一来源采购理由审核不严。",
    "measures": "1.询价、议价须两人以上在场，全程留痕。\n2.采购人员每三年轮岗。",
}


SIDES: Mapping[str, Any] = {
    "measures": 3,
    "measures.1.side": "supervision",
    "measures.1.measure": "合同履行情况每季度通报一次。",
    "measures.2.side": "education",
    "measures.2.measure": "每季度学习一次案例。",
    "measures.3.side": "supervision",
    "measures.3.measure": "评审专家随机抽取。",
}
"""Measures one by one, as they are entered since they are asked for by side; before they were one text."""


def risk(history: tuple[EntryMove, ...] = HISTORY, **answers: Any) -> PrintedEntry:
    """Return a printed risk of the purchasing department's head with this history."""
    kept = {**RISK_ANSWERS, **answers}
    entry = entry_of("risk", history[-1].target, kept, number="绍医廉险〔2026〕3号")
    return printed_entry(shipped_registers()["risk"], entry, history, EntryAround(UNIT, "采购中心", "登记人"))


WARNING_ANSWERS: Mapping[str, Any] = {
    "light": "yellow",
    "object": "grid",
    "addressee": BUYER,
    "problem": "高值耗材出入库登记不全，使用记录与收费记录核对不及时。",
    "measure": "1.补登今年以来的出入库记录。\n2.每周核对一次使用记录与收费记录。",
    "deadline": "2026-08-01",
}


ISSUED = (made(0, "", ("", "entered")), made(1, "issue", ("entered", "issued")))


def warning(history: tuple[EntryMove, ...] = ISSUED, **answers: Any) -> PrintedEntry:
    """Return a printed warning to the purchasing department."""
    kept = {**WARNING_ANSWERS, **answers}
    entry = entry_of("warning", history[-1].target, kept, number="绍医预警〔2026〕5号")
    return printed_entry(
        shipped_registers()["warning"], entry, history, EntryAround(UNIT, "采购中心", "登记人")
    )


def person(name: str, post: str) -> Mapping[str, str]:
    return {"staff_number": "0001", "name": name, "post": post}


MEASURE_ANSWERS: Mapping[str, Any] = {
    "measure": "修订高值耗材管理制度，明确登记、核对和责任追究。",
    "leader": person("分管医疗副院长", "副院长"),
    "department": "医务科",
    "person": person("医务科负责人", "医务科主任"),
    "deadline": "2026-08-15",
    "progress": None,
    "result": None,
}
PROBLEM_ANSWERS: Mapping[str, Any] = {
    "source": "inspection",
    "warning": None,
    "problem": "高值耗材管理制度不健全，出入库登记不全。",
    "leader": person("分管医疗副院长", "副院长"),
    "person": person("医务科负责人", "医务科主任"),
    "deadline": "2026-09-30",
    "progress": None,
    "result": None,
}


def measure(state: str = "open", **answers: Any) -> PrintedEntry:
    """Return a printed measure of the problem below."""
    entry = entry_of("measure", state, {**MEASURE_ANSWERS, **answers}, parent_id=1)
    around = EntryAround(UNIT, "医务科", "登记人")
    return printed_entry(shipped_registers()["measure"], entry, (made(0, "", ("", "open")),), around)


def problem(*parts: PrintedEntry, state: str = "open", grid: str = "医务科", **answers: Any) -> PrintedEntry:
    """Return a printed problem with its measures."""
    entry = entry_of("problem", state, {**PROBLEM_ANSWERS, **answers}, number="绍医整改〔2026〕1号")
    around = EntryAround(UNIT, grid, "登记人", parts)
    return printed_entry(shipped_registers()["problem"], entry, (made(0, "", ("", "open")),), around)
