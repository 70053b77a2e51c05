# 台账在汇总中的数字
digest-entries-few = 不足 { $most }
digest-entries-warnings = 目前未办结预警 { $open } 件，其中逾期 { $overdue } 件
digest-entries-problems = 目前未销号整改问题 { $open } 个，其中逾期 { $overdue } 个
digest-entries-measures = 目前未完成整改措施 { $open } 条，其中逾期 { $overdue } 条
digest-entries-risks = 目前廉政风险：一级 { $a }   二级 { $b }   三级 { $c }
