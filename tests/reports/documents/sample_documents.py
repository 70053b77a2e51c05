"""Every document in official form, about the sample hospital, whose posts stand for names."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from domain.people.grids import Grid
from reports.documents.archive import (
    Archive,
    ArchivedAssessment,
    ArchivedCorrection,
    ArchivedHearing,
    ArchivedReport,
    ArchivedReview,
    ArchivedSuggestion,
    ArchivedTask,
    archive_document,
)
from reports.documents.archived_entries import ArchivedEntry, ArchivedRegister
from reports.documents.campaign import (
    CampaignFigures,
    CampaignSummary,
    SelfReportFigures,
    SelfReportSummary,
    campaign_document,
    self_report_document,
)
from reports.documents.progress import Progress29, progress_document
from reports.documents.report import (
    CommitteeReport,
    SupervisorReport,
    committee_document,
    supervisor_document,
)
from reports.documents.report_parts import GroupLine, PeriodFacts, ReportFigure
from reports.papers.official import OfficialDocument
from reports.papers.risk_sheets import (
    Opinion,
    RiskDepartmentSheet,
    RiskPersonSheet,
    RiskUnitSheet,
    risk_department_document,
    risk_person_document,
    risk_unit_document,
)
from reports.sheets.sample_hospital import sample_roster
from reports.tips.clue_ledger import LedgerRow, ledger_document
from tests.reports.registers.register_papers import register_papers

ON = date(2026, 7, 3)
UNIT = "绍兴某某医院"

DUTIES = "负责全院医用耗材、试剂和办公物资的采购计划、询价、招标和合同管理，组织验收并参与供应商评价。"
RISKS = (
    "1.询价、议价环节与供应商接触多，可能收受礼品礼金。\n2.采购需求由使用科室提出，可能量身定制参数。\n"
    "3.单一来源采购理由审核不严。"
)
MEASURES = (
    "1.询价、议价须两人以上在场，全程留痕。\n2.技术参数由三名以上专家论证并公示。\n"
    "3.单一来源采购一事一议，由医院党委会审定。\n4.采购人员每三年轮岗。"
)

PERSON = RiskPersonSheet(
    UNIT,
    "采购中心主任",
    "A级（一级）",
    "采购中心负责人",
    DUTIES,
    RISKS,
    MEASURES,
    Opinion("风险点查找准确，措施可行，同意上报。", "分管后勤副院长", date(2026, 6, 18)),
    Opinion("同意。", "医院党委", date(2026, 6, 25)),
)
BLANK_PERSON = RiskPersonSheet(UNIT, "采购中心业务主管", "", "采购中心业务主管", "", "", "")
DEPARTMENT = RiskDepartmentSheet(
    UNIT,
    "采购中心",
    "A级（一级）",
    "采购中心负责人",
    DUTIES,
    RISKS,
    MEASURES,
    Opinion("同意上报。", "分管后勤副院长", date(2026, 6, 18)),
)
UNIT_SHEET = RiskUnitSheet(
    UNIT,
    "A级（一级）",
    "承担全市医疗、教学、科研和突发公共卫生事件救治任务。",
    "1.药品、耗材、设备采购和基建项目金额大、环节多。\n2.人事招聘、职称评聘、评优评先中可能优亲厚友。",
    "1.严格执行“三重一大”集体决策制度。\n2.编制权力清单和业务流程图并公开。\n3.每半年开展一次风险自查。",
    Opinion("同意，报市卫生健康委。", "院长", date(2026, 6, 25)),
)

_ANSWERS = {
    1: ("差额",), 2: ("是",), 3: ("是",), 4: ("是",), 5: ("612",), 6: ("9", "74"), 7: ("268",),
    8: ("197", "60", "11"), 9: ("31", "102", "135"), 10: ("是",), 11: ("4",), 12: ("86",), 13: ("是",),
    14: ("72",), 15: ("是",), 16: ("是",), 17: ("7",), 18: ("是",), 19: ("341",), 20: ("0",), 21: ("31",),
    22: ("是",), 23: ("26",), 24: ("5",), 25: ("是",), 26: ("18",), 27: ("11", "7"), 28: ("是",), 29: ("6",),
}  # fmt: skip
PROGRESS = Progress29(UNIT, "2026年6月", ON, tuple(_ANSWERS[number] for number in range(1, 30)))


def departments() -> list[Grid]:
    """Return the sample hospital's sixty departments."""
    return [grid for grid in sample_roster(ON).grids if grid.level == 3]


def self_reports() -> SelfReportSummary:
    """Return annex 2 with a row for each department; few of them have anything to report."""
    rows = []
    for number, grid in enumerate(departments()):
        some = number % 7 == 2
        rows.append(
            (
                grid.name,
                SelfReportFigures(1, 2, Decimal("0.12") + number, number % 3)
                if some
                else SelfReportFigures(0, 0, Decimal(0), 0),
            )
        )
    return SelfReportSummary(UNIT, "2026年8月", date(2026, 8, 30), rows, date(2026, 6, 1))


CAMPAIGN = CampaignSummary(
    UNIT,
    "2026年8月",
    date(2026, 8, 30),
    [
        ("重点岗位权力运行", CampaignFigures((18, 36, 6), (2, 3), (4, 1, 0, 0), 1, 5, 9)),
        ("医疗服务", CampaignFigures((0, 36, 6), (3, 5), (6, 1, 1, 0), 1, 9, 12)),
        ("医德医风", CampaignFigures((0, 0, 0), (0, 0), (0, 0, 0, 0), 0, 0, 0)),
    ],
    date(2026, 6, 1),
)

LEDGER = [
    LedgerRow(
        "采购中心业务主管",
        "业务主管",
        "反映收受某供应商礼品卡，并在试剂询价中透露其他供应商报价。",
        "信访举报",
        date(2026, 3, 5),
        "初步核实，第一种形态，提醒谈话，礼品卡已上交，已销号",
    ),
    LedgerRow("骨科医疗组长", "医疗组长", "高值耗材登记不全。", "自行发现", date(2026, 4, 12), "谈话函询"),
    LedgerRow("", "", "匿名反映检查科室存在重复检查。", "检举控告", None, "尚未处置"),
]

# Late, missing, yellow and red of each month; 70 grids report.
_MONTHS = [
    GroupLine(f"{month}月", 70 - late - missing, late, missing, 70 - missing - yellow - red, yellow, red)
    for month, (late, missing, yellow, red) in enumerate(
        ((1, 2, 4, 1), (2, 1, 5, 0), (0, 3, 3, 1), (3, 1, 4, 0), (2, 2, 5, 1), (1, 1, 4, 2)), start=1
    )
]
_BRANCHES = [
    GroupLine(name, 41 - number % 3, number % 3, 1, 38, 3 - number % 2, number % 2)
    for number, name in enumerate(grid.name for grid in sample_roster(ON).grids if grid.level == 2)
]
FACTS = PeriodFacts(
    branches=10,
    departments=60,
    inspectors=72,
    all=GroupLine(UNIT, 401, 9, 10, 380, 25, 5),
    by_month=_MONTHS,
    by_branch=_BRANCHES,
    figures=(
        ReportFigure("廉政教育", "场", 131, 118),
        ReportFigure("参加廉政教育", "人次", 4320, 3984),
        ReportFigure("谈心谈话", "人次", 402, 402),
        ReportFigure("警示提醒", "次", 26, 31),
        ReportFigure("上交、退还红包", "人次", 17, 12),
        ReportFigure("上交、退还红包金额", "元", Decimal("23600.00"), Decimal("18250.50")),
    ),
    problems=(
        "个别临床科室高值耗材出入库登记不全，使用记录与收费记录核对不及时。",
        "部分科室与医药代表接触未按规定登记，接待地点、时间不固定。",
        "少数岗位任职满五年未轮岗，内部监督力量偏弱。",
    ),
    warnings=(ReportFigure("发出廉政风险预警通知书", "份", 7, 5),),
    rectifications=(ReportFigure("整改销号", "项", 31),),
    hearings=(ReportFigure("特邀监察员季度当面报告", "人次", 141, 138),),
)
SUPERVISOR = SupervisorReport(
    UNIT,
    "驻市卫生健康委纪检监察组",
    "2026年上半年",
    FACTS,
    UNIT,
    ON,
    clues=(ReportFigure("受理问题线索", "件", 9, 11), ReportFigure("处置办结", "件", 6)),
    plan=("对高值耗材管理开展专项检查，三季度末前完成整改。", "落实医药代表接待登记制度，每月抽查一次。"),
)
COMMITTEE = CommitteeReport(
    UNIT,
    "医院党委",
    "2026年上半年",
    FACTS,
    "医院监察室",
    ON,
    suggestions=("建议将医药代表接待登记纳入信息系统。", "建议每半年组织一次警示教育现场参观。"),
)

ARCHIVE = Archive(
    UNIT,
    "心内科",
    date(2026, 1, 1),
    date(2026, 6, 30),
    ON,
    facts=(
        ("网格层级", "三级网格（临床科室）"),
        ("上级网格", "内科第一党支部"),
        ("负责人", "心内科负责人"),
        ("特邀监察员", "心内科特邀监察员（2026年1月1日起）"),
    ),
    reports=[
        ArchivedReport(
            "心内科",
            f"2026年{month}月",
            "网格廉情月报",
            "逾期" if month == 3 else "按时",
            "黄" if month == 5 else "绿",
            date(2026, month, 28),
        )
        for month in range(1, 7)
    ],
    corrections=(ArchivedCorrection(date(2026, 6, 2), "2026年5月 网格廉情月报", "谈心谈话人次少计2人次。"),),
    reviews=(
        ArchivedReview(
            date(2026, 6, 1), "2026年5月 网格廉情月报", "退回", "谈心谈话人次与台账不符，请核对。"
        ),
        ArchivedReview(date(2026, 6, 3), "2026年5月 网格廉情月报", "通过", ""),
    ),
    assessments=(ArchivedAssessment("2025年", "95%", "应报20，按时19，逾期1，未报0，免报0"),),
    hearings=(
        ArchivedHearing(date(2026, 3, 24), "到场", "一季度廉情和耗材登记整改进展。", "四月底前完成补登。"),
    ),
    suggestions=(
        ArchivedSuggestion(
            date(2026, 4, 9), "建议固定医药代表接待日。", "已采纳，自五月起执行。", date(2026, 4, 20)
        ),
    ),
    tasks=(ArchivedTask(date(2026, 5, 6), "典型案例通报学习材料", date(2026, 5, 7)),),
    registers=(
        ArchivedRegister(
            "廉政风险预警",
            (
                ArchivedEntry(
                    "某医监预警〔2026〕3号",
                    date(2026, 4, 8),
                    "黄：高值耗材登记不全，与使用记录不符。",
                    "心内科负责人",
                    "整改情况：已补登三月份全部记录，专人逐日核对。",
                    "已接受",
                ),
            ),
            (("已接受", 1),),
        ),
        ArchivedRegister(
            "谈话",
            (
                ArchivedEntry(
                    "",
                    date(2026, 5, 20),
                    "谈心谈话：耗材管理",
                    "心内科医疗组长",
                    "谈话结果：本人表示改进。",
                    "已谈话",
                ),
                ArchivedEntry("", date(2026, 6, 25), "提醒谈话：处方点评", "心内科护士长", "", "待谈话"),
            ),
            (("待谈话", 1), ("已谈话", 1)),
        ),
    ),
)


def long_archive() -> Archive:
    """Return a file of 300 entries, each of several lines."""
    entries = [
        ArchivedEntry(
            f"〈{n}〉", ON, f"A级（一级）：{'险' * 60}", "姓名", "审核意见：措施可行，同意。", "已审定"
        )
        for n in range(1, 301)
    ]
    registers = (ArchivedRegister("廉政风险", entries, (("已审定", 300),)),)
    return Archive(
        UNIT, "某甲", date(2026, 1, 1), ON, ON, (("姓名", "某甲"),), registers=registers, whose="本人身份"
    )


_MAKERS: dict[str, Callable[[], bytes]] = {
    "岗位廉政风险防控表": lambda: risk_person_document([PERSON, BLANK_PERSON], ON),
    "科室廉政风险防控表": lambda: risk_department_document([DEPARTMENT], ON),
    "单位廉政风险防控表": lambda: risk_unit_document([UNIT_SHEET], ON),
    "进展情况表": lambda: progress_document(PROGRESS),
    "主动说明问题情况汇总表": lambda: self_report_document(self_reports()),
    "专项整治情况汇总表": lambda: campaign_document(CAMPAIGN),
    "问题线索台账": lambda: ledger_document(LEDGER, "问题线索台账", ON, UNIT),
    "驻组半年报告": lambda: supervisor_document(SUPERVISOR),
    "党委半年报告": lambda: committee_document(COMMITTEE),
    "廉情档案": lambda: archive_document(ARCHIVE),
}


DOCUMENT_NAMES = sorted(_MAKERS)


@cache
def sample_documents() -> dict[str, bytes]:
    """Return every document as a docx by its name."""
    return {name: make() for name, make in _MAKERS.items()}


LONG = "长" * 4_999 + "尾"
"""As long as a text may be in a chat's form."""


def documents_to_print() -> dict[str, bytes]:
    """Return the sample documents and those that try the page out."""
    person = RiskPersonSheet(
        UNIT, "主任", "A级", "某甲", LONG, LONG, LONG, Opinion(LONG, "某乙", ON), Opinion(LONG, "某丙", ON)
    )
    clue = LedgerRow("某甲", "主任", LONG, "信访举报", ON, LONG)
    return {
        **sample_documents(),
        **register_papers(),
        "满页": _full_pages(),
        "长档案": archive_document(long_archive()),
        "长防控表": risk_person_document([person], ON),
        "长台账": ledger_document([clue, LEDGER[0]], "问题线索台账", ON, UNIT),
    }


def _full_pages() -> bytes:
    """Return two pages of nothing but text."""
    document = OfficialDocument("满页", ON)
    document.paragraph("国" * 26 + "家" * 28 * 50)
    return document.content()
