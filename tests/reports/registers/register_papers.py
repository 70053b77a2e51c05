"""Every paper of the registers, by name: what LibreOffice prints in one run with all other documents."""

from reports.registers.risk_forms import department_forms, person_forms, unit_forms
from reports.registers.warning_notice import warning_notice
from tests.reports.registers.printed_made_up import HISTORY, ON, risk, warning

HEADS = {"采购中心": "采购中心负责人"}


def register_papers() -> dict[str, bytes]:
    """Return the papers by name; one that ends in .xlsx is a workbook."""
    return {
        "预警通知书": warning_notice(warning()),
        "登记的岗位防控表": person_forms([risk(), risk(HISTORY[:2])], ON),
        "登记的科室防控表": department_forms([risk(form="department", person=None)], HEADS, ON),
        "登记的单位防控表": unit_forms([risk(form="unit", person=None)], ON),
    }
