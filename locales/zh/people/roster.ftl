# 花名册（Excel）导入时的问题
roster-fault-line-file = { $what }
roster-fault-line-sheet = 工作表“{ $sheet }”：{ $what }
roster-fault-line-row = 工作表“{ $sheet }”第 { $row } 行：{ $what }
roster-fault-line-column = 工作表“{ $sheet }”第 { $row } 行“{ $column }”：{ $what }

roster-fault-no-sheet = 缺少此工作表
roster-fault-no-column = 表头中缺少此列
roster-fault-no-grids = 没有任何网格
roster-fault-required = 不能为空
roster-fault-too-long = 共 { $length } 个字符，最多 { $most } 个
roster-fault-level = 应为从 1 开始的整数，现为“{ $value }”
roster-fault-choice = “{ $value }”无效，请填写：{ $choices }
roster-fault-date = “{ $value }”不是有效日期，请按 2024-01-01 的格式填写
roster-fault-twice = “{ $code }”与第 { $first-row } 行重复
roster-fault-top-with-parent = 1 级网格不应填写上级代码
roster-fault-parent-required = { $level } 级网格须填写上级代码
roster-fault-parent-level = 上级“{ $code }”为 { $parent-level } 级，{ $level } 级网格的上级应高一级
roster-fault-kind-required = 科室须填写类别
roster-fault-kind-not-here = 1 级、2 级网格不应填写类别
roster-fault-many-tags = 共 { $count } 个标签，最多 { $most } 个
roster-fault-tag-taken = 标签“{ $tag }”与网格代码或角色相同，请换一个
roster-fault-no-such-grid = 网格表中没有代码“{ $code }”
roster-fault-no-such-person = 人员表中没有工号“{ $code }”
roster-fault-role-at-unit-only = “{ $role }”只能聘任在 1 级网格
roster-fault-role-not-at-unit = “{ $role }”不能聘任在 1 级网格
roster-fault-ends-before-start = 早于“起”
roster-fault-overlap = 与第 { $first-row } 行是同一聘任，且日期重叠
