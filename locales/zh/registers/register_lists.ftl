# 台账清单的表头（registers/moves.py COLUMNS）。
register-column-n = 序号
register-column-number = 编号
register-column-state = 状态
register-column-grid = 科室（单位）
register-column-unit = 单位
register-column-opened-by = 登记人
register-column-opened-on = 登记日期
register-column-due = 办理期限
register-column-reason = 理由
register-column-review = 审核意见
register-column-review-by = 审核人
register-column-review-on = 审核日期
register-column-approval = 审定意见
register-column-approval-by = 审定人
register-column-approval-on = 审定日期
register-column-move-by = { $move }（姓名）
register-column-move-on = { $move }日期
