# 汇总：图、分页、逐级查看
reports-lights-hidden = 不单列
parts-page = （{ $page }/{ $pages }）
parts-before = 上一页
parts-next = 下一页

drill-branch = <b>{ $title } › { $branch }</b>
drill-branch-counts = 已报 { $reported }/应报 { $due }   按时 { $on-time }   逾期 { $late }   未报 { $missing }
drill-branch-exempt = 免报 { $count } 个
drill-branch-reviews = 审核：待审 { $waiting }，退回 { $returned }，通过 { $accepted }
drill-branch-choose = 点网格查看所报内容：
drill-line = { $name } · { $marks }
drill-mark-missing = 未报
drill-mark-uncorrected = 未报（退回未改）
drill-mark-removed = 已撤销
drill-mark-open = 待报
drill-mark-exempt = 免报
drill-mark-late = 逾期
drill-mark-filed = 已报
drill-mark-returned = 已退回
drill-to-branches = 返回各支部
drill-to-branch = 返回{ $branch }
drill-to-digest = 返回汇总
drill-to-grid = 返回{ $grid }
drill-mine = 查看填报情况
drill-mine-ask = 请选择要查看的一期：
drill-mine-none = 您的网格下目前没有可查看的填报。

drill-grid = <b>{ $title } › { $branch } › { $grid }</b>
drill-grid-own = <b>{ $title } › { $grid }</b>
drill-filed = { $day } { $time } 按时提交（{ $person }）
drill-filed-late = { $day } { $time } 逾期提交（{ $person }）
drill-zero = 零报告
drill-open = 尚未提交，{ $due }截止。
drill-overdue = 尚未提交，已逾期 { $days } 天；{ $closes }前仍可补报。
drill-missing = 未报，本期已截止。
drill-exempt = 免报：{ $reason }
drill-removed = 免报：网格已撤销，撤销前未报。
drill-uncorrected = 退回后至截止未更正，按未报统计。
drill-holders = 负责人：{ $names }
drill-nobody = 目前无人负责此网格。
drill-review-received = 审核：待审
drill-review-edited = 审核：已更正，待审
drill-review-returned = 审核：已退回，等待修改
drill-review-accepted = 审核：已通过
drill-review = 去审核
drill-changes = 更正记录 { $count } 次
drill-paper = 导出 docx
drill-paper-made = { $title } · { $grid }
    已生成文档。
drill-earlier = 上一期
drill-later = 下一期
drill-chase = 催报

drill-change = <b>{ $grid } · 第 { $number }/{ $count } 次更正</b>
drill-change-when = { $day } { $time }  { $person }
drill-change-why = 原因：{ $reason }
drill-change-line = { $label }：{ $old } → { $new }
drill-change-nothing = 未填
drill-change-none = 所填内容没有变化。
drill-change-before = 上一次
drill-change-next = 下一次

chase-one-done = 已提醒{ $grid }的负责人。
chase-one-already = { $grid }的负责人今天已提醒过，不再重复。
chase-one-unreached = { $grid }目前无人可提醒（未绑定、已停用或无人负责）。
chase-one-filed = { $grid }已提交或本期已截止，无需催报。

trends-title = { $unit } { $form } 近{ $count }期
trends-span = { $first }至{ $last }
trends-year-and-period = { $year }年{ $period }
trends-on-time = 按时报送
trends-lights = 黄灯、红灯
trends-change = 较上期 { $change }
trends-short-day = { $month }.{ $day }
trends-short-week = { $number }
trends-short-two_weeks = { $number }
trends-short-half_month = { $month }{ $day ->
    [1] 上
   *[other] 下
}
trends-short-month = { $number }
trends-short-quarter = { $number }季
trends-short-half = { $number ->
    [1] 上
   *[other] 下
}
trends-short-year = { $year }

digest-against-before = 上期 { $figure }{ $change }
digest-against-year-ago = 去年同期 { $figure }{ $change }
digest-change-same = 持平
digest-few = 已报不足 5 个网格，暂不列灯色和合计。
digest-tiny = <b>{ $title }</b>
    应报网格不足 5 个，不分列。
digest-hidden = { $branch }  { $reported }/{ $due }  逾期 { $late }  灯色不单列
digest-items-few = { $label }不足 5 { $unit }
digest-section-branches = <b>各支部</b>
digest-section-missing = <b>未报 { $count }</b>
digest-section-overdue = <b>逾期未报 { $count }（已逾期 { $days } 天）</b>
digest-section-late = <b>逾期报送 { $count }</b>
digest-section-shares = <b>分项</b>
digest-section-share = • { $label }：{ $said }
digest-section-written = <b>{ $label } { $count }</b>
digest-section-line = • { $branch }：{ $names }
digest-section-said = • { $grid }：{ $said }
digest-read-on = 看全文
digest-pictures = 看图
digest-reviews = 审核情况
