# 线索的办理期限与到期清除，由时钟提醒

tip-clock-head = { $day }  线索办理有 { $count } 项将到期或已超期，请及时办理并登记
tip-clock-title = { $number }  { $what }
tip-clock-overdue = • { $title }  { $due }截止，已超期 { $days } 天
tip-clock-more = 另有 { $count } 项，请到线索登记中查看。
tip-clock-tell-accepted = 告知实名检举控告人受理情况
tip-clock-propose = 提出处置意见
tip-clock-tell-result = 告知实名检举控告人处理结果
tip-clock-pass-on = 移送上级或其他单位

tip-retention-head =
    <b>已办结的线索即将清除</b>
    内容和附件按规定到期清除，登记和台账保留。如需留存，请在清除前下载内容（加密）。
tip-retention-line = • { $day } { $at } 后清除：{ $numbers }
tip-retention-more = 另有 { $count } 件，请到线索登记中查看。

tip-kept-head =
    <b>以下线索到期，暂不清除</b>
tip-kept-unread = 有材料尚未查看（收到当天之后查看或下载才算），查看前不会清除：{ $numbers }
tip-kept-alone = 除办结人外，其他受理人都收不到提醒，请让一位同事绑定：{ $numbers }
