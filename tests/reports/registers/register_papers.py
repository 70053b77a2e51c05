"""Every paper of the registers, by name: what LibreOffice prints in one run with all other documents."""

import io
from dataclasses import replace

from PIL import Image

from registers.reader import shipped_registers
from reports.registers.flow_charts import FlowChart
from reports.registers.handbook import Handbook, handbook_document
from reports.registers.lists import ListAsked, list_document, list_sheet
from reports.registers.post_cards import post_cards
from reports.registers.printed import PrintedEntry
from reports.registers.rectification import rectification_report
from reports.registers.risk_forms import department_forms, person_forms, unit_forms
from reports.registers.self_checks import SelfCheckRow, self_check_document
from reports.registers.warning_notice import warning_notice
from tests.reports.registers.printed_made_up import (
    HISTORY,
    ON,
    SIDES,
    UNIT,
    measure,
    person,
    problem,
    risk,
    warning,
)

HEADS = {"采购中心": "采购中心负责人"}
LONG = "长" * 4_999 + "尾"
"""As long as a text may be in a chat."""


def problems() -> list[PrintedEntry]:
    """Return fifteen problems with thirty-one measures, as the source has them."""
    return [
        problem(
            *(
                measure(measure=f"措施{n}之{m}：修订制度，组织培训，按月检查。")
                for m in range(1, 3 + (n == 15))
            ),
            problem=f"问题{n}：高值耗材管理制度不健全，出入库登记不全。",
        )
        for n in range(1, 16)
    ]


def cards() -> list[PrintedEntry]:
    """Return the risks of three posts: two of the first, a short one, and one that fills a page."""
    second = person("采购中心业务主管", "业务主管")
    third = person("药剂科负责人", "药剂科主任")
    full = "询价、议价环节与供应商接触多，可能收受礼品礼金，或者泄露其他供应商的报价和评审情况。" * 8
    return [
        risk(level="b", risks="合同履行监管不严。", **SIDES),
        risk(),
        risk(person=second, level="c", risks="登记不全。", measures="每周核对。"),
        risk(person=third, level="b", risks=full, measures=full),
    ]


def handbook(*charts: FlowChart) -> Handbook:
    """Return a handbook of three risks in two departments, with a flow chart and a file that is no picture."""
    drawn = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(drawn, "PNG")
    risks = [
        risk(form="department", person=None, level="c", **SIDES),
        risk(),
        replace(risk(person=person("药剂科负责人", "药剂科主任"), level="b"), grid="药剂科"),
    ]
    attached = charts or (
        FlowChart("耗材采购流程图", "流程.png", drawn.getvalue()),
        FlowChart("招聘流程图", "流程.pdf", b"%PDF-1.7"),
    )
    return Handbook(UNIT, ON, shipped_registers()["risk"], risks, flow_charts=attached)


def self_checks() -> list[SelfCheckRow]:
    """Return what the owners of risks in two departments answered; one of them did not."""
    return [
        SelfCheckRow("采购中心", "A级（一级）", 4, 2, 6, 1, ("轮岗未落实。", "登记不全。"), ("应为B级。",)),
        SelfCheckRow("采购中心", "B级（二级）", 1, 1, 2, 1, measures=("每月抽查一次。",)),
        SelfCheckRow("药剂科", "A级（一级）", 1, 0, 0, 0),
    ]


def asked(register_id: str, list_id: str) -> ListAsked:
    """Return the list of a shipped register, asked for on a day."""
    registers = shipped_registers()
    register = registers[register_id]
    printed = next(printed for printed in register.lists if printed.id == list_id)
    return ListAsked(registers, register, printed, UNIT, ON)


def register_papers() -> dict[str, bytes]:
    """Return the papers by name; one that ends in .xlsx is a workbook."""
    risks = [risk(), risk(level="b"), risk(form="department", person=None, level="c")]
    return {
        "预警通知书": warning_notice(warning()),
        "登记的岗位防控表": person_forms([risk(), risk(HISTORY[:2])], ON),
        "登记的科室防控表": department_forms([risk(form="department", person=None, **SIDES)], HEADS, ON),
        "登记的单位防控表": unit_forms([risk(form="unit", person=None)], ON),
        "等级目录.xlsx": list_sheet(asked("risk", "level_list"), risks),
        "等级目录表": list_document(asked("risk", "level_list"), risks),
        "风险点汇总表": list_document(asked("risk", "summary"), risks),
        "问题清单": list_document(asked("problem", "problem_list"), problems()),
        "任务清单": list_document(asked("problem", "task_list"), problems()),
        "任务清单表.xlsx": list_sheet(asked("problem", "task_list"), problems()),
        "责任清单": list_document(asked("problem", "duty_list"), problems()),
        "整改落实情况": rectification_report(problems(), UNIT, ON),
        "自查汇总": self_check_document(self_checks(), UNIT, "2026年上半年", ON),
        "警示牌": post_cards(cards(), ON),
        "工作手册": handbook_document(handbook()),
        "长任务清单": list_document(
            asked("problem", "task_list"), [problem(measure(measure=LONG), measure(), problem=LONG)]
        ),
    }
