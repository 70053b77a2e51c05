# 邀请表
reports-invites-sheet = 邀请
reports-invites-caption = 绑定邀请：请本人扫码，一次有效，请勿转交他人
reports-invites-staff-number = 工号
reports-invites-name = 姓名
reports-invites-post = 职务
reports-invites-grid = 网格
reports-invites-expires-on = 有效期至
reports-invites-code = 扫码绑定
reports-invites-link = 链接

# 月度汇总表
reports-digest-sheet-branches = 汇总
reports-digest-sheet-grids = 明细
reports-digest-sheet-entries = 工作台账
reports-entries-as-of = 项目（截至{ $day }）
reports-entries-count = 数量
reports-entries-overdue = 其中逾期
reports-entries-warnings = 未办结预警（件）
reports-entries-problems = 未销号整改问题（个）
reports-entries-measures = 未完成整改措施（条）
reports-entries-risks = { $level ->
    [a] 一级
    [b] 二级
   *[c] 三级
}廉政风险（个）
reports-digest-branch = 支部
reports-digest-grid = 网格
reports-digest-kind = 类别
reports-digest-standing = 状态
reports-digest-submitted-at = 提交时间
reports-digest-light = 灯色
reports-digest-total = 合计
reports-digest-due = 应报
reports-digest-on_time = 按时
reports-digest-late = 逾期
reports-digest-missing = 未报
reports-digest-missing-or-open = 未报（含待报）
reports-digest-uncorrected = 未报（退回未改）
reports-digest-open = 待报
reports-digest-exempt = 免报
reports-digest-exempt-why = 免报（{ $reason }）
reports-digest-removed = 已撤销
reports-digest-green = 绿
reports-digest-yellow = 黄
reports-digest-red = 红

# 灯色图
reports-lights-green = 绿
reports-lights-yellow = 黄
reports-lights-red = 红
reports-lights-missing = 未报
reports-lights-late = 逾期
reports-lights-open = 待报
reports-lights-none = 不需报
