# 协助核实：受理人向网格的特邀监察员了解情况或调取材料，不出示线索。

## 受理人

facts-ask = 请求协助核实
facts-where =
    <b>线索 { $number }  请求协助核实</b>
    请选择由哪个网格的特邀监察员协助。
facts-opens = { $grid } ›
facts-cannot-reach = { $grid }（无法联系）
facts-up = 返回上一级
facts-nobody-there = 这个网格目前没有可以联系上的特邀监察员，请另选，或先请其绑定。
facts-question =
    <b>请{ $grid }特邀监察员协助核实</b>
    请输入要核实的事项或需要的材料，不超过 { $limit } 字。
    对方看不到线索。请勿写入线索内容、反映人情况或线索编号；如线索涉及该监察员本人，请勿向其询问。
facts-question-empty = 请用文字输入。
facts-question-number = 内容里有线索编号，请删去后重新输入。
facts-sure =
    <b>{ $grid }：请先确认</b>
    反映人说本件（或与其并案的线索）涉及特邀监察员，是哪一位写在线索内容里。
    请确认被询问人不是被反映的监察员。尚未阅读内容的，请先阅读。
facts-sure-yes = 确认不是，继续
facts-check =
    <b>请核对  发给{ $grid }特邀监察员</b>
    { $question }

    请确认不含线索内容、反映人情况或线索编号。您发来的原文已从本聊天中删除；如需修改，请直接重新输入。
facts-send = 发送
facts-back = 返回
facts-sent = 已请{ $grid }特邀监察员协助核实，{ $day }前回复。有了答复会通知您。
facts-counted = 协助核实：已请 { $asked } 次，已回复 { $answered } 次，尚未回复 { $open } 次
facts-counted-ended = （另有 { $ended } 次已撤回或无法提供）
facts-withdraw = 撤回协助核实
facts-withdraw-which =
    <b>线索 { $number }  撤回协助核实</b>
    撤回后对方不再看到问题，且不能恢复。请选择要撤回的一项：
facts-withdraw-line = • { $grid }  { $day }截止：{ $question }
facts-withdraw-one = 撤回：{ $grid }（{ $day }截止）
facts-withdrawn = 已撤回{ $grid }的协助核实。
facts-came = 有一项协助核实已有答复。
facts-overdue = 线索 { $number } 请{ $grid }协助核实，{ $day }截止，尚未回复。
facts-file = 线索{ $number }-协助核实{ $place }-{ $grid }.age
facts-file-cleaned = 线索{ $number }-附件{ $place }-{ $grid }{ $extension }.age
facts-file-original = 线索{ $number }-附件{ $place }-{ $grid }-原件.age
facts-file-read = 线索{ $number }-附件{ $place }-{ $grid }
facts-answer = { $day } { $grid }特邀监察员回复：

## 特邀监察员

facts-body-office = 监察室
facts-body-supervisor = 驻组
facts-menu = 协助核实（{ $count }）
facts-list = <b>协助核实</b>  { $count } 项尚未回复
facts-list-none = 目前没有请您协助核实的事项。
facts-list-one = { $day }截止  { $body }  { $grid }
facts-come = { $body }请您协助核实一项情况。
facts-due = { $body }请您协助核实的一项情况今天截止，尚未回复。
facts-come-open = 查看
facts-one =
    <b>{ $body }请您协助核实</b>
    网格  { $grid }
    { $day }截止

    { $question }

    您的回复加密保存，只有{ $body }能看到。请勿向他人透露此事。
facts-reply = 回复
facts-cannot = 无法提供
facts-cannot-sure =
    <b>确定无法提供？</b>
    确定后这一项即结束，不能再回复。
facts-cannot-yes = 确定无法提供
facts-cannot-done = 已告知{ $body }：无法提供。
facts-what =
    <b>{ $body }请您协助核实</b>
    { $question }

    请写下回复，可以分几条发送，也可以发照片、文件、语音，写完点“写好了”。
facts-replied = 已回复。感谢您的协助。
facts-ended = 这一项已经结束，这是最新的页面。
facts-ended-unsent = 这一项已经结束，刚才的内容没有提交。请点“取消”。
