# 节假日安排：哪些年份已知，按国务院办公厅的通知录入
menu-holidays = 录入节假日
command-holidays = 节假日安排

holidays-head = <b>节假日安排</b>
holidays-official = 程序自带的到{ $year }年为止。
holidays-entered-by = { $year }年　{ $name } { $day }录入
holidays-unknown = { $year }年　尚未录入，法定节假日按工作日计
holidays-enter = 录入{ $year }年节假日
holidays-enter-over = 更改{ $year }年节假日
holidays-look = 查看{ $year }年
holidays-change = 更改

holidays-ask-head = <b>录入{ $year }年节假日</b>
holidays-ask =
    请把国务院办公厅通知的正文粘贴到这里，可以分几次发送。也可以一行写一个节日，如：
    元旦 1月1日至3日，1月4日上班
holidays-ask-change = 请发送有变动的节日，如：元旦 1月1日至3日，1月4日上班。也可以重新粘贴整份通知。
holidays-there = 已收到：{ $festivals }
holidays-missing = 尚缺：{ $festivals }
holidays-send-again = 请改好有误的部分再发送，其余已记下。
holidays-more-faults = 另有 { $count } 处有误。
holidays-check = 核对已收到的
holidays-again = 重新填写
holidays-drop = 取消
holidays-dropped = 已取消，节假日没有变动。

holidays-check-head = <b>{ $year }年节假日</b>　请核对
holidays-part = { $what } { $days } { $count }天
holidays-part-work = 　上班：{ $days }
holidays-day = { $day }{ $weekday }
holidays-span = { $first }至{ $last }
holidays-and-more = { $days }等
holidays-same-entered = 与已录入的一致。
holidays-same-official = 与程序自带的一致。
holidays-differs-entered = <b>与已录入的不同</b>
holidays-differs-official = <b>与程序自带的不同，以录入的为准</b>
holidays-becomes-off = 改为放假 { $count } 天：{ $days }
holidays-becomes-work = 改为上班 { $count } 天：{ $days }
holidays-yes = 确认
holidays-done = 已录入，现在起按此计算工作日。已发出的协助核实请求、已开始的报送周期，期限不变。
holidays-already = { $year }年已按此录入，没有变动。
holidays-meanwhile = { $name }刚刚录入了{ $year }年节假日，请对照后再确认。

## 通知里有误的地方

holidays-fault-nothing = 没有找到节假日安排，请粘贴通知的正文。
holidays-fault-nameless = “{ $text }”没有写明是哪个节日。
holidays-fault-heading = 这份通知是{ $named }年的，正在录入的是{ $year }年。请发送{ $year }年的通知。
holidays-fault-no-such-day = { $what }：没有“{ $text }”这一天。
holidays-fault-other-year = { $what }：“{ $text }”不属于{ $year }年的安排。
holidays-fault-weekday = { $what }：{ period-day }写的是{ $written }，实际是{ period-weekday }。
holidays-fault-span = { $what }：“{ $text }”起止有误，请核对。
holidays-fault-which = { $what }：“{ $text }”没有写明放假还是上班。
holidays-fault-unread = { $what }：看不懂“{ $text }”，日期请写成“1月1日至3日”。
holidays-fault-no-days = { $what }：没有写放假日期。
holidays-fault-count = { $what }：写的是{ $counted }天，按日期是{ $found }天。
holidays-fault-weekday-work = { $what }：{ period-day }是{ period-weekday }，本来就是工作日，不必写上班。
holidays-fault-both = { $what }：{ period-day }又写放假，又写上班。
holidays-fault-far = { $what }：放假日期里没有{ $festival }，请核对月份和日期。
holidays-fault-off-and-work = { period-day }一处写放假，另一处写上班。

## 尚未录入的提醒（监察室）

holidays-letter =
    <b>{ $year }年节假日尚未录入</b>
    程序自带的到{ $last }年为止。录入之前，春节等法定节假日按工作日计，调休上班的周末按休息日计。受影响的有：
holidays-letter-tips = • 线索的办理期限和提醒
holidays-letter-facts = • 协助核实的答复期限
holidays-letter-duties = • 逢节假日提前或顺延的报送截止日
holidays-letter-hearings = • 当面报告可选的日期和提醒
holidays-letter-nudges = • 只在工作日发出的催报
holidays-letter-how = 请按国务院办公厅的通知录入，粘贴正文或逐月点选即可。通知尚未公布的，公布后再录入；录入之前每月提醒一次。

## 逐月点选

holidays-tap = 逐月点选
holidays-tap-head = <b>{ $month }</b>　{ $year }年节假日，逐月点选
holidays-tap-how = 每行从周一到周日。平日点一下改为休，周末点一下改为班，再点一下还原；未标注的照常。
holidays-tap-count = 全年已点：休 { $off } 天，班 { $work } 天
holidays-tap-off = 休{ $day }
holidays-tap-work = 班{ $day }
holidays-tap-done = 核对
holidays-tap-not-yet = 还不能核对，请先补齐或改正：
holidays-tap-strays = 不属于任何节日的 { $count } 天：{ $days }。本院自己的假日请写入配置文件。
