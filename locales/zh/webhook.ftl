# 多个进程：Telegram 把消息送到本机（webhook）
webhook-help-command = 设置 Telegram 把消息送到何处（多个进程时使用，见 docs/processes.md）
webhook-help-run = 作为多个进程之一运行：消息由 Telegram 送来（须有 PostgreSQL 和 Redis，见 docs/processes.md）
webhook-help-set = 请 Telegram 把消息送到 [webhook] url
webhook-help-remove = 取消，改回由一个进程自行取消息
webhook-help-show = 查看 Telegram 现在把消息送到何处、是否送达

webhook-set = 已设置：消息送到 { $host }（等待送达 { $count } 条）。
webhook-removed = 已取消。等待中的 { $count } 条消息保留，由 gridbot run 取回。
webhook-none = 尚未设置，消息由 gridbot run 自行取回（等待中 { $count } 条）。
webhook-shown = 消息送到 { $host }，同时最多 { $most } 条；等待送达 { $count } 条。
webhook-failed = 最近一次未能送达：{ $when }，Telegram 的说明：{ $reason }。请检查前面的 Caddy 或 nginx、证书，以及 gridbot run --webhook 是否在运行。
webhook-refused = Telegram 未接受：{ $reason }
webhook-no-url = 请在配置文件的 [webhook] url 填写对外的网址，例如 "https://bot.example.cn"。
webhook-no-listen = 请在配置文件的 [webhook] listen 填写本进程接收消息的地址，例如 "127.0.0.1:8443"。
webhook-cannot-listen = 无法在 { $address } 接收消息：{ $reason }。请检查 [webhook] listen，或换一个端口。
webhook-needs-postgresql = 多个进程（--webhook）须使用 PostgreSQL：请填写 [database] url，或去掉 --webhook，由一个进程运行。
webhook-needs-redis = 多个进程（--webhook）须共用一个 Redis：请填写 [processes] redis，或去掉 --webhook，由一个进程运行。
webhook-still-set = Telegram 正把消息送到 { $host }，自行取消息会被拒绝（409 Conflict）。请用 gridbot run --webhook 启动；要改回一个进程运行，请先停止其余进程，再执行 gridbot webhook remove。

command-doctor-webhook = 消息送到 { $host }，送达正常
command-doctor-webhook-unset = 尚未设置 webhook：gridbot run --webhook 启动时会自动设置，也可执行 gridbot webhook set
command-doctor-webhook-other = Telegram 现在把消息送到 { $host }，与 [webhook] 所填不一致：请执行 gridbot webhook set，或重新启动 gridbot run --webhook
command-doctor-webhook-left = 未填写 [webhook]，但 Telegram 正把消息送到 { $host }，gridbot run 收不到消息：请执行 gridbot webhook remove
command-doctor-webhook-pending = 有 { $count } 条消息等待送达：进程可能太少，或刚刚停过
