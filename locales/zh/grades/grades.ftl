# 考核等次
command-grades = 考核等次
help-grades = /grades 考核等次：监察室评定、公布，本人查看自己的等次
grades-open = 等次
grades-mine-open = 我的等次
grade-excellent = 优秀
grade-good = 良好
grade-passed = 合格
grade-failed = 不合格
grade-none = 未评
grades-kind-inspector = 特邀监察员
grades-kind-department = 网格
grades-kind-unit = 单位
grades-title = { $period }考核等次 · { $unit }
grades-half = { $year }年{ $half }
grades-count-line = { $kind } { $count }：{ $counts }
grades-count = { $grade } { $count }
grades-state-running = 考核期未结束，计至{ $day }，等次为预计，仅监察室可见。
grades-state-open = 考核期已结束，还有 { $count } 项可以补报，截止后再公布。
grades-state-ready = 可以公布。公布前仅监察室可见。
grades-state-told = 已全部公布。
grades-state-changed = 有 { $count } 个等次尚未公布或公布后有变化。
grades-publish = 公布
grades-publish-ask = 公布后将分别告知 { $count } 个等次的本人（网格告知负责人和监察员，单位告知院长），并通报表扬优秀。已告知且无变化的 { $told } 个不再告知；{ $ungraded } 个未评。
grades-publish-ask-quiet = 公布后将分别告知 { $count } 个等次的本人（网格告知负责人和监察员，单位告知院长）。已告知且无变化的 { $told } 个不再告知；{ $ungraded } 个未评。
grades-publish-yes = 确定公布
grades-published = 已公布 { $count } 个等次。
grades-not-over = 考核期到{ $day }结束，结束后才能公布。
grades-nothing-new = 没有需要公布的等次：已公布的没有变化。
grades-xlsx = 下载 xlsx
grades-file = 已生成，可在电脑上打开。文件含个人考核情况，请勿外传。
grades-file-name = 考核等次
grades-before = 上一期
grades-after = 下一期
grades-all = 全部
grades-list-title = { $period }{ $kind }等次
grades-list-line = • { $name }  { $grade }  { $points }
grades-list-line-marked = • { $name }  { $grade }  { $points }（{ $mark }）
grades-mark-adjusted = 已调整
grades-mark-vetoed = 一票否决
grades-mark-unpublished = 未公布
grades-mark-changed = 有变化
grades-list-none = 没有这一等次的。
grades-back = 返回等次
grades-points = { $points } 分
grades-no-points = —

grades-one = { $name } · { $period }
grades-one-where = { $where }
grades-one-grade = 等次：{ $grade }（{ $points }）
grades-one-adjusted = 按得分为{ $made }，监察室调整为{ $adjusted }。
grades-one-vetoed = 一票否决，不论得分均为不合格。
grades-one-published = 已于{ $day }公布：{ $grade }。
grades-one-unpublished = 尚未公布，仅监察室可见。
grades-one-changed = 公布后有变化，请重新公布。
grades-part = { $label } { $points }/{ $full }（{ $how }）
grades-part-none = { $label } 不计分：没有应计事项
grades-part-taken = { $label } −{ $points }（{ $how }）
grades-how-share = { $figure }/{ $of } × { $full }
grades-how-each = { $figure } × { $each }
grades-how-reach = { $figure }，满 { $whole } 得满分
grades-sum = 合计 { $earned }，扣 { $deducted }，得 { $points }
grades-sum-scaled = 合计 { $earned }/{ $counted }，折合百分后扣 { $deducted }，得 { $points }
grades-note-running = 考核期未结束，计至{ $day }。
grades-note-still-open = 还有 { $count } 项可以补报。
grades-note-joined = { $day }起任职，只计任职期间到期的事项。
grades-note-left = 任职至{ $day }，只计任职期间到期的事项。
grades-note-away-between = 任职有中断，共任职 { $count } 天。
grades-note-posts = 在 { $count } 个网格任职，合并计算。
grades-note-scaled = 没有应计事项的项目不计分，其余折合为百分。
grades-note-nothing-due = 没有应报事项，不评定等次。
grades-note-too-short = 任职不足 { $count } 天，不评定等次。
grades-note-nobody = 到期时无人负责，只计入网格。

grades-adjust = 调整等次
grades-adjust-ask = 现为{ $grade }。调整为哪一等次？
grades-adjust-why = 调整为{ $grade }的理由是什么？请发送，{ $most } 字以内。
grades-adjust-check = 请核对：
    { $name }  { $old } → { $new }
    理由：{ $words }
grades-adjust-yes = 确定调整
grades-adjust-done = 已调整为{ $grade }。
grades-tells-again = 该等次已公布，确定后将再次告知本人。
grades-take-back = 撤销调整
grades-take-back-ask = 撤销后按得分评定。确定撤销吗？
grades-take-back-yes = 确定撤销
grades-take-back-done = 已撤销调整。
grades-veto = 一票否决
grades-veto-ask = 一票否决的依据是什么？请发送文号或事由，{ $most } 字以内。
grades-veto-check = 请核对：
    { $name }  { $old } → 不合格
    依据：{ $words }
grades-veto-yes = 确定否决
grades-veto-done = 已一票否决，等次为不合格。
grades-veto-lift = 解除否决
grades-veto-lift-ask = 解除后恢复否决前的等次。确定解除吗？
grades-veto-lift-yes = 确定解除
grades-veto-lift-done = 已解除否决。
grades-words-length = 请用 { $least } 至 { $most } 个字写明。
grades-vetoed-first = 已一票否决，请先解除否决。
grades-same = 已是这一等次，不需要调整。
grades-history = 办理记录
grades-history-title = { $name } · 办理记录
grades-history-none = 还没有办理记录。
grades-step = { $day } { $act } { $change }
grades-step-by = { $name }
grades-step-words = { $words }
grades-change = { $old } → { $new }
grades-act-adjusted = 调整等次
grades-act-taken_back = 撤销调整
grades-act-vetoed = 一票否决
grades-act-veto_lifted = 解除否决
grades-act-published = 公布
grades-act-rectification = 转整改
grades-act-second = 再次考核
grades-act-liable = 责任追究

grades-mine-none = 还没有公布您的考核等次。公布后会告知您。
grades-mine-head = 您的考核等次
grades-outside-title = { $period }考核等次 · { $unit }
grades-outside-none = 还没有公布考核等次。
grades-outside-few = { $kind }：不足 { $least } 个，不分列。
grades-told-title = 考核等次已公布
grades-praise-title = { $unit }{ $period }考核通报表扬
grades-praise-text = 以下考核为优秀，予以通报表扬：
grades-praise-kind = { $kind }：{ $names }
grades-praise-more = { $names }等 { $count } 个
grades-praise-post = { $where }特邀监察员
grades-praise-person = { $name }（{ $where }）
grades-column-number = 工号
grades-column-name = 名称
grades-column-where = 所在网格
grades-column-figure = { $label }（数）
grades-column-part = { $label }（分）
grades-column-how = { $label }（算法）
grades-column-earned = 合计得分
grades-column-counted = 计分满分
grades-column-deducted = 扣分
grades-column-points = 总分
grades-column-grade = 等次
grades-column-by-points = 按得分
grades-column-decided = 调整情况
grades-column-published = 公布情况
grades-column-notes = 说明
grades-second-early = { $day }起才能再次考核。
grades-still-open = 还有 { $count } 项可以补报，截止后才能公布。
grades-problem = { $name }{ $period }考核不合格
grades-mark-second = 待再次考核
grades-mark-liable = 待责任追究
grades-one-second-from = 已列入整改，{ $day }起再次考核。
grades-one-second = { $day }再次考核：{ $grade }。
grades-one-liable-asked = 再次考核仍不合格，请登记责任追究。
grades-one-liable = 已登记责任追究，见办理记录。
grades-own-deadline = 请按整改台账于{ $day }前完成整改，期满后再次考核。
grades-second = 再次考核
grades-waiting = 待办
grades-second-letter = { $period }考核不合格，整改期已满，请再次考核（{ $count } 个）：
    { $names }
grades-second-ask = 再次考核为哪一等次？
grades-second-words = 再次考核为{ $grade }。考核情况如何？请发送，{ $most } 字以内。
grades-second-check = 请核对：
    { $name }  再次考核：{ $grade }
    情况：{ $words }
grades-second-yes = 确定
grades-second-done = 已登记再次考核，将告知本人。
grades-second-made = 已再次考核，首次等次不再更改。
grades-liable = 责任追究
grades-liable-ask = 请在一条消息中分四行发送：
    追究方式
    追究对象
    依据（文号）
    日期，如 2027-03-01
grades-liable-lines = 请正好写四行：追究方式、追究对象、依据、日期。
grades-liable-day = 请把日期写成 2027-03-01 的样子，不晚于今天。
grades-liable-check = 请核对：
    { $name }
    追究方式：{ $what }
    追究对象：{ $whom }
    依据：{ $basis }
    日期：{ $day }
grades-liable-yes = 确定登记
grades-liable-done = 已登记责任追究。
grades-step-liable = 对象：{ $whom }  依据：{ $basis }  日期：{ $day }
grades-own-adjusted = 监察室调整了等次：{ $words }
grades-own-vetoed = 一票否决：{ $words }
watch-kind-grade = 考核等次
