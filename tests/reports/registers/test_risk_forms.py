"""Annexes 2 to 4 of entries: the words, the name and the day of those who signed, and nothing that nobody wrote."""

from typing import Any

import pytest

from reports.registers.risk_forms import department_forms, person_forms, unit_forms
from tests.reports.registers.printed_made_up import COMMITTEE, HISTORY, ON, RISK_ANSWERS, UNIT, risk
from tests.reports.second_reader import lines, tables

LABELS = ["主要职责", "存在廉政风险", "自我防控措施", "审核意见", "审定意见"]
TEXTS = [RISK_ANSWERS[key] for key in ("duties", "risks", "measures")]
UNSIGNED = ["签字：", "年", "月", "日"]


def test_annex_2_has_the_person_and_who_signed() -> None:
    content = person_forms([risk()], ON)
    assert lines(content) == ["附件2", "市直卫生系统个人岗位廉政风险防控表"]
    (table,) = tables(content)
    assert table[0] == ["单位", UNIT, "职务", "采购中心主任"]
    assert table[1] == ["风险等级", "A级（一级）", "姓名", "采购中心负责人"]
    assert [row[0] for row in table[2:]] == LABELS
    assert [row[1] for row in table[2:5]] == TEXTS
    assert table[5][1] == "风险点查找准确，同意上报。\n签字：分管后勤副院长\n2026年6月13日"
    # 医院党委 signs as such, on the day of its meeting; whoever tapped for it is not named.
    assert table[6][1] == "同意。\n签字：医院党委\n2026年6月9日"
    assert COMMITTEE[0] not in str(table)


def test_measures_stand_below_their_sides_in_the_order_of_the_four() -> None:
    said = (
        ("rules", "修订采购办法。"),
        ("education", "每季度\n学习案例。"),
        ("rules", "采购人员每三年轮岗。"),
    )
    items: dict[str, Any] = {f"measures.{n}.side": side for n, (side, _measure) in enumerate(said, start=1)}
    items |= {f"measures.{n}.measure": measure for n, (_side, measure) in enumerate(said, start=1)}
    (table,) = tables(person_forms([risk(measures=3, **items)], ON))
    assert table[4][0] == "自我防控措施"
    assert table[4][1].splitlines() == [
        *("思想教育：每季度", "学习案例。", "制度建设：", "1.修订采购办法。", "2.采购人员每三年轮岗。")
    ]


def test_a_text_of_the_first_version_stands_below_no_side_beside_what_was_added() -> None:
    added: dict[str, Any] = {
        "measures": 2,
        "measures.1.measure": "双人开标。",
        "measures.2.measure": "按月检查。",
    }
    added["measures.2.side"] = "supervision"
    (table,) = tables(person_forms([risk(**added)], ON))
    assert table[4][1] == "双人开标。\n监督防范：按月检查。"
    (table,) = tables(person_forms([risk(measures="1.双人开标。\n2.轮岗。")], ON))
    assert table[4][1] == "1.双人开标。\n2.轮岗。"


def test_where_nobody_signed_there_is_room_to_sign() -> None:
    first, second = tables(person_forms([risk(HISTORY[:2]), risk(HISTORY[:3])], ON))
    assert [row[1].split() for row in first[5:]] == [UNSIGNED, UNSIGNED]
    assert second[5][1].startswith("风险点查找准确")
    assert second[6][1].split() == UNSIGNED


def test_annex_3_names_the_head_where_there_is_one() -> None:
    department = risk(form="department", person=None)
    content = department_forms([department, department], {"采购中心": "采购中心负责人"}, ON)
    assert lines(content) == ["附件3", "市直卫生系统内设机构（处、科、室）廉政风险防控表"] * 2
    assert [table[0] for table in tables(content)] == [["单位", UNIT, "科室名称", "采购中心"]] * 2
    assert tables(content)[0][1] == ["风险等级", "A级（一级）", "负责人", "采购中心负责人"]
    assert tables(department_forms([department], {}, ON))[0][1][-1] == ""


def test_annex_4_is_about_the_unit() -> None:
    content = unit_forms([risk(form="unit", person=None)], ON)
    assert lines(content) == ["附件4", "市直卫生系统部门（单位）廉政风险防控表"]
    (table,) = tables(content)
    assert table[0] == ["单位名称", UNIT, "风险等级", "A级（一级）"]
    assert [row[0] for row in table[1:]] == LABELS


def test_no_form_without_an_entry() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        person_forms([], ON)
