# 各处通用
period-month = { $number }月
period-quarter = { $number ->
    [1] 一季度
    [2] 二季度
    [3] 三季度
   *[4] 四季度
}
period-half = { $number ->
    [1] 上半年
   *[2] 下半年
}
period-year = { $year }年度
period-day = { $month }月{ $day }日
period-dated-day = { $year }年{ $month }月{ $day }日

period-title = { $period }{ $form }
period-title-of-year = { $year }年{ $title }
due-line = • { $title }  { $due }截止，{ $left }
due-left = 还有 { $days } 天
due-today = 今天截止
due-overdue = 已逾期 { $days } 天

menu-reported = { $title }：已报 { $filed }/{ $expected }
menu-reported-more = 另有 { $count } 项，请点“上报情况与汇总”查看。
menu-back = 返回菜单
menu-hospital = <b>清廉网格 · { $hospital }</b>
menu-stranger = 您可以在这里反映问题，不需要登录，也可以不留姓名。
menu-person = { $name }，您好。
menu-nothing-due = 目前没有未完成的项目。
menu-nothing-comes = 目前没有需要您处理的事项。有需要您填报或阅知的，会在这里通知您。
menu-comes = 目前没有需要您处理的事项。以下任务开始填报后，请在这里填报，会提前提醒您：
menu-comes-line = • { $title }  { $opens }开始，{ $due }截止
menu-due = 您还有 { $count } 项未完成：
menu-report = 填报
menu-forward = 转递线索
menu-forwarded = 我转递的线索
menu-grid = 我的网格
menu-digest = 上报情况与汇总
menu-tips = 线索
menu-invite = 邀请与解除绑定
menu-tip = 反映问题
menu-receipt = 凭回执码查询
menu-bind = 我是特邀监察员
menu-promises = 我们承诺什么
menu-language = English
menu-group = 请在与我的私聊中使用。

bind-how = 请使用监察室发给您的邀请链接或二维码，在本机打开即可绑定。链接 7 天内有效，只能用一次。
bind-done = 已绑定：{ $name }
bind-moved = 您的账号已改在另一部手机上使用，本机不再显示您的工作内容。如非本人操作，请立即联系监察室。
bind-unbound = 您的账号已与本机解除绑定，本机不再显示您的工作内容。如您事先不知情，请立即联系监察室的其他同事。
bind-wrong = 邀请码不正确，请重新打开邀请链接，或请监察室重新发送。
bind-used = 邀请码已使用或已过期，请监察室重新发送。
bind-wait = 尝试过多，请 { $seconds } 秒后再试。
bind-other = 本账号已绑定为{ $name }。如需更换，请先请监察室解除绑定。

promises =
    <b>我们承诺什么</b>
    1. 匿名反映不保存您的账号、姓名、电话和具体时间，只记日期。
    2. 内容在保存前加密，服务器上打不开，只有受理人能打开。
    3. 没有提交的内容不写入磁盘。
    4. 回执码只显示一次，只有它能查看进展。
    5. Telegram 本身能看到本聊天，我们无法代它承诺。
    6. 任何人无权追查是谁反映的。

access-not-bound = 此功能需要先绑定。请打开监察室发给您的邀请链接。
access-not-inspector = 此功能供二级、三级网格的特邀监察员使用。
access-not-level-one = 此功能供一级网格（监察室）使用。
access-not-papers = 此功能供一级网格（监察室）和线索受理人使用。
access-not-tip-handler = 此功能供监察室、特邀监察专员和驻组使用。
access-not-digest = 您没有查看汇总的权限。
access-not-your-grid = 您没有查看此网格的权限。
access-old-button = 此按钮已失效，这是最新的页面。

help-tip = /tip 反映问题
help-receipt = /receipt 凭回执码查询
help-cancel = /cancel 放弃正在填写的内容
help-language = /language 切换语言
help-report = /report 填报
help-duties =
    /duties 未完成的项目
    特邀监察员按期填报本网格廉情，发现苗头性问题及时写入。怎么填、填什么，可问监察室。
    也可以把收到的消息直接转发给我，作为线索转递。
help-digest-unit = /digest 上报情况与汇总
help-tips = /tips 线索
help-invite = /invite 邀请与解除绑定
help-holidays = /holidays 节假日安排
help-digest = /digest 廉情汇总

cancel-done = 已放弃，没有保存任何内容。
cancel-nothing = 没有正在填写的内容。已保存的填报草稿仍在。
language-changed = 已切换为中文。
free-text-edited = 修改已发出的消息不起作用，已记下的内容没有变。要更正，请在最新页面点“返回”或“修改”，重新填写。
window-cut = （内容太多，一条消息放不下，其余没有显示。）
free-text-unknown = 没有看懂，刚才的话没有保存。反映问题请点“反映问题”。
error-not-saved = 刚才没有保存成功，请再点一次；已填的内容都在。
error-draft-saved = 已填的内容都在。页面没有显示的话，请点 /start 接着填，不必重填。
error-perhaps-unseen = 页面没有显示的话，请再发一次；已填的内容都在。
error-saved = 已保存；页面没有显示的话，{ $private ->
    [yes] 请点 /start 查看，不必重复操作。
   *[other] 也不必重复操作。
}

grid-title = <b>我的网格</b>
grid-line = { $grid }（{ $level ->
    [1] 一级网格
    [2] 二级网格
    [3] 三级网格
   *[other] { $level } 级网格
}）
grid-below = 下级网格 { $count } 个
grid-below-line = { $grid }：{ $state }
grid-filed = 已报
grid-open = 未报 { $count } 项

command-report = 填报
command-duties = 未完成的项目
command-tip = 反映问题
command-receipt = 凭回执码查询
command-digest = 汇总
command-tips = 线索
command-invite = 邀请与解除绑定
command-language = English / 中文
command-help = 帮助
command-cancel = 放弃
