# 设置：任务
duties-set-button = 任务
duties-set-head =
    <b>任务</b>　● 已开启 { $on } 项　○ 未开启 { $off } 项
    请选择任务，查看含义、开启或修改。
duties-set-listed-on = ● { $name }
duties-set-listed-off = ○ { $name }
duties-set-is-on = 已开启
duties-set-is-off = 未开启
duties-set-one = <b>{ $name }</b>　{ $state }
duties-set-term-due = 到期日　{ $value }
duties-set-term-shift = 逢非工作日　{ $value }
duties-set-term-who = 填报　{ $value }
duties-set-term-nudges = 催办　{ $value }
duties-set-term-late = 补报　{ $value }
duties-set-term-opens = 开始　{ $value }
duties-set-term-received = 另送　{ $value }
duties-set-due = 接下来　{ $days }
duties-set-due-day = { $day }（{ $period }）
duties-set-due-none = 今后没有到期日，请改到期日。
duties-set-grids-owing = 涉及网格　{ $count } 个
duties-set-shift-none = 不变
duties-set-shift-previous = 提前
duties-set-shift-next = 顺延
duties-set-late-days = 到期后 { $days } 天内
duties-set-opens-first = 当期第一天
duties-set-opens-days = 到期前 { $days } 天
duties-set-rule-once = 只一次，{ $day }
duties-set-rule-week = 每周{ $number ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
   *[7] 日
}
duties-set-rule-every-last = 每月最后一天
duties-set-rule-every-day = 每月{ $day }日
duties-set-rule-some-last = { $months }月最后一天
duties-set-rule-some-day = { $months }月{ $day }日
duties-set-level-one = { $level ->
        [1] 一
        [2] 二
       *[3] 三
    }级网格
duties-set-level-from = { $level ->
        [1] 一
        [2] 二
       *[3] 三
    }级及以下网格
duties-set-level-to = { $first ->
        [1] 一
        [2] 二
       *[3] 三
    }至{ $last ->
        [1] 一
        [2] 二
       *[3] 三
    }级网格
duties-set-grids = 限{ $grids }
duties-set-except = 不含{ $grids }
duties-set-nudge-before = 到期前{ $days }天
duties-set-nudge-day = 当天
duties-set-nudge-after = 逾期{ $days }天
duties-set-change = 任务“{ $name }”
duties-set-from-day = { $day }起
duties-set-on = 开启
duties-set-off = 关闭
duties-set-check = 核对修改
duties-set-yes = 确定修改
duties-set-more = 继续修改
duties-set-no = 取消
duties-set-preview = <b>{ $name }</b>　请核对
duties-set-preview-on = 开启　{ $rule }
duties-set-preview-off = 关闭后不再开始新的一期，也不再催办。已报的保留。
duties-set-preview-excused = 正在填报的：已报 { $filed } 项保留；未报 { $waiting } 项不再要求，按免报计。同一期内再开启的，只要求未报的。
duties-set-preview-from = 从{ $day }起的到期日生效，此前照旧
duties-set-differs-due = 到期日　{ $before } → { $after }
duties-set-differs-shift = 逢非工作日　{ $before } → { $after }
duties-set-differs-who = 填报　{ $before } → { $after }
duties-set-differs-nudges = 催办　{ $before } → { $after }
duties-set-differs-late = 补报　{ $before } → { $after }
duties-set-differs-opens = 开始　{ $before } → { $after }
duties-set-differs-received = 另送　{ $before } → { $after }
duties-set-open-filed = 正在填报的：已报 { $count } 项保留
duties-set-open-excused = { $count } 个网格不再填报，本期未报的按免报计
duties-set-open-due = { $period }未报的，{ $due }到期，可补报至{ $closes }
duties-set-open-stays = 正在填报的：未报 { $count } 项，仍按原定日期
duties-set-dropped = 未修改。
duties-set-gone = 这项修改已确定、已取消，或搁置过久。请在任务中重新选择。
duties-set-changed-meanwhile = 期间有其他变动，请重新核对。
duties-set-same = 与现在的设置一致，没有变动。
duties-set-not-on = 这个任务没有开启。
duties-set-needs-grids = 请先在“谁填报”中指定网格，再开启。
duties-set-needs-received = 请先在“另送谁”中指定收件科室，再开启。
duties-set-never-due = 未修改：按此设置，今后没有到期日。请改到期日。
duties-set-no-grid = 未修改：花名册中没有符合条件的网格。请改“谁填报”。
duties-set-long-ago = 请选择今天或以后的日子。
duties-set-terms-wrong = 未修改：设置有矛盾（{ $what }）。
duties-set-many-units = 本系统有多家单位，任务由信息科用 gridbot settings import 统一设置。
duties-set-mishap-past = 未修改：{ $period }的到期日已过，会刚开始就逾期。请选择较晚的到期日，或另选从哪一天起。
duties-set-mishap-lost = 未修改：{ $period }将没有人填报。请另选从哪一天起。
duties-set-mishap-doubled = 未修改：{ $period }会重复填报。请另选从哪一天起。
duties-set-edit-due = 改到期日
duties-set-edit-who = 谁填报
duties-set-edit-received = 另送谁
duties-set-edit-shift = 逢非工作日
duties-set-edit-nudges = 催办
duties-set-edit-late = 补报期限
duties-set-edit-opens = 何时开始
duties-set-edit-from = 从哪一天起
duties-set-words = 请输入一行文字，不超过 400 字。
duties-set-tap = 请点选下面的按钮。
duties-set-asked-of = <b>{ $name }</b>
duties-set-ask-due =
    现在：{ $rule }
    请点选哪些月份，再选日期；也可以输入日期（只一次，例如 2027年8月30日）或 RFC 5545 规则。
duties-set-month = { $month }月
duties-set-month-chosen = ✓{ $month }月
duties-set-months-all = 每月
duties-set-months-week = 每周
duties-set-months-quarter = 每季末月
duties-set-months-half = 6月和12月
duties-set-months-done = 所选月份，下一步
duties-set-ask-day = { $months }月的哪一天到期？也可以输入 1–31；当月没有的，按月末计。
duties-set-day-last = 最后一天
duties-set-day-of-month = { $day }日
duties-set-ask-weekday = 每周的哪一天到期？
duties-set-ask-shift = 到期日逢非工作日怎么办？
duties-set-ask-late = 到期后还可补报几天？也可以输入天数。
duties-set-ask-opens = 到期前几天开始填报？也可以输入天数。
duties-set-days = { $days }天
duties-set-ask-from = 从哪一天起的到期日按新的设置？请点选，或输入日期。
duties-set-from-soon = 尽早（本期来得及的从本期起）
duties-set-ask-nudges = 现在：{ $nudges }。请点选。
duties-set-no-nudge-before = 到期前不催
duties-set-no-nudge-after = 逾期不催
duties-set-nudge-day-on = 当天也催
duties-set-nudge-day-off = 当天不催
duties-set-ask-who =
    现在：{ $who }
    请点选；只限某些网格的，请输入网格名称、代码或标签，用顿号分开。
duties-set-level = { $levels }
duties-set-kind-chosen = ✓{ $kind }
duties-set-all-grids = 不限网格
duties-set-ask-received =
    现在：{ $received }
    请点选；另送科室的，请输入网格名称、代码或标签，用顿号分开。
duties-set-received-none = 不另送
duties-set-rule-wrong = 没有看懂，请输入日期，例如 2027年8月30日；或规则，例如 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR。
duties-set-number = 请输入 { $least }–{ $most } 的整数。
duties-set-no-such-grids = 花名册中没有：{ $names }。请核对名称。

# 升级后告知监察室一次：文件另外要求的任务
duties-offered = 文件还要求以下任务，本院尚未开启：
duties-offered-one = • { $name }
duties-offered-how = 需要的，请在设置的任务中开启；开启前会列出到期日和涉及的网格。此事只告知一次。
duties-offered-open = 查看任务
