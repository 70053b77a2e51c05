# 期次、星期的叫法，以及 gridbot calendar
period-week = 第{ $number }周
period-two_weeks = 第{ $first }、{ $second }周
period-first-half = { $month }上半月
period-second-half = { $month }下半月
period-weekday = 周{ $number ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
   *[7] 日
}

calendar-help-command = 显示各项任务一年的起止日期，或生成日历文件
calendar-help-year = 年份，默认今年
calendar-help-duty = 只看此项任务，可重复
calendar-help-grid = 只看此网格的任务
calendar-help-ics = 写入新的日历文件（.ics），不显示

calendar-head = { $title }（{ $duty }）：{ $roles }
calendar-head-grids = { $title }（{ $duty }）：{ $roles }，网格 { $count } 个
calendar-and = 、
calendar-period = 期次
calendar-opens = 开始填报
calendar-due = 截止
calendar-closes = 补报至
calendar-note = 说明
calendar-no-duties = 没有符合条件的任务。
calendar-none = { $year } 年没有到期日
calendar-moved-before = 原定 { $day }，逢{ $why }提前
calendar-moved-after = 原定 { $day }，逢{ $why }顺延
calendar-on-day-off = 当天逢{ $why }
calendar-off-own = 本院假日
calendar-off-weekend = 周末
calendar-off-new_years_day = 元旦
calendar-off-spring_festival = 春节
calendar-off-tomb_sweeping_day = 清明节
calendar-off-labour_day = 劳动节
calendar-off-dragon_boat_festival = 端午节
calendar-off-national_day = 国庆节
calendar-off-mid_autumn_festival = 中秋节
calendar-off-anti_fascist_70th_day = 抗战胜利纪念日
calendar-year-unknown = 未收录 { $year } 年节假日安排，暂按周一至周五为工作日计。
calendar-grid-unknown = 任务 { $duty } 所列网格或标签 { $code } 不在花名册中，请核对。
calendar-no-such-duty = 没有任务 { $duty }，现有：{ $known }
calendar-no-such-grid = 花名册中没有网格 { $code }。
calendar-name = { $hospital }廉政监督日历
calendar-event = { $title }截止
calendar-event-days = { $opens }起填报，逾期可补报至 { $closes }。
