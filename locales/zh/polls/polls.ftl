# 测评（民主测评、群众测评、问卷）：只计人数，不足 5 人不显示
menu-polls-all = 测评
command-polls = 测评
help-polls = /polls 测评：请您参加的；监察室在此新建、查看结果

## 参加

polls-open = <b>请您参加的测评</b>　{ $count } 项
polls-open-line = • { $title }　{ $day }截止
polls-none-open = 目前没有请您参加的测评。有新的测评时，会发消息通知您；扫描测评二维码也可以打开。
polls-head = <b>{ $title }</b>
polls-until = { $day }截止
polls-amount = { $about ->
    [0] 共 { $count } 题
   *[other] 测评对象 { $about } 个，共 { $count } 题
}
polls-promise =
    请知悉
    1. 匿名。只累计各选项的人数，不保存谁选了什么。
    2. 为防重复，进行期间只记一个加密标记，结束即销毁。
    3. 不足 { $least } 人参加的，不显示结果。
    4. 提交前不保存，中途离开请重新作答。
    5. Telegram 能看到本聊天。
polls-begin = 开始作答
polls-take-part = 参加测评
polls-back = 返回测评
polls-place = { $title }　{ $step }/{ $count }
polls-about = <b>{ $name }</b>
polls-question = { $question }
polls-hint = <i>{ $hint }</i>
polls-before = 上一题
polls-drop = 放弃
polls-check = <b>{ $title }</b>　请核对
polls-check-line = { $about ->
    [0] { $label }：{ $choice }
   *[other] { $name } { $label }：{ $choice }
}
polls-check-many = { $count } 题已全部作答。
polls-check-once = 提交后不能更改。
polls-submit = 提交
polls-counted = 已提交，谢谢参加。
polls-counted-then = { $day }截止后统计人数。您选了什么，没有保存。
polls-dropped = 已放弃，没有保存任何选择。截止前可以重新参加。
polls-lost-answers = 刚才没有提交的选择未保存，请重新作答。

polls-already = 您已参加过。
polls-not-yet = 测评尚未开始，{ $day }起可以参加。
polls-over = 测评已结束，不再接受作答。
polls-not-asked = 这项测评没有请您参加。
polls-lost = 这项测评的记录已丢失，无法继续，请联系监察室。
polls-gone = 没有这项测评，或已由其他单位管理。请用 /polls 查看。

## 通知

polls-letter =
    <b>请参加测评：{ $title }</b>
    { $day }截止。匿名，只计人数，不保存谁选了什么。
polls-letter-again =
    <b>测评即将截止：{ $title }</b>
    { $day }截止。本提醒发给全体，已参加的不必理会。
polls-letter-ended =
    <b>测评已结束：{ $title }</b>
    结果请点下面查看。
polls-letter-lost =
    <b>测评已结束：{ $title }</b>
    密钥文件已丢失，无法统计，没有结果。请重新发起。
watch-kind-poll = 测评

## 监察室

polls-list = <b>测评</b>　共 { $count } 项
polls-list-none =
    <b>测评</b>
    还没有测评。请点“新建测评”：选一张测评表、选对象和参加的人，几分钟即可发起。
polls-list-line = • { $title }　{ $state }
polls-new = 新建测评
polls-state = { $state }
polls-state-waiting = { $day }开始
polls-state-running = 进行中，{ $day }截止
polls-state-ended = 已结束（{ $day }）
polls-state-cancelled = 已取消（{ $day }）
polls-state-lost = 已结束，无法统计（{ $day }）
polls-span = { $first }至{ $last }
polls-whom = 参加：{ $grid } · { $group } { $count } 人
polls-whom-all = 参加：扫描二维码，人人可答
polls-subjects = 测评对象 { $count } 个
polls-publishes = 结束后向参加的人公布结果
polls-publishes-not = 结果只有监察室能看到
polls-running-says = 进行期间不显示参加人数和结果，结束后一并显示；不足 { $least } 人的不显示。
polls-code = 二维码和链接
polls-code-below = { $title }：请张贴或转发二维码，也可转发链接。
polls-end = 提前结束
polls-end-ask = 现在就结束吗？已提交的将统计，不足 { $least } 人的不显示。结束后不能再开始。
polls-end-yes = 确认结束
polls-end-done = 已结束。
polls-cancel = 取消测评
polls-cancel-ask = 取消后，已提交的全部作废，没有结果。
polls-cancel-yes = 确认取消
polls-cancel-done = 已取消，没有保留任何结果。
polls-already-over = 这项测评已经结束。

## 新建

polls-choose-form = <b>新建测评</b>　请选择测评表
polls-ask-title = 请输入测评名称，如：2026年度中层干部民主测评。
polls-title-keep = 用“{ $title }”
polls-title-empty = 请输入测评名称。
polls-title-long = 名称最多 { $most } 个字，请缩短。
polls-ask-person = <b>测评谁？</b>　请输入姓名或工号，一次一人或几人（用空格分开）；也可以点下面整批加入。
polls-ask-grid = <b>测评哪些科室、支部？</b>　请输入名称，一次一个或几个（用空格分开）。
polls-chosen = 已选 { $count } 个：{ $names }{ $more ->
    [0] {""}
   *[other] 等
}
polls-found = “{ $words }”找到 { $many } 个，请点选：
polls-found-nobody = 没有找到“{ $words }”，请核对后重新输入。
polls-add-leaders = 加入全体院领导
polls-add-middle = 加入全体中层
polls-to-whom = 下一步：请谁参加
polls-nobody-assessed = 请先选择测评对象。
polls-ask-whom = <b>请谁参加？</b>　请选择网格，或输入科室名称。通知只发给参加的人，至少 { $least } 人。
polls-ask-all = 二维码，人人可答
polls-no-grid = { $many ->
    [0] 没有找到“{ $words }”，请核对后重新输入，或从下面选择。
   *[other] “{ $words }”有 { $many } 个，请输入全名，或从下面选择。
}
polls-ask-group = <b>{ $grid }</b>　请谁参加？
polls-group-phones = 已绑定手机的不足 { $least } 人的，不能测评，未列出。
polls-group-none = 这里没有一组够 { $least } 人。请选择更大的网格，或先邀请绑定。
polls-group-all = 全体人员
polls-group-cadres = 院领导和中层
polls-group-party = 党员
polls-group-inspectors = 特邀监察员
polls-group-heads = 科室负责人
polls-group-count = { $group } { $count } 人（已绑定 { $reached }）
polls-ask-when = <b>什么时候进行？</b>　请选择，或输入起止日期，如：6月1日至6月7日。
polls-days = 今天起 { $days } 天，到{ $day }
polls-span-unread = 没有看懂。请输入起止日期，如：6月1日至6月7日。
polls-span-past = 开始的日期已经过去，请重新输入。
polls-span-backwards = 结束早于开始，请重新输入。
polls-span-far = 最多提前 { $days } 天安排，请重新输入。
polls-span-long = 最长 { $days } 天，请重新输入。
polls-too-few = 能收到通知的只有 { $count } 人，少于 { $least } 人，不能测评。请选择更大的范围，或先邀请绑定。
polls-too-much = 测评对象太多，这张表最多 { $most } 个。请减少一些，或分两次测评。
polls-check-plan = <b>请核对</b>
polls-unreached = 其中 { $count } 人尚未绑定手机，收不到通知；绑定后可用 /polls 参加。
polls-make = 发起测评
polls-publish = 改为：公布结果
polls-publish-not = 改为：不公布结果
polls-change-subjects = 改对象
polls-change-whom = 改参加人
polls-change-when = 改时间
polls-quit = 放弃
polls-quitted = 已放弃，没有发起。
polls-plan-gone = 刚才的内容已不在，请重新新建。
polls-made = 已发起，将通知 { $count } 人。截止前一天统一提醒一次。
polls-made-all = 已发起。请打开测评，取二维码张贴或转发。
polls-see = 查看测评

## 结果

polls-results = 查看结果
polls-results-head = <b>{ $title }</b>　结果
polls-too-few-answers = 不足 { $least } 人，不显示。
polls-took-part = 参加 { $count } 人
polls-took-part-of = 参加 { $count } 人，共请 { $asked } 人
polls-question-counts = { $label }：{ $counts }
polls-choice-count = { $choice } { $count }（{ $share }）
polls-word = 下载 Word
polls-sheet = 下载 Excel
polls-file = { $title }结果
polls-file-sent = { $title }：结果见上面的文件。
