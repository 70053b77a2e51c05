# 机器人自身的运行情况
watch-away = 机器人自 { $since } 至 { $until } 停止运行，共 { $days ->
    [0] { $hours } 小时
   *[other] { $days } 天 { $hours } 小时
}。其间到期的提醒已合并补发。
watch-skipped = 以下 { $count } 条通知已过两天，不再补发：
watch-skipped-kind = • { $kind } { $count } 条
watch-skipped-line = { $day }  { $kind }  { $name }
watch-skipped-group = 群
watch-missed = 以下 { $count } 期在停机期间开始并截止，未能填报：
watch-missed-line = • { $title }  { $count } 个网格
watch-more = ……另有 { $count } 项
watch-kind-nudge = 到期提醒
watch-kind-chase = 监察室催报
watch-kind-digest = 汇总
watch-kind-leave = 请假
watch-kind-hearing = 当面报告
watch-kind-exempted = 免报
watch-kind-exemption = 撤销免报
watch-kind-group = 移出群告知
watch-kind-unreachable = 联系不上告知
watch-kind-moved = 换机通知
watch-kind-skipped = 停机告知
watch-kind-suggestion = 意见建议
watch-kind-trouble = 故障告知
watch-kind-tip = 线索
watch-kind-fact = 协助核实
watch-kind-duties = 可开启的任务
watch-kind-holidays = 节假日安排

watch-trouble = { $since } 起，{ $what }。
watch-over = 已恢复正常：{ $what }（{ $since } 至 { $until }）。
watch-tick = 机器人未按时检查到期事项
watch-tick-how = 提醒会推迟。请告知信息科重新启动机器人。
watch-letters = 有通知超过 10 分钟未能发出
watch-letters-how = 多为网络或 Telegram 中断，恢复后自动补发。请告知信息科检查网络。
watch-clock = 服务器时间被调整，或服务器曾停顿
watch-clock-how = 期间的提醒可能提前或推后。请告知信息科核对服务器时间，并开启自动校时。
watch-conflict = 另有程序在用同一个机器人令牌接收消息
watch-conflict-how = 部分消息会收不到。请告知信息科停止另一处的程序；找不到时更换令牌。
watch-conflict-log = 另有程序在用同一个机器人令牌接收消息（409 Conflict），两边都会漏收。请停止另一处的 gridbot run（其他服务器、旧容器、测试机）；找不到时，请在 @BotFather 用 /revoke 换发令牌，填入后重新启动。若设置过 webhook（gridbot webhook show 可查看），请用 gridbot webhook remove 取消。
watch-planned = 有到期事项未安排提醒
watch-planned-how = 请先人工提醒，并告知信息科查看日志。
watch-disk = 服务器磁盘空间不足
watch-disk-how = 请告知信息科尽快清理，否则将无法保存填报内容。
watch-backup = 未能按时备份数据
watch-backup-how = 请告知信息科检查存放备份的磁盘能否写入、空间是否足够。
watch-version = 数据库已由更新版本升级，但更新版本的程序没有运行
watch-version-how = 其间新版本的部分通知和按钮无人处理，内容均已保留。请告知信息科完成升级。

watch-cannot-listen = 配置有误：[watch] listen 无法使用 { $address }（{ $reason }）。
watch-doctor-never = 尚未运行过，请运行 gridbot run
watch-doctor-running = 运行中，最近一次检查到期事项：{ $at }
watch-doctor-running-elsewhere = 运行中，但本机没有其最近一次检查的时间：刚刚启动，或在另一台服务器上运行
watch-doctor-stuck = 程序没有退出，但 { $at } 以后未再检查到期事项。如刚刚启动，请过一分钟再查；否则请停止后重新运行 gridbot run
watch-doctor-ahead = 最近一次检查到期事项的时间（{ $at }）晚于服务器现在的时间（{ $now }）。请核对服务器时间，并开启自动校时
watch-doctor-ticked-on = 本机没有最近一次检查到期事项的时间，数据库中的日期为{ $day }
watch-doctor-stopped = 未在运行，最近一次检查到期事项：{ $at }。请运行 gridbot run
watch-doctor-lease = { $role }：进程 { $holder }，自 { $since } 起
watch-doctor-lease-free = { $role }：现在没有进程负责，15 秒内将由其他进程接替，请稍后再查
watch-doctor-process = 进程 { $holder }：版本 { $revision }，自 { $since } 起运行
watch-doctor-unknown-letters = 有 { $count } 条通知由更新版本写成，本版本不认识，已保留；由更新版本的进程发出
watch-lease-tick = 检查到期事项
watch-lease-deliver = 发送通知
watch-lease-poll = 独自接收消息
watch-doctor-skipped = 近 30 天因停机略过 { $count } 条：{ $kinds }
