# 专项整治：从模板新建，分阶段安排任务，任务按期催办
menu-campaigns = 专项整治
command-campaigns = 专项整治
help-campaigns = /campaigns 专项整治：监察室新建、安排阶段、催办；院领导、医院党委查看进展
campaigns-not-yours = 专项整治由监察室办理，院领导、医院党委可以查看。您要完成的任务请用 /duties 查看。
campaigns-gone = 没有这项专项整治，或它的模板已不在。请用 /campaigns 查看。
campaigns-sums-only = 您可以查看全院的合计，不能查看各科室的情况。
campaigns-plan-gone = 刚才的内容已不在，请重新新建。

## 列表

campaigns-list = <b>专项整治</b>　共 { $count } 项
campaigns-list-none =
    <b>专项整治</b>
    还没有专项整治。请点“新建专项整治”：选一个模板，定开始日期，各阶段的任务会自动发给科室、支部。
campaigns-list-none-yet =
    <b>专项整治</b>
    还没有专项整治。监察室新建后，可以在这里查看进展。
campaigns-list-line = • { $title }　{ $state }
campaigns-state-waiting = { $first }开始
campaigns-state-running = 进行中，{ $last }结束
campaigns-state-over = 已结束（{ $last }）
campaigns-state-ended = 已提前结束（{ $last }）
campaigns-new = 新建专项整治
campaigns-back = 返回专项整治
campaigns-head = <b>{ $title }</b>
campaigns-basis = 依据　{ $basis }

## 新建

campaigns-choose-template = <b>新建专项整治</b>　请选择模板
campaigns-template-line = • { $title }　{ $phases } 个阶段，共 { $days } 天
campaigns-ask-title = 请输入专项整治的名称，如：2026年腐败问题专项整治。
campaigns-title-keep = 用“{ $title }”
campaigns-title-empty = 请输入名称。
campaigns-title-long = 名称最多 { $most } 个字，请缩短。
campaigns-ask-basis = 依据哪份文件？请输入文号或文件名，如：市卫健委〔2026〕12号。
campaigns-basis-none = 暂无文号
campaigns-basis-empty = 请输入文号或文件名。
campaigns-basis-long = 文号最多 { $most } 个字，请缩短。
campaigns-ask-start = 从哪一天开始？请点选，或输入日期，如：6月1日。
campaigns-start-today = 今天（{ $day }）
campaigns-start-far = 开始日期最早为 { $back } 天前，最晚为 { $ahead } 天后，请重新输入。
campaigns-days = <b>各阶段的日期</b>　后一阶段自动接在前一阶段之后。
campaigns-phase-line = { $number } { $phase }　{ $first }至{ $last }（{ $days } 天）
campaigns-change-phase = 改{ $phase }
campaigns-days-good = 日期可以，下一步
campaigns-change-start = 改开始日期
campaigns-ask-end = 这一阶段哪一天结束？请点选，或输入日期，如：6月30日。
campaigns-later = 延长 { $days } 天
campaigns-earlier = 缩短 { $days } 天
campaigns-phase-backwards = 结束日期早于这一阶段的开始，请重新选择。
campaigns-phase-long = 一个阶段最长 { $most } 天，请重新选择。
campaigns-phase-over = 这一阶段已经结束，或新的结束日期已过去，不能更改。
campaigns-people = <b>各阶段的责任人</b>
campaigns-person-line = { $phase }　{ $name }
campaigns-nobody = 未指定
campaigns-change-person = { $phase }责任人
campaigns-people-good = 下一步，核对
campaigns-ask-person = “{ $phase }”由谁负责？请点选监察室人员或院领导。
campaigns-not-answering = 责任人只能是监察室人员或院领导，请重新选择。
campaigns-check = 请核对
campaigns-amount = 共 { $tasks } 项任务，合计 { $reports } 份
campaigns-items-without-row = 专项整治情况汇总表没有这些整治工作项目：{ $items }。请在 /settings 的“表单与台账”中发来列有这些项目的汇总表，否则表上没有它们的行。
campaigns-next-due = 最早到期：
campaigns-next-line = • { $day } { $title }　{ $grids } 个网格
campaigns-make = 确定
campaigns-change-days = 改日期
campaigns-change-people = 改责任人
campaigns-quit = 放弃
campaigns-quitted = 已放弃，没有新建。
campaigns-made = 已新建。{ $tasks } 项任务到各阶段开始时自动通知，按期催办。
campaigns-see = 查看进展

## 进展

campaigns-now = { $phase }　第 { $number } 阶段，共 { $count } 个，{ $days ->
    [0] 今天结束
   *[other] 还有 { $days } 天
}
campaigns-now-waiting = 尚未开始，{ $day }开始
campaigns-now-over = 已于{ $day }结束
campaigns-now-ended = 已于{ $day }提前结束：{ $reason }
campaigns-counts = 已完成 { $done }　未到期 { $due }　逾期 { $overdue }
campaigns-counts-more = 已报未完成 { $undone }　免报 { $exempt }
campaigns-phase-counts = { $number } { $phase }　{ $done }/{ $owed }{ $overdue ->
    [0] {""}
   *[other] 　逾期 { $overdue }
}
campaigns-phase-few = { $number } { $phase }　不足 { $least } 份，不单列
campaigns-chase = 催报未报的（{ $count }）
campaigns-by-grid = 按科室看
campaigns-plan = 阶段安排
campaigns-span = { $first }至{ $last }
campaigns-in-charge = 责任人　{ $name }
campaigns-task-line = • { $title }　{ $day }截止　{ $done }/{ $owed }{ $overdue ->
    [0] {""}
   *[other] 　逾期 { $overdue }
}
campaigns-task-waiting = • { $title }　{ $day }截止　尚未开始
campaigns-due = { $day }截止
campaigns-not-open = 这项任务尚未开始，到时自动通知。
campaigns-grid-state = { $grid }　{ $state }
campaigns-is-done = 已完成
campaigns-is-undone = 已报未完成
campaigns-is-due = 未报
campaigns-is-overdue = 逾期
campaigns-is-exempt = 免报
campaigns-grids = 共 { $count } 个网格，{ $behind } 个有逾期。
campaigns-grid-stand = { $grid }　{ $done }/{ $owed }{ $overdue ->
    [0] {""}
   *[other] 　逾期 { $overdue }
}
campaigns-grid-task = • { $title }　{ $day }截止　{ $state }
campaigns-grid-task-by = • { $title }　{ $day }截止　{ $state }（{ $name }）

## 更改

campaigns-moves-with = 后面的阶段随之顺延，长短不变；未报的任务改为新的日期，已报的不变。
campaigns-moved = 已更改，有关任务已改为新的日期。
campaigns-charged = 已更改责任人。
campaigns-end = 提前结束
campaigns-ask-reason = 原定{ $day }结束。为什么提前结束？请输入原因。
campaigns-reason-empty = 请输入原因。
campaigns-reason-long = 原因最多 { $most } 个字，请缩短。
campaigns-end-sure = 现在就结束吗？未报的 { $count } 份不再要求，结束后不能恢复。
campaigns-end-reason = 原因　{ $reason }
campaigns-end-yes = 确认结束
campaigns-end-done = 已结束，{ $count } 份未报的不再要求。
campaigns-already-over = 这项专项整治已经结束，不能再更改。
duties-made-other-period = 这项任务的周期不能更改，请结束后另建。
duties-made-past = 新的截止日期已过去，请选择今天或以后的日期。
duties-made-no-reason = 请写明原因。

## 谈心谈话、起底、文书

campaigns-talks = 谈心谈话　已谈 { $reached }/{ $wanted }，未谈 { $left }
campaigns-talks-open = 谈话覆盖
campaigns-again = 起底
campaigns-clues =
    <b>问题线索</b>　导入 { $count } 件，已定承办人 { $charged } 件
    维持了结 { $kept }　重新办理 { $again }　予以了结 { $settled }　待核 { $waiting }
campaigns-clues-open = 逐件核查旧线索
campaigns-clues-bring = 导入旧线索
campaigns-findings =
    <b>以往检查发现的问题</b>　共 { $count } 个
    维持了结 { $kept }　重新办理 { $again }　已销号 { $settled }　待核 { $waiting }
campaigns-findings-open = 整改台账
campaigns-phase-paper = 阶段报告
campaigns-summary-paper = 工作总结
documents-register-campaign-phase = 专项整治阶段工作报告（{ $day }止）
documents-register-campaign-summary = 专项整治工作总结（{ $day }止）
campaigns-letter =
    <b>{ $title }</b>：{ $phase }阶段已结束。
    { $missing ->
        [0] 各项任务均已报送，可以生成阶段报告。
       *[other] 尚有 { $missing } 份未报，报告中会注明。可以生成阶段报告。
    }
watch-kind-campaign = 专项整治
