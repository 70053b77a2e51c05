# 意见建议：网格上报，一级网格答复

menu-suggest = 提意见建议
menu-suggestions = 意见建议
menu-suggestions-waiting = 意见建议（{ $count }）

suggestion-head = <b>意见建议</b>  { $day }  { $grid }
suggestion-head-name = <b>意见建议</b>  { $day }  { $grid }  { $name }
suggestion-empty = 内容为空，请用文字输入。
suggestion-too-long = 最多 { $limit } 个字，您输入了 { $length } 个字，请缩短后再发。
suggestion-gone = 这条意见建议已不在，可能已随月报更正。

## 特邀监察员

suggestion-ask =
    <b>提意见建议</b>
    请直接输入，不超过 { $limit } 字。监察室答复后会通知您。
    反映具体的人和事，请用“转递线索”或“反映问题”。
suggestion-check = <b>请核对</b>
suggestion-send = 提交
suggestion-sent = 已提交监察室，答复后会通知您。
suggestion-mine = 我的意见建议（{ $count }）
suggestion-my-list = 我的意见建议
suggestion-mine-head = <b>我的意见建议</b>  共 { $count } 条
suggestion-mine-none =
    <b>我的意见建议</b>
    您尚未提过。点“提意见建议”即可填写；月报中填写的也会列在这里。
suggestion-line-waiting = 待答复  { $text }
suggestion-line-answered = 已答复  { $text }
suggestion-unanswered = 监察室尚未答复。
suggestion-answer = <b>答复</b>  { $day }
suggestion-retype = 如需修改，请直接重新输入。
suggestion-told = <b>您{ $day }提的意见建议已有答复</b>
suggestion-told-answer = <b>答复</b>

## 一级网格

suggestion-waiting = <b>意见建议</b>  待答复 { $count } 条
suggestion-waiting-none =
    <b>意见建议</b>
    没有待答复的意见建议。月报中填写的和特邀监察员直接提交的会列在这里。
suggestion-line-grid = { $grid }：{ $text }
suggestion-done = 已答复 { $count } 条
suggestion-done-head = <b>意见建议</b>  已答复 { $count } 条
suggestion-do-answer = 答复
suggestion-do-correct = 更正答复
suggestion-ask-answer = 请输入答复，不超过 { $limit } 字。
suggestion-check-answer = <b>请核对答复</b>
suggestion-send-answer = 发送答复
suggestion-answered = 已答复，并通知对方。
suggestion-answered-nobody = 已答复。该网格目前没有可以通知的人，绑定后可在“我的意见建议”中看到。
