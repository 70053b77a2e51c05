# 当面报告：提供时段、选择时段、提醒、记录
command-hearings = 当面报告
hearing-menu = 当面报告
hearing-menu-chosen = 当面报告（{ $when }）
hearing-title-with = { $title }（{ $roles }）
hearing-title-to = { $title }（向{ $roles }）
hearing-file-name = 当面报告

hearing-list = <b>当面报告</b>
hearing-list-none = 目前没有需要当面报告的项目。
hearing-list-hosted = • { $title }：已记录 { $done }，待记录 { $record }，已约定 { $chosen }，未约定 { $open }，空余时段 { $free }
hearing-list-done = • { $title }  已记录
hearing-list-open = • { $title }  尚未约定时间
hearing-list-chosen = • { $title }  { $when }，{ $place }
hearing-look = 查看 · { $title }
hearing-offer = 提供时段

hearing-when = 时间：{ $when }
hearing-place = 地点：{ $place }

hearing-ask-day = { $title }：请选择日期，也可以输入，例如 6月5日。
hearing-ask-begin = { $title } · { $day }：从几点开始？也可以输入，例如 14:00。
hearing-ask-many = { $title } · { $when } 起：提供几个时段，每个多少分钟？也可以输入，例如 4 × 20。
hearing-ask-place = { $title }：请输入地点，例如 行政楼302室。
hearing-many = { $count } × { $minutes } 分钟
hearing-many-line = 时段：{ $many }
hearing-check = { $title }：请核对
hearing-yes = 确定提供
hearing-offered = 已提供时段。
hearing-offered-told = 尚未约定 { $open } 个，已通知 { $count } 人选择。
hearing-offer-more = 再提供时段

hearing-all = <b>{ $title }</b>
hearing-all-counts = 待记录 { $record }，已约定 { $chosen }，未约定 { $open }，已记录 { $done }
hearing-all-line = { $grid } · { $state ->
    [record] 待记录 { $when }
    [chosen] { $when }
    [done] 已记录
   *[open] 未约定
}
hearing-item = <b>{ $title }</b>
hearing-item-open = 尚未约定时间。
hearing-item-who = 报告人：{ $names }
hearing-item-listens = 听取人：{ $names }
hearing-write = 记录
hearing-withdraw = 撤回时段
hearing-not-held = 未举行，请对方重选
hearing-free = 空余时段
hearing-free-list = 空余时段 { $count } 个。点一个可以撤回。
hearing-free-none = 目前没有空余时段。
hearing-ask = 撤回这个时段？
    { $when }，{ $place }
hearing-ask-taken = { $grid }已约定这个时段，撤回后会通知对方重新选择。
hearing-ask-yes = 确定撤回
hearing-withdrawn = 已撤回：{ $when }。
hearing-withdrawn-told = 已通知{ $grid }重新选择。

hearing-choose = { $title }（{ $due }截止）
    请选择时间：
hearing-choose-now = 目前约定：{ $when }
hearing-choose-none = 目前没有可选的时段，有新的时段会通知您。
hearing-chosen = { $title }：已约定
hearing-chosen-until = 前一天之前可以改时间或取消。
hearing-chosen-over = 时间已过，请等待对方记录。
hearing-file = 加入日历
hearing-change = 改时间
hearing-drop = 取消约定
hearing-dropped = 已取消：{ $when }。
hearing-gone = 这个时段刚被选走，请另选一个。
hearing-record = { $title }：记录

hearing-nudge-choose = 选择时段
hearing-nudge-choose-for = 选择时段 · { $title }
hearing-nudge-waiting = { $title }（{ $count } 个待安排或待记录）
hearing-nudge-host = 处理 · { $title }

hearing-told-offered = 请选择当面报告的时间：
hearing-told-offered-listen = 请选择听取当面报告的时间：
hearing-told-line = • { $line }
hearing-told-tomorrow = { $title }：请准时参加
hearing-told-soon = { $title }：一小时内开始
hearing-told-withdrawn = { $title }：原定 { $when } 的时段已撤回。
hearing-told-again = 请重新选择时间。
hearing-told-wait = 有新的时段会通知您。
hearing-told-freed = { $title }：对方已取消 { $when } 的约定，时段重新开放。
hearing-told-chosen = 新约定 { $count } 个：
hearing-told-day = { $day }有 { $count } 个当面报告：
hearing-told-row = 一小时内开始，共 { $count } 个：
hearing-told-record = { $day }的当面报告已结束，请记录 { $count } 个：
hearing-told-slot = • { $when }  { $title }，{ $place }
hearing-told-write = 记录 · { $grid }
hearing-told-look = 查看

hearing-none-configured = 您目前没有需要当面报告或听取报告的项目。
hearing-not-host = 此功能供提供时段的一方使用。
hearing-nothing-open = 目前没有需要当面报告的项目，暂不需要提供时段。
hearing-day-past = 不能选择今天以前的日期，请重新选择。
hearing-day-outside = 这一天不在本期填报时间内，请另选一天。
hearing-no-time = 没有看懂这个时间，请输入例如 14:00。
hearing-time-past = 这个时间已过，请重新选择。
hearing-past-midnight = 时段不能超过当天 24 点，请减少个数或时长。
hearing-overlaps = 与已提供的时段重叠，请换一个时间。
hearing-many-wrong = 请输入例如 4 × 20：最多 { $count } 个，每个最多 { $minutes } 分钟。
hearing-place-length = 地点请写 1–{ $limit } 个字。
hearing-too-late-to-change = 当天不能再改，请直接与提供时段的一方联系。
hearing-not-yours = 约定已有变化，请重新打开查看。
hearing-withdrawn-already = 这个时段已撤回。
hearing-recorded-already = 这次当面报告已记录，不能再改时间。
