# 审核
reviews-menu = 审核（{ $count }）
reviews-list = <b>待审核 { $count } 份</b>
reviews-list-line = { $title }
reviews-none = 没有待审核的报告。
reviews-all = 全部通过
reviews-all-ask = <b>将通过全部 { $count } 份待审核的报告</b>
reviews-all-warn = 尚未打开看过的也一并通过。
reviews-all-yes = 确定通过 { $count } 份
reviews-all-done = 已通过 { $count } 份。
reviews-list-changed = 名单有变化，请再核对一次
reviews-late = 逾期
reviews-edited = 已更正
reviews-filed = { $day }提交（{ $name }）
reviews-filed-late = { $day }逾期提交（{ $name }）
reviews-zero = 零报告
reviews-correction = { $day }更正：{ $reason }
reviews-line-accepted = { $day } { $level ->
    [1] 一级网格
   *[other] 党支部
}通过（{ $name }）{ $opinion ->
    [none] {""}
   *[other] ：{ $opinion }
}
reviews-line-returned = { $day } { $level ->
    [1] 一级网格
   *[other] 党支部
}退回（{ $name }）：{ $opinion }
reviews-with-inspector = 已退回，修改后再审核。
reviews-accept = 通过
reviews-accept-with = 通过并写意见
reviews-return = 退回
reviews-whole = 看全文
reviews-next = 下一份（还有 { $count } 份）
reviews-to-list = 返回列表
reviews-why = { $title }
    请选择或输入退回的原因（2–{ $limit } 字），将发给填报人。
reviews-why-1 = 数字有误，请核对
reviews-why-2 = 内容不完整，请补充
reviews-why-3 = 未写明处置情况
reviews-why-4 = 请补充附件
reviews-words = { $title }
    请输入审核意见（2–{ $limit } 字），输入后即通过。
reviews-length = 请写 { $least }–{ $limit } 个字。
reviews-done-accepted = 已通过：{ $title }
reviews-done-returned = 已退回：{ $title }。修改后将再次送审。
reviews-decided = 这份报告已审核，无需再审
reviews-corrected-meanwhile = 填报人刚刚更正了这份报告，请重新查看
reviews-not-yours = 您没有审核这份报告的权限。

reviews-returned = <b>被退回 { $count } 项，请修改</b>
reviews-returned-line = • { $title }：{ $opinion }
reviews-correct = 修改
reviews-correct-one = 修改 · { $title }
reviews-state-accepted = 已通过审核。{ $opinion ->
    [none] {""}
   *[other] 意见：{ $opinion }
}
reviews-state-returned = 被退回：{ $opinion }
reviews-state-edited = 已更正，等待审核。
reviews-submit = 重新提交
reviews-reason = 按退回意见修改
reviews-again-filed = 已重新提交，等待审核。

reviews-told-returned = 您的报告被退回，请修改后重新提交：
reviews-told-line = • { $title }
reviews-told-opinion = 退回意见：{ $opinion }
reviews-told-by = 退回人：{ $name }
reviews-told-waiting = 有 { $count } 份报告等待您审核：
reviews-told-waiting-line = • { $title }  { $count } 份
reviews-told-too = 另有 { $count } 份报告待审核。
reviews-told-open = 去审核
watch-kind-review = 报告审核

reviews-standing = <b>{ $title }</b>
    审核：已审结 { $closed }/{ $branches } 个支部
reviews-standing-own = 支部报告：待审 { $waiting }，退回 { $returned }，通过 { $accepted }
reviews-standing-line = • { $branch }  已报 { $filed }/{ $due }，待审 { $waiting }，退回 { $returned }，通过 { $accepted }
reviews-standing-closed = • { $branch }  已报 { $filed }/{ $due }，已审结
reviews-standing-own-open = 支部报告
reviews-standing-branch = <b>{ $title }</b>
    { $branch }：已提交 { $count } 份
reviews-standing-received = 待审
reviews-standing-returned = 已退回
reviews-standing-edited = 已更正待审
reviews-standing-accepted = 已通过
reviews-standing-none = 这一期没有应报的支部和科室。
reviews-filed-uncorrected = 这一期截止时尚未更正，按未报统计；更正后按逾期统计。
reviews-filed-closed = 已提交，这一期已截止。
