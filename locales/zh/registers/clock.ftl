registers-nudge-head = { $day }  台账事项提醒
registers-nudge-waiting = 台账事项 { $count } 项待办
registers-nudge-first = • { $title }
registers-nudge-first-due = • { $title }  { $due }截止，{ $left }
registers-nudge-up = 下列台账事项已逾期，请督促办理（{ $count } 项）：
registers-nudge-line = { $register }{ $number ->
        [none] {""}
       *[other] {" "}{ $number }
    }  { $title }  { $due }截止，{ $left }
registers-nudge-more = 另有 { $count } 项，请在工作台账中查看。
registers-nudge-look = 查看 { $title }
registers-letter-green = <b>绿色提醒函</b>  请按期完成：
registers-letter-yellow = <b>黄色警示函</b>  期限临近，请抓紧办理：
registers-letter-red = <b>红色督办函</b>  已超过期限，请督促办理：
registers-come = 因任职变动，有台账事项转由您办理。
watch-kind-entry_come = 台账事项转办
registers-confidential = （仅监察室可见）
