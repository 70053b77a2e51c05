# 命令行
command-about = 清廉网格：医院网格化廉政监督机器人。
command-help-config = 配置文件，默认 ./config.toml
command-help-debug = 出错时显示详细过程
command-help-version = 显示版本
command-help-init = 在空文件夹中建立配置、监察室密钥和数据库
command-help-run = 启动机器人，直到停止
command-help-demo = 在浏览器中打开样例医院的手机（或在终端演示一个月），不需要 Telegram 账号
command-help-keep = 保留演示文件的文件夹
command-help-import-roster = 导入 Excel 花名册，当日生效
command-help-roster = 花名册
command-help-dry-run = 只显示变动，不导入
command-help-roster-yes = 已核对：多人失去绑定也导入
command-help-sample-roster = 生成样例花名册，也可作模板
command-help-new-workbook = 新文件，不覆盖已有文件
command-help-invites = 为有角色、未绑定的人生成一次性绑定链接
command-help-xlsx = 写入带二维码的邀请表
command-help-all = 为花名册上全部未绑定的人生成，有无角色均可
command-help-only = 只邀请此工号，可重复
command-help-json = 每人一行 JSON
command-help-revoke = 解除绑定（手机遗失），作废未用的邀请
command-help-staff-number = 工号
command-help-doctor = 检查配置、数据库、令牌、时钟、密钥等，并说明怎么办
command-help-open-tip = 用监察室密钥打开下载的线索
command-help-tip = 加密的线索文件
command-help-key = 密钥文件
command-help-out = 写入新文件，不显示

command-misused = 用法有误：{ $what }（用法见 { $command } --help）
misuse-no-command = 没有 { $given } 这个命令。
misuse-no-option = 没有 { $given } 这个选项。
misuse-near = 是否要用 { $near }？
misuse-which-command = 还要写明做什么：{ $commands }。
misuse-lacks-argument = 缺少 { $given }。
misuse-lacks-option = 缺少选项 { $given }。
misuse-lacks-value = 选项 { $given } 后面缺少内容。
misuse-takes-no-value = 选项 { $given } 后面不带内容。
misuse-too-much = 多写了 { $given }。
misuse-too-small = { $given } 应不小于 { $bound }。
misuse-too-large = { $given } 应不大于 { $bound }。
misuse-no-number = { $given } 应为整数。
misuse-no-switch = { $given } 应为 0 或 1。
misuse-said = { $given }
usage-usage = 用法：
usage-options-there = [选项]
usage-command-there = 命令 [参数]...
usage-arguments = 参数：
usage-options = 选项：
usage-commands = 命令：
usage-required = 必填
usage-default = 默认：
usage-variable = 环境变量：
usage-help = 显示本说明
command-aborted = 已中止。
command-unexpected = 出现意外：{ $what }（设 { $variable }=1 再运行，可见详细过程）
command-file-trouble = 无法读写 { $path }：{ $reason }
command-file-reason =
    { $code ->
        [ENOENT] 没有这个文件或文件夹
        [EACCES] 没有权限
        [EPERM] 没有权限
        [EROFS] 所在磁盘只读
        [ENOSPC] 磁盘已满
        [EISDIR] 这是文件夹
        [ENOTDIR] 路径中有一段不是文件夹
        [ENAMETOOLONG] 名称太长
       *[other] { $reason }
    }
command-file-exists = { $path } 已存在，未覆盖。
command-file-written = 已写入 { $path }
command-tip-is-file = 这是附件，不能显示。请加 --out { $out } 写入文件。
command-database-trouble = 无法使用数据库：{ $reason }
command-database-newer = 数据库由更新版本的程序写成，请更新 gridbot。
command-others-older = 较旧版本的进程仍在运行（{ $processes }），不能与新版本的数据库同时使用，数据库未升级。请先全部停止，再启动新版本。
command-upgrade-held-up = 数据库一直被占用，三分钟内未能升级，未作改动。请在较空闲时重试，或先停止其他进程。

command-config-missing = { $path } 不存在，请先运行 gridbot init
command-config-not-toml = { $path } 不是有效的 TOML：{ $what }
command-config-wrong = 配置有误：{ $what }
command-no-such-form = 任务 { $duty } 的表单 { $form } 不存在，可用：{ $known }

command-token-missing = 尚未填写令牌。请将 @BotFather 给的令牌写入 [telegram] token，或设环境变量 GRIDBOT_TOKEN。
command-token-malformed = 令牌格式不对，应如 123456:ABC-DEF。请核对 [telegram] token 或环境变量 GRIDBOT_TOKEN。
command-token-refused = { $server } 不认可此令牌，请向 @BotFather 核对。
command-offline = 连不上 { $server }（{ $reason }）。请检查网络，以及 [telegram] 的 api_base_url 和 proxy。

command-init-ask-name = 医院名称（直接回车可稍后填写）
command-init-ask-token = 机器人令牌（不显示，直接回车可稍后填写）
command-init-done = 已建立：{ $config }、{ $key-file } 和数据库。接下来：
command-init-move-key = • 请将 { $key-file } 移到监察室的电脑，另存一份，再从本机删除。没有它，任何人都打不开线索。
command-init-token = • 请将令牌写入 { $config } 的 [telegram] token，或设环境变量 { $variable }。
command-init-next =
    • 花名册：gridbot sample-roster 样例.xlsx，照样填写后 gridbot import-roster 花名册.xlsx --dry-run
    • 检查：gridbot doctor；邀请：gridbot invites --xlsx 邀请.xlsx；启动：gridbot run
command-key-file =
    监察室密钥，{ $day } 生成。凭它才能打开线索，遗失后无法恢复。
    请移到监察室的电脑并另存一份，不要留在服务器上，也不要发给任何人。
    公钥：{ $recipient }

command-run-started = 已启动 @{ $username }，按 Ctrl-C 停止。
command-run-stopped = 已停止。
command-run-twice = 机器人已在此数据库上运行，不能再启动一个。请先停止正在运行的那个（systemctl stop gridbot，或在其窗口按 Ctrl-C）。

command-roster-faults = 共 { $count } 处问题，未导入任何内容。
command-roster-same = 与现有花名册一致，没有变动。
command-roster-dry-run = 仅为预览，尚未导入。
command-roster-imported = 已导入。
command-sample-written = 已写入 { $path }，可照此填写后导入。
command-roster-grids-added = 新增网格（{ $count }）
command-roster-grids-changed = 网格变更（{ $count }）
command-roster-grids-removed = 撤销网格（{ $count }）
command-roster-joined = 加入（{ $count }）
command-roster-moved = 调动（{ $count }）
command-roster-changed = 信息变更（{ $count }）
command-roster-left = 离开（{ $count }），其绑定和邀请一并失效
command-roster-appointed = 新聘任（{ $count }）
command-roster-ended = 聘任终止（{ $count }）
command-roster-extended = 聘任延长（{ $count }）
command-roster-withdrawn = 聘任撤回（{ $count }）
command-roster-losing = 以下 { $count } 人已绑定手机，导入后将失去绑定：
command-roster-many-lose = 已绑定的 { $bound } 人中有 { $count } 人将失去绑定，超过十分之一，未导入。请先核对工号写法是否与上次一致；确属离开的，请输入：gridbot import-roster { $file } --yes
command-roster-would-refuse = 已绑定的 { $bound } 人中有 { $count } 人将失去绑定，超过十分之一，导入时须加 --yes 确认。
command-roster-open-end = 无期限

command-no-such-person = 没有工号为 { $number } 的人。
command-invites-nobody = 没有需要邀请的人：有角色的人都已绑定，或尚未导入花名册。
command-invites-nobody-at-all = 没有需要邀请的人：花名册上的人都已绑定，或尚未导入花名册。
command-invites-bound = { $name }已绑定，未生成任何链接。如手机遗失，请先运行 gridbot revoke { $number }
command-invites-made = 共 { $count } 人。链接 { $days } 天内有效，只能用一次，请分别交给本人。
command-invites-earlier = 其中 { $count } 人早先的链接尚未使用，仍然有效；用过一个，其余即作废。
command-revoke-done = 已解除{ $name }（{ $number }）的绑定，未用的邀请一并作废。
command-revoke-not-bound = { $name }（{ $number }）尚未绑定，未用的邀请已作废。
command-revoke-again = 重新邀请：gridbot invites --staff-number { $number }

command-doctor-config = 配置：{ $path }
command-doctor-config-open = { $path } 含有令牌，本机其他用户可读，请运行 chmod 600 { $path }
command-doctor-duties = 任务：已开启 { $count } 项
command-doctor-no-duties = 没有开启任何任务，机器人不会催报。请监察室在 /settings 的“任务”中开启。
command-doctor-duty-ignored = config.toml 中的任务 { $duty } 的修改不再生效，请在 /settings 中修改。
command-doctor-keys = 线索加密公钥：{ $count } 个
command-doctor-no-keys = 没有线索加密公钥，无法受理线索。请将监察室公钥（age1…）写入 [tips] office_recipients。
command-doctor-letters-to = 来信地址：{ $to }
command-doctor-no-letters-to = 没有来信地址，提交前的须知不写来信寄到哪里。请填写 [tips] letters_to，监察室收不到的地址为宜，例如驻组的。
command-doctor-no-supervisor-key = 没有驻组公钥，涉及监察室的线索无法在此受理，反映人在提交前就会看到。请向驻组索取公钥，写入 [tips] supervisor_recipients。
command-doctor-key-unreadable = [tips] office_recipients 第 { $number } 个不是公钥（age1…），请核对。
command-doctor-key-beside = { $path } 还在本机。请移到监察室的电脑，另存一份，再从本机删除。
command-doctor-no-database = 尚无数据库 { $path }，首次运行时自动建立。
command-doctor-database = 数据库：版本 { $revision }
command-doctor-database-empty = 数据库尚无内容，首次运行时自动建立。
command-doctor-database-newer = 数据库由更新版本写成（版本 { $revision }），本程序（版本 { $own }）可继续使用；完成升级前，新版本的部分内容由新版本的进程处理。
command-doctor-database-older = 数据库版本较旧，下次运行时自动升级，请先备份。
command-doctor-pooled = 经连接池（pgbouncer）访问数据库。
command-doctor-no-roster = 尚未导入花名册，请运行 gridbot import-roster
command-doctor-people = 网格 { $grids } 个，已绑定 { $bound } 人
command-doctor-people-waiting = 网格 { $grids } 个，已绑定 { $bound } 人，另有 { $waiting } 人待绑定，请运行 gridbot invites
command-doctor-unreachable = 有 { $count } 人收不到消息（停用了机器人）：{ $names }。请当面提醒其重新打开聊天。
command-doctor-letters = 消息：待发 { $waiting } 条，没有失败
command-doctor-letters-failed = 消息：失败 { $failed } 条，待发 { $waiting } 条，原因见日志。
command-doctor-statements-logged = 数据库服务器的日志会记下每次写入的时间（{ $settings }），线索的时间随之可查。请关闭这些设置。
command-doctor-statements-not-logged = 数据库服务器不记录写入时间
command-doctor-account = 令牌：@{ $username }
command-doctor-other-username = [telegram] username 为 { $wanted }，令牌却是 @{ $username } 的，邀请链接会打不开，请改正。
command-doctor-clock = 时钟准确
command-doctor-clock-off = 本机时钟差 { $seconds } 秒，截止和催报会出错，请校时（如 timedatectl set-ntp true）。
command-doctor-calendar = 节假日安排：已收录至 { $year } 年
command-doctor-calendar-ends = 未收录 { $year } 年节假日安排，暂按周一至周五计。请由监察室在聊天中发送 /holidays 录入，或更新程序。
command-doctor-calendar-entered = 节假日：{ $year } 年由 { $name } 于 { $day }录入
command-doctor-calendar-differs = { $year } 年录入的节假日与程序自带的有 { $count } 天不同（{ $days }），以录入的为准。如需更正，请由监察室用 /holidays 更改。
command-doctor-words = 语句：{ $count } 条，各语言齐全
command-doctor-words-missing = 语言 { $lacking } 缺少 { $count } 条语句：{ $keys }
command-doctor-disk = 磁盘：剩余 { $free } MiB
command-doctor-disk-full = 磁盘仅剩 { $free } MiB，请清理。
