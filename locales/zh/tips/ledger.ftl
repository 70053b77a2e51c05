# 线索情况（数字）

figures-head = <b>线索情况</b>  { $first }至{ $last }
figures-month = { $year }年{ $month }月
figures-none = 本期没有收到线索。
figures-received = 收到  { $count } 件
figures-by-source = 来源  { $counts }
figures-by-area = 方面  { $counts }
figures-by-month = 月份  { $counts }
figures-by-decision = 受理  { $counts }
figures-by-way = 处置  { $counts }
figures-by-verdict = 结果  { $counts }
figures-one = { $what } { $count }
figures-others = 其余 { figures-hidden }
figures-hidden = *
figures-why-hidden = { figures-hidden } 不足 5 件的不显示；凭合计能推算出来的，也不显示。

figures-accepted = 已受理
figures-declined = 不予受理
figures-unopened = 尚未决定
figures-unhandled = 尚未处置
figures-upheld = 属实
figures-not_upheld = 未发现问题
figures-unsettled = 尚无结果

figures-days = { $what }  中位数 { $median } 天
figures-days-and-longest = { $what }  中位数 { $median } 天，最长 { $longest } 天
figures-days-opened = 收到至决定受理与否
figures-days-answered = 收到至答复
figures-days-closed = 收到至办结
