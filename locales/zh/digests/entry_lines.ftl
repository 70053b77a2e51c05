# 台账在汇总中的数字
digest-entries = 工作台账（截至{ $day }）：
digest-entries-few = 不足 { $most }
digest-entries-warnings = 未办结预警 { $open } 件，其中逾期 { $overdue } 件
digest-entries-warnings-open = 未办结预警 { $open } 件
digest-entries-problems = 未销号整改问题 { $open } 个，其中逾期 { $overdue } 个
digest-entries-problems-open = 未销号整改问题 { $open } 个
digest-entries-measures = 未完成整改措施 { $open } 条，其中逾期 { $overdue } 条
digest-entries-measures-open = 未完成整改措施 { $open } 条
digest-entries-risks = 廉政风险：一级 { $a }   二级 { $b }   三级 { $c }
